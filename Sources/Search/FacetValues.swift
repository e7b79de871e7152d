import Analysis
import Corpus
import SearchIndex

/// The values of a facet in one state of the index, as filters name them, answers show them and counts need them.
struct FacetValues: Sendable {
    /// What filters take.
    private let ids: [String]
    /// What people read.
    private let labels: [String]
    /// The codes in the order of values of one count: by label; years from the latest.
    private let order: [Int]
    private let codesOfSlug: [String: [DocumentTable.Code]]
    private let facet: DocumentTable.Facet

    init(_ facet: DocumentTable.Facet, _ snapshot: Snapshot, _ analyzer: Analyzer) {
        self.facet = facet
        let table = snapshot.table
        let texts = table.values(of: facet).texts
        let slugs = texts.map { Self.slug($0, analyzer) }
        let ids = facet == .public || facet == .territory ? slugs : texts
        let labels = texts.map { Self.label($0, facet, snapshot.taxonomy) }
        order = texts.indices.sorted {
            facet == .year ? (Int(ids[$0]) ?? 0) > (Int(ids[$1]) ?? 0) : (labels[$0], ids[$0]) < (labels[$1], ids[$1])
        }
        (self.ids, self.labels) = (ids, labels)
        codesOfSlug = Dictionary(grouping: texts.indices.map { DocumentTable.Code($0) }) { slugs[Int($0)] }
    }

    private static func label(_ text: String, _ facet: DocumentTable.Facet, _ taxonomy: Taxonomy) -> String {
        switch facet {
        case .axis: taxonomy[text]?.label ?? text
        case .kind: Document.Kind(rawValue: text)?.label ?? text
        case .nature: Document.Nature(rawValue: text)?.label ?? text
        case .public, .territory, .year: text
        }
    }

    /// The id of a value in facets: folded, hyphens for all that is neither letter nor digit.
    static func slug(_ value: String, _ analyzer: Analyzer) -> String {
        analyzer.fold(value).split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    }

    /// The values that are written so, or fold to the same slug: `Saint-Éloi`, `saint-eloi`.
    func codes(named name: String, _ analyzer: Analyzer) -> [DocumentTable.Code] {
        codesOfSlug[Self.slug(name, analyzer)] ?? []
    }

    /// The values that some documents have, the most frequent first; years from the latest.
    ///
    /// - Parameter counts: by code, how many documents have the value.
    func listed(_ counts: [Int]) -> [SearchResponse.FacetValue] {
        var present = order.filter { $0 < counts.count && counts[$0] > 0 }
        // Values of one count stay in their order.
        if facet != .year { present.sort { counts[$0] > counts[$1] } }
        return present.map { SearchResponse.FacetValue(id: ids[$0], label: labels[$0], count: counts[$0]) }
    }
}
