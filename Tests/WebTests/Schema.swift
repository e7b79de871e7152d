/// Checks values against the part of JSON Schema that `openapi.json` uses; a key that it does not name is a fault.
struct Schema {
    private let description: JSON

    init(_ description: JSON) {
        self.description = description
    }

    /// What `value` references, or itself.
    func resolved(_ value: JSON) -> JSON {
        guard let reference = value["$ref"]?.text else { return value }
        return reference.split(separator: "/").dropFirst().reduce(description) { $0[String($1)] ?? .null }
    }

    /// Where `value` departs from `schema`.
    func faults(of value: JSON, against schema: JSON, at place: String = "$") -> [String] {
        let schema = resolved(schema)
        if let choices = schema["oneOf"]?.list {
            let fitting = choices.count { faults(of: value, against: $0).isEmpty }
            return fitting == 1 ? [] : ["\(place): \(fitting) alternatives fit"]
        }
        if let values = schema["enum"]?.list { return values.contains(value) ? [] : ["\(place): not listed"] }
        if let constant = schema["const"] { return constant == value ? [] : ["\(place): not \(constant)"] }
        let types = schema["type"]?.text.map { [$0] } ?? schema["type"]?.list.compactMap(\.text) ?? []
        guard types.contains(where: { fits(value, $0) }) else { return ["\(place): not \(types)"] }
        if case .list(let list) = value {
            return list.enumerated().flatMap { index, element in
                faults(of: element, against: schema["items"] ?? .null, at: "\(place)[\(index)]")
            }
        }
        if case .object(let members) = value { return faults(of: members, against: schema, at: place) }
        return []
    }

    private func faults(of members: [String: JSON], against schema: JSON, at place: String) -> [String] {
        let required = schema["required"]?.list.compactMap(\.text) ?? []
        let missing = required.filter { members[$0] == nil }.map { "\(place): no \($0)" }
        return missing
            + members.flatMap { key, member -> [String] in
                if let known = schema["properties"]?[key] ?? schema["additionalProperties"] {
                    return faults(of: member, against: known, at: "\(place).\(key)")
                }
                return ["\(place): \(key) is not described"]
            }
    }

    private func fits(_ value: JSON, _ type: String) -> Bool {
        switch (value, type) {
        case (.null, "null"), (.bool, "boolean"), (.number, "number"), (.text, "string"), (.list, "array"),
            (.object, "object"):
            true
        case (.number(let number), "integer"): number == number.rounded()
        default: false
        }
    }
}
