import Analysis
import SearchIndex

/// Counts facet values over all that is listed; each facet as if its own filter were not there.
struct FacetCounter {
    private let snapshot: Snapshot
    private let analyzer: Analyzer

    init(_ snapshot: Snapshot, _ analyzer: Analyzer) {
        self.snapshot = snapshot
        self.analyzer = analyzer
    }

    /// - Parameter matches: the documents that answer, whatever the filters.
    func facets(of matches: Bitmap, _ filtering: Filtering) -> SearchResponse.Facets {
        var matches = matches
        matches.formIntersection(snapshot.live)
        let allowed = filtering.allowed(of: matches)
        func values(_ facet: Filtering.Facet) -> [SearchResponse.FacetValue] {
            let counted = filtering.restricts(facet) ? filtering.allowed(of: matches, ignoring: facet) : allowed
            return snapshot.values(of: facet, analyzer).counted(in: counted, table: snapshot.table)
        }
        return SearchResponse.Facets(
            axis: values(.axis), kind: values(.kind), public: values(.public), territory: values(.territory),
            year: values(.year), nature: values(.nature))
    }
}
