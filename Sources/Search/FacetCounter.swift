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
        let free = Filtering.Facet.allCases.filter { !filtering.restricts($0) }
        var counts = counts(of: free, in: filtering.allowed(of: matches))
        for facet in Filtering.Facet.allCases where filtering.restricts(facet) {
            let allowed = filtering.allowed(of: matches, ignoring: facet)
            counts.merge(self.counts(of: [facet], in: allowed)) { $1 }
        }
        func values(_ facet: Filtering.Facet) -> [SearchResponse.FacetValue] {
            snapshot.values(of: facet, analyzer).listed(counts[facet] ?? [])
        }
        return SearchResponse.Facets(
            axis: values(.axis), kind: values(.kind), public: values(.public), territory: values(.territory),
            year: values(.year), nature: values(.nature))
    }

    /// By facet and code, how many of the documents have each value.
    ///
    /// - Complexity: O(values × bound / 64), or O(values of the documents) where that is less.
    private func counts(of facets: [Filtering.Facet], in documents: Bitmap) -> [Filtering.Facet: [Int]] {
        let bitmaps = snapshot.bitmaps
        let words = facets.map(bitmaps.wordCount)
        let isDear = words.reduce(0) { $0 + ($1 ?? 0) } > documents.count * Self.wordsOfDocument
        if isDear || words.contains(nil) {
            let counts = snapshot.table.counts(in: documents)
            return Dictionary(uniqueKeysWithValues: facets.map { ($0, counts[$0.rawValue]) })
        }
        return Dictionary(uniqueKeysWithValues: facets.map { ($0, bitmaps.counts(of: $0, in: documents)) })
    }

    /// To find a document's values and count them takes as long as so many words of bitmaps: these are read in order.
    private static let wordsOfDocument = 250
}
