import Analysis
import Corpus
import SearchIndex

/// Counts facet values over all that is listed; each facet as if its own filter were not there.
struct FacetCounter {
    private let snapshot: Snapshot
    private var counts: [[Int32: Int]] = Array(repeating: [:], count: Filtering.Facet.allCases.count)

    init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    /// - Parameter passed: bit n for each facet whose filter lets the document through.
    mutating func count(_ document: Int, passed: UInt8) {
        for facet in Filtering.Facet.allCases where passed | (1 << UInt8(facet.rawValue)) == Filtering.all {
            for value in snapshot.table.values(of: document, facet) { counts[facet.rawValue][value, default: 0] += 1 }
        }
    }

    /// The values, the most frequent first, years from the latest.
    func facets(_ analyzer: Analyzer) -> SearchResponse.Facets {
        let table = snapshot.table
        var facets = SearchResponse.Facets()
        facets.axis = values(.axis) { code in
            let id = table.axisIDs.values[Int(code)]
            return (id, snapshot.taxonomy[id]?.label ?? id)
        }
        facets.kind = values(.kind) { code in
            let id = table.kinds.values[Int(code)]
            return (id, Document.Kind(rawValue: id)?.label ?? id)
        }
        facets.nature = values(.nature) { code in
            let id = table.natures.values[Int(code)]
            return (id, Document.Nature(rawValue: id)?.label ?? id)
        }
        facets.public = values(.public) { written($0, table.publicValues, analyzer) }
        facets.territory = values(.territory) { written($0, table.territories, analyzer) }
        facets.year = values(.year) { (String($0), String($0)) }.sorted { $0.id > $1.id }
        return facets
    }

    private func written(_ code: Int32, _ column: DocumentTable.Column, _ analyzer: Analyzer) -> (String, String) {
        let value = column.values[Int(code)]
        return (Filtering.slug(value, analyzer), value)
    }

    private func values(
        _ facet: Filtering.Facet, _ name: (Int32) -> (id: String, label: String)
    ) -> [SearchResponse.FacetValue] {
        counts[facet.rawValue].map { code, count in
            let (id, label) = name(code)
            return SearchResponse.FacetValue(id: id, label: label, count: count)
        }
        .sorted { ($1.count, $0.label, $0.id) < ($0.count, $1.label, $1.id) }
    }
}
