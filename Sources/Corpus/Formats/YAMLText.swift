import Yams

/// YAML without its traps: no anchors or aliases, bounded size and depth, every scalar kept as it is written.
enum YAMLText {
    /// Above it, a header is a mistake, and would cost hundreds of megabytes as nodes.
    static let byteLimit = 256 << 10

    /// The value that `yaml` describes.
    ///
    /// - Parameter firstLine: the line of the file where `yaml` begins.
    /// - Throws: a problem in French that names the line.
    static func value(_ yaml: String, file: String, firstLine: Int) throws(Problem) -> RawValue {
        try refuseBombs(yaml, file: file, firstLine: firstLine)
        do {
            let parser = try Yams.Parser(yaml: yaml)
            // Nodes hold their anchors weakly: the parser must live while they are looked for.
            return try withExtendedLifetime(parser) {
                let root = try parser.singleRoot()
                return try root.map { try raw($0, file: file, firstLine: firstLine) }
                    ?? RawValue(shape: .none, line: firstLine)
            }
        } catch let problem as Problem {
            throw problem
        } catch {
            throw YAMLProblem.explain(error, yaml: yaml, file: file, firstLine: firstLine)
        }
    }

    /// Refuses what costs more to parse than it is long: aliases of aliases, which are hashed when they stand in keys.
    private static func refuseBombs(_ yaml: String, file: String, firstLine: Int) throws(Problem) {
        if yaml.utf8.count > byteLimit {
            throw Problem(
                file: file, line: firstLine, message: "texte YAML de plus de \(byteLimit >> 10) Ko",
                remedy: "raccourcissez-le", category: "yaml")
        }
        // A few are told apart from « *emphasis* » by parsing; a bomb needs many.
        if marks(UInt8(ascii: "&"), in: yaml) > 0, marks(UInt8(ascii: "*"), in: yaml) > 8 {
            throw aliasProblem(file: file, line: firstLine)
        }
    }

    /// How often `mark` stands where a YAML value may begin, a name after it.
    private static func marks(_ mark: UInt8, in yaml: String) -> Int {
        var count = 0
        var beforeLast = UInt8(ascii: "\n")
        var last = UInt8(ascii: "\n")
        for byte in yaml.utf8 {
            if last == mark, " \t\n[{,".utf8.contains(beforeLast), byte != 0x20, byte != 0x0A { count += 1 }
            (beforeLast, last) = (last, byte)
        }
        return count
    }

    private static func raw(_ node: Node, file: String, firstLine: Int) throws(Problem) -> RawValue {
        let line = firstLine + (node.mark?.line ?? 1) - 1
        if node.anchor != nil { throw aliasProblem(file: file, line: line) }
        switch node {
        case .scalar(let scalar):
            let isNull = scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
            // "\0" in quotes would end the text for SQLite.
            let text = scalar.string.replacing("\0", with: "\u{FFFD}")
            return RawValue(shape: isNull ? .none : .text(text), line: line)
        case .sequence(let members):
            var values: [RawValue] = []
            for member in members { values.append(try raw(member, file: file, firstLine: firstLine)) }
            return RawValue(shape: .list(values), line: line)
        case .mapping(let mapping):
            var entries: [RawEntry] = []
            for (key, value) in mapping { entries.append(try entry(key, value, file: file, firstLine: firstLine)) }
            return RawValue(shape: .map(entries), line: line)
        case .alias:
            throw aliasProblem(file: file, line: line)
        }
    }

    private static func entry(
        _ key: Node, _ value: Node, file: String, firstLine: Int
    ) throws(Problem) -> RawEntry {
        let rawKey = try raw(key, file: file, firstLine: firstLine)
        guard let text = rawKey.text else {
            throw Problem(
                file: file, line: rawKey.line, message: "clé qui n’est pas un mot",
                remedy: "écrivez « clé: valeur », entre guillemets si la valeur commence par [ ou {", category: "yaml")
        }
        return RawEntry(key: text, line: rawKey.line, value: try raw(value, file: file, firstLine: firstLine))
    }

    private static func aliasProblem(file: String, line: Int) -> Problem {
        Problem(
            file: file, line: line, message: "ancre ou renvoi YAML (« & », « * »)",
            remedy: "répétez la valeur, ou mettez entre guillemets celle qui commence par ce signe", category: "yaml")
    }
}
