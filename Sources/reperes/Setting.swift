/// Numbers that `--set NAME=VALUE` changes.
enum Setting {
    /// Changes the named numbers of `target`.
    ///
    /// - Throws: a `Failure` that names what it expected.
    static func apply<Target>(
        _ settings: [String], to target: inout Target, _ names: [String: WritableKeyPath<Target, Double> & Sendable]
    ) throws {
        for setting in settings {
            let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let path = names[parts[0]], let value = Double(parts[1]) else {
                let known = names.keys.sorted().joined(separator: ", ")
                throw Failure(.usage, "--set \(setting) : attendu NOM=VALEUR, avec un nom parmi \(known)")
            }
            target[keyPath: path] = value
        }
    }

    /// Prints every number, a line each.
    static func list<Target>(_ target: Target, _ names: [String: WritableKeyPath<Target, Double> & Sendable]) {
        for (name, path) in names.sorted(by: { $0.key < $1.key }) { print("\(name)=\(target[keyPath: path])") }
    }
}
