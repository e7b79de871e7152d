/// A value as a file gives it, before anything is known of its meaning: YAML and JSON both become this.
struct RawValue: Equatable {
    enum Shape: Equatable {
        case none
        case text(String)
        case list([RawValue])
        case map([RawEntry])
    }

    var shape: Shape
    /// The line in the file.
    var line: Int

    /// The text of a single value; `nil` for the rest.
    var text: String? {
        if case .text(let text) = shape { text } else { nil }
    }

    /// The entries of a map; none for the rest.
    var entries: [RawEntry] {
        if case .map(let entries) = shape { entries } else { [] }
    }

    /// The members of a list, or a single value alone; maps inside become « key : value ».
    var texts: [String] {
        switch shape {
        case .none: []
        case .text(let text): text.isEmpty ? [] : [text]
        case .list(let values): values.flatMap(\.texts)
        case .map(let entries): entries.map { "\($0.key) : \($0.value.texts.joined(separator: ", "))" }
        }
    }

    /// The value under `key` in a map.
    subscript(key: String) -> RawValue? { entries.last { $0.key == key }?.value }
}

/// A key and its value.
struct RawEntry: Equatable {
    var key: String
    /// The line of the key in the file.
    var line: Int
    var value: RawValue
}
