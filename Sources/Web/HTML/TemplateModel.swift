import Mustache
import Synchronization

/// What a template shows: a struct whose stored properties are the names in the template.
///
/// swift-mustache finds a property by reflecting on all of them, for each name and each level of the context: 8 ms for
/// a page of twenty hits. Here each type's properties are listed once, and a name costs one look-up and one property.
protocol TemplateModel: MustacheParent {}

extension TemplateModel {
    /// The property's value; `nil` when there is no such property, or nothing in it.
    func child(named name: String) -> Any? {
        guard let place = TemplateProperties.place(of: name, in: self) else { return nil }
        let properties = Mirror(reflecting: self).children
        let value = properties[properties.index(properties.startIndex, offsetBy: place)].value
        guard let optional = value as? any OptionalValue else { return value }
        return optional.wrapped
    }
}

/// The places of the stored properties of every type that a template has shown.
private enum TemplateProperties {
    private static let places = Mutex<[ObjectIdentifier: [String: Int]]>([:])

    static func place(of name: String, in model: some TemplateModel) -> Int? {
        let type = ObjectIdentifier(Swift.type(of: model))
        if let known = places.withLock({ $0[type] }) { return known[name] }
        var found: [String: Int] = [:]
        for (place, property) in Mirror(reflecting: model).children.enumerated() {
            if let label = property.label { found[label] = place }
        }
        places.withLock { $0[type] = found }
        return found[name]
    }
}

/// An optional of whatever type.
private protocol OptionalValue {
    var wrapped: Any? { get }
}

extension Optional: OptionalValue {
    fileprivate var wrapped: Any? { map { $0 } }
}
