/// The parameters of an address, decoded, in written order; a name may come several times.
struct QueryString: Sendable, Equatable {
    private let pairs: [Pair]

    private struct Pair: Sendable, Equatable {
        var name: String
        var value: String
    }

    /// Decodes what stands after `?`.
    ///
    /// - Throws: a refusal when a name or a value is not UTF-8.
    init(_ encoded: String?) throws(Refusal) {
        var pairs: [Pair] = []
        for part in (encoded ?? "").split(separator: "&") {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            pairs.append(
                Pair(
                    name: try Self.decode(halves[0]),
                    value: halves.count > 1 ? try Self.decode(halves[1]) : ""))
        }
        self.pairs = pairs
    }

    /// The values of `name` that are not empty: a form sends its empty fields too.
    func values(_ name: String) -> [String] {
        pairs.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
    }

    /// How often `name` comes, empty values included.
    func count(of name: String) -> Int { pairs.count { $0.name == name } }

    /// The first value of `name` that is not empty.
    subscript(name: String) -> String? { values(name).first }

    private static func decode(_ encoded: Substring) throws(Refusal) -> String {
        guard let text = PercentEncoding.decode(encoded, plusAsSpace: true) else {
            throw Refusal.badRequest("L’adresse contient des octets qui ne sont pas de l’UTF-8.")
        }
        // NUL may stand neither in HTML nor in a C string.
        return text.utf8.contains(0) ? String(text.map { $0 == "\0" ? "\u{FFFD}" : $0 }) : text
    }
}
