import Analysis

/// The reading of `thesaurus.tsv`: a relation a line, columns separated by tabs, comments after `#`.
public enum ThesaurusFile {
    private static let columns = ["term", "related", "type", "direction", "weight", "case", "note"]
    private static let seedColumns = ["term", "related", "type", "note"]

    /// The good rows of `text`, in order, and a warning for each bad one.
    ///
    /// The header names the columns, in any order. Without one, rows of four columns are the seed's: term, related,
    /// type, and a note that begins with the direction, `bi` or `uni`.
    ///
    /// - Parameter file: the name that problems give.
    public static func parse(_ text: String, file: String) -> ([ThesaurusRow], [Problem]) {
        var rows: [ThesaurusRow] = []
        var problems: [Problem] = []
        var header: [String]?
        var lineOfPair: [Set<String>: Int] = [:]
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.hasPrefix("#") && !line.allSatisfy(\.isWhitespace) {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(trimmed)
            if header == nil, cells.contains("term") {
                header = cells
                continue
            }
            do throws(Fault) {
                let row = try row(cells, header ?? (cells.count == seedColumns.count ? seedColumns : columns))
                // Expanded together, two rows for a pair would weigh twice, or contradict each other.
                let pair: Set = [row.term.lowercased(), row.related.lowercased()]
                if let first = lineOfPair[pair] {
                    throw Fault("« \(row.term) » et « \(row.related) » déjà liés ligne \(first)", "gardez une ligne")
                }
                lineOfPair[pair] = index + 1
                rows.append(row)
            } catch {
                problems.append(
                    Problem(
                        file: file, line: index + 1, message: error.message, remedy: error.remedy, severity: .warning,
                        category: "thesaurus"))
            }
        }
        return (rows, problems)
    }

    private struct Fault: Error {
        let message: String
        let remedy: String

        init(_ message: String, _ remedy: String) {
            self.message = message
            self.remedy = remedy
        }
    }

    private static func row(_ cells: [String], _ columns: [String]) throws(Fault) -> ThesaurusRow {
        if cells.count == 1 { throw Fault("une seule colonne", "séparez les colonnes par des tabulations") }
        if cells.count > columns.count {
            throw Fault("\(cells.count) colonnes au lieu de \(columns.count)", "retirez les tabulations de trop")
        }
        let cell = Dictionary(zip(columns, cells), uniquingKeysWith: { first, _ in first })
        let term = cell["term"] ?? ""
        let related = cell["related"] ?? ""
        if Folding.folded(term).isEmpty { throw Fault("premier terme vide", "écrivez un mot") }
        if Folding.folded(related).isEmpty { throw Fault("second terme vide", "écrivez un mot") }
        if term == related { throw Fault("« \(term) » lié à lui-même", "retirez la ligne") }
        let note = cell["note"] ?? ""
        return ThesaurusRow(
            term: term, related: related, kind: try kind(cell["type"] ?? ""),
            direction: try direction(cell["direction"], note: note), weight: try weight(cell["weight"] ?? ""),
            uppercaseOnly: try isUppercaseOnly(cell["case"] ?? ""), note: note)
    }

    private static func kind(_ text: String) throws(Fault) -> ThesaurusRow.Kind {
        if let kind = ThesaurusRow.Kind(rawValue: text) { return kind }
        let names = ThesaurusRow.Kind.allCases.map(\.rawValue)
        let nearest = EditDistance.nearest(to: text, among: names)
        throw Fault(
            "type inconnu « \(text) »",
            nearest.map { "écrivez « \($0) »" } ?? "écrivez \(names.dropLast().joined(separator: ", ")) ou related")
    }

    private static func direction(_ text: String?, note: String) throws(Fault) -> ThesaurusRow.Direction {
        switch text ?? String(note.prefix { $0.isLetter }) {
        case "both", "bi": return .both
        case "one", "uni": return .one
        case let other: throw Fault("sens inconnu « \(other) »", "écrivez both ou one")
        }
    }

    private static func weight(_ text: String) throws(Fault) -> Double {
        if text.isEmpty { return 1 }
        guard let weight = Double(text), (0...1).contains(weight) else {
            throw Fault("poids « \(text) » hors de 0 à 1", "écrivez par exemple 0.5")
        }
        return weight
    }

    private static func isUppercaseOnly(_ text: String) throws(Fault) -> Bool {
        switch text {
        case "": return false
        case "upper": return true
        default: throw Fault("casse inconnue « \(text) »", "écrivez upper ou rien")
        }
    }

    private static func trimmed(_ cell: Substring) -> String {
        let start = cell.drop { $0.isWhitespace }
        let end = start.lastIndex { !$0.isWhitespace }
        return end.map { String(start[...$0]) } ?? ""
    }
}
