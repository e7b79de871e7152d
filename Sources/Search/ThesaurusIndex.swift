import Analysis
import Corpus

/// The thesaurus by what is typed: which rows apply to which words of a query.
struct ThesaurusIndex: Sendable {
    /// What one row adds.
    struct Entry: Sendable, Equatable {
        /// As the thesaurus writes it.
        var text: String
        /// The ways in which documents write it, terms in order.
        var phrases: [[String]]
        var weight: Double
        /// Shown as « Voir aussi », never searched.
        var isRelated: Bool
        /// Only for a query in capitals.
        var uppercaseOnly: Bool
    }

    /// A unit of a query as rows are looked up by it.
    struct Key: Sendable, Equatable {
        var terms: [String]
        var isUppercase: Bool
        var plus: Bool
    }

    /// Consecutive units of a query with the rows that apply to them.
    struct Span {
        var units: Range<Int>
        var entries: [Entry]
    }

    private var entries: [[String]: [Entry]] = [:]
    private var longest = 1
    /// Pairs of terms that stand for different things however near their letters: never corrected into each other.
    private var distinct: Set<[String]> = []

    init(_ rows: [ThesaurusRow], analyzer: Analyzer) {
        for row in rows {
            add(from: row.term, to: row.related, row, analyzer)
            if row.direction == .both { add(from: row.related, to: row.term, row, analyzer) }
            if row.kind == .related {
                let pair = [row.term, row.related].map { Self.terms(of: $0, analyzer).joined(separator: " ") }
                distinct.insert(pair)
                distinct.insert(pair.reversed())
            }
        }
    }

    /// Both sides of the rows as written, each once, for completions.
    static func labels(of rows: [ThesaurusRow]) -> [String] {
        var seen: Set<String> = []
        return rows.filter { $0.kind != .related }.flatMap { [$0.term, $0.related] }.filter { seen.insert($0).inserted }
    }

    /// Whether the thesaurus says that the two terms must not be taken for each other.
    func areDistinct(_ a: String, _ b: String) -> Bool { distinct.contains([a, b]) }

    /// The rows that apply, the longest spans first; a unit belongs to one span only.
    func spans(in keys: [Key]) -> [Span] {
        var spans: [Span] = []
        var start = 0
        while start < keys.count {
            let span = (1...max(1, min(longest, keys.count - start))).reversed().lazy.compactMap {
                self.span(at: start..<(start + $0), in: keys)
            }.first
            if let span { spans.append(span) }
            start = span?.units.upperBound ?? start + 1
        }
        return spans
    }

    private func span(at units: Range<Int>, in keys: [Key]) -> Span? {
        let key = keys[units].flatMap { $0.plus ? [($0.terms.first ?? "") + "+"] : $0.terms }
        let isUppercase = keys[units].allSatisfy(\.isUppercase)
        guard let found = entries[key]?.filter({ !$0.uppercaseOnly || isUppercase }), !found.isEmpty else { return nil }
        return Span(units: units, entries: found)
    }

    private mutating func add(from: String, to: String, _ row: ThesaurusRow, _ analyzer: Analyzer) {
        let key = Self.terms(of: from, analyzer)
        guard !key.isEmpty, row.weight > 0 else { return }
        let isRelated = row.kind == .related || row.kind == .broader
        // Traps are written down to be avoided, not shown.
        if isRelated, row.weight <= 0.1 { return }
        let units = QueryUnit.units(analyzer.tokens(in: to))
        guard !units.isEmpty else { return }
        let phrases =
            units.count == 1
            ? WordVariants.terms(of: units[0], analyzer: analyzer, uppercaseOnly: row.uppercaseOnly)
            : [units.flatMap { $0.tokens.map(\.term.text) }]
        let isAcronymSide = row.uppercaseOnly && from == row.term
        let entry = Entry(
            text: to, phrases: phrases, weight: row.weight, isRelated: isRelated, uppercaseOnly: isAcronymSide)
        guard entries[key]?.contains(where: { $0.phrases == phrases }) != true else { return }
        entries[key, default: []].append(entry)
        longest = max(longest, key.count)
    }

    private static func terms(of text: String, _ analyzer: Analyzer) -> [String] {
        QueryUnit.units(analyzer.tokens(in: text)).flatMap { unit in
            unit.plus.map { [$0.term.text] } ?? unit.tokens.map(\.term.text)
        }
    }
}
