import Analysis
import Corpus

/// The thesaurus analyzed for `ThesaurusIndex`, as the index keeps it: a line an entry, the terms that find it first.
struct ThesaurusLines {
    private var entries: [String: [ThesaurusIndex.Entry]] = [:]
    private var distinct: Set<String> = []

    init(_ rows: [ThesaurusRow], analyzer: Analyzer) {
        for row in rows {
            add(from: row.term, to: row.related, row, analyzer)
            if row.direction == .both { add(from: row.related, to: row.term, row, analyzer) }
            if row.kind == .related {
                let pair = [row.term, row.related].map { Self.terms(of: $0, analyzer) }
                distinct.insert(pair.joined(separator: "\t"))
                distinct.insert(pair.reversed().joined(separator: "\t"))
            }
        }
    }

    /// The lines of the entries, by key, those of one key in the order of the thesaurus.
    var entryLines: String {
        entries.sorted { $0.key < $1.key }
            .flatMap { key, entries in entries.map { "\(key)\t\($0.line)" } }.joined(separator: "\n")
    }

    /// The pairs of terms that are never taken for each other, both ways.
    var distinctLines: String { distinct.sorted().joined(separator: "\n") }

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
            ? units[0].terms(analyzer, uppercaseOnly: row.uppercaseOnly)
            : [units.flatMap { $0.tokens.map(\.term.text) }]
        guard entries[key]?.contains(where: { $0.phrases == phrases }) != true else { return }
        let isAcronymSide = row.uppercaseOnly && from == row.term
        let entry = ThesaurusIndex.Entry(
            text: to, phrases: phrases, weight: row.weight, isRelated: isRelated, uppercaseOnly: isAcronymSide)
        entries[key, default: []].append(entry)
    }

    private static func terms(of text: String, _ analyzer: Analyzer) -> String {
        QueryUnit.units(analyzer.tokens(in: text)).flatMap { unit in
            unit.plus.map { [$0.term.text] } ?? unit.tokens.map(\.term.text)
        }
        .joined(separator: " ")
    }
}
