import Analysis
import Corpus
import SearchIndex

/// The facets of a request resolved to the index's values: which documents each lets through.
struct Filtering {
    enum Facet: Int, CaseIterable { case axis, kind, `public`, territory, year, nature }

    /// By facet; `nil` where the facet restricts nothing.
    private var codes: [Set<Int32>?] = Array(repeating: nil, count: Facet.allCases.count)
    private var excluded: [Set<Int32>] = Array(repeating: [], count: Facet.allCases.count)
    private let table: DocumentTable

    init(
        _ filters: SearchRequest.Filters, excluding excludedFilters: SearchRequest.Filters, snapshot: Snapshot,
        analyzer: Analyzer
    ) {
        table = snapshot.table
        for facet in Facet.allCases {
            let values = filters[facet]
            if !values.isEmpty { codes[facet.rawValue] = Self.codes(values, facet, snapshot, analyzer) }
            excluded[facet.rawValue] = Self.codes(excludedFilters[facet], facet, snapshot, analyzer)
        }
    }

    /// Whether nothing restricts.
    var isEmpty: Bool { codes.allSatisfy { $0 == nil } && excluded.allSatisfy(\.isEmpty) }

    /// Bit n: facet n lets the document through. `all` when every facet does.
    func passes(_ document: Int) -> UInt8 {
        var bits: UInt8 = 0
        for facet in Facet.allCases where passes(document, facet) { bits |= 1 << UInt8(facet.rawValue) }
        return bits
    }

    static let all: UInt8 = 0b11_1111

    private func passes(_ document: Int, _ facet: Facet) -> Bool {
        let wanted = codes[facet.rawValue]
        let unwanted = excluded[facet.rawValue]
        guard wanted != nil || !unwanted.isEmpty else { return true }
        let values = table.values(of: document, facet)
        return (wanted.map { wanted in values.contains { wanted.contains($0) } } ?? true)
            && !values.contains { unwanted.contains($0) }
    }

    private static func codes(
        _ values: [String], _ facet: Facet, _ snapshot: Snapshot, _ analyzer: Analyzer
    ) -> Set<Int32> {
        let table = snapshot.table
        switch facet {
        case .year: return Set(values.compactMap { Int32($0.trimmingSpaces) })
        case .axis:
            return codes(values.compactMap { snapshot.axis(named: $0, analyzer)?.id } + values, table.axisIDs, analyzer)
        case .kind: return codes(values, table.kinds, analyzer)
        case .public: return codes(values, table.publicValues, analyzer)
        case .territory: return codes(values, table.territories, analyzer)
        case .nature: return codes(values, table.natures, analyzer)
        }
    }

    /// A value as written, or as the slug that folds to it: `Saint-Éloi`, `saint-eloi`.
    private static func codes(_ values: [String], _ column: DocumentTable.Column, _ analyzer: Analyzer) -> Set<Int32> {
        var codes = Set(values.compactMap { column[$0] })
        let slugs = Set(values.map { slug($0, analyzer) })
        for value in column.values where slugs.contains(slug(value, analyzer)) {
            if let code = column[value] { codes.insert(code) }
        }
        return codes
    }

    /// The id of a value in facets: folded, hyphens for all that is neither letter nor digit.
    static func slug(_ value: String, _ analyzer: Analyzer) -> String {
        analyzer.fold(value).split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    }
}

extension SearchRequest.Filters {
    subscript(facet: Filtering.Facet) -> [String] {
        switch facet {
        case .axis: axis
        case .kind: kind
        case .public: self.public
        case .territory: territory
        case .year: year
        case .nature: nature
        }
    }

    /// Both filters' values, facet by facet.
    func merged(with other: SearchRequest.Filters) -> SearchRequest.Filters {
        var merged = self
        merged.axis += other.axis
        merged.kind += other.kind
        merged.public += other.public
        merged.territory += other.territory
        merged.year += other.year
        merged.nature += other.nature
        return merged
    }
}

extension DocumentTable {
    /// The document's values of a facet: codes, or the year itself.
    func values(of document: Int, _ facet: Filtering.Facet) -> [Code] {
        switch facet {
        case .axis: axesWithAncestors[document]
        case .kind: [kind[document]]
        case .public: publics[document]
        case .territory: territory[document] < 0 ? [] : [territory[document]]
        case .year: year[document] == 0 ? [] : [year[document]]
        case .nature: nature[document] < 0 ? [] : [nature[document]]
        }
    }
}

extension String {
    var trimmingSpaces: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
