import Analysis
import SearchIndex

/// Searches within one state of the index; valid inside `Searcher.session` only.
public struct SearchSession {
    let searcher: Searcher
    let state: IndexState
    let token: Int64
    let analyzer: Analyzer

    private static let mostCompletions = 8

    /// The documents that answer, with facets, snippets and what else helps.
    ///
    /// - Throws: `.queryTooLong`, or `.index` when the file has become unreadable.
    public func search(_ request: SearchRequest) throws(SearchError) -> SearchResponse {
        let length = request.query.count
        guard length <= SearchRequest.longestQuery else { throw .queryTooLong(length: length) }
        let clock = ContinuousClock()
        let start = clock.now
        var response = try reading { try search(for: request).response() }
        let took = (clock.now - start).components
        response.tookMicroseconds = Int(took.seconds) * 1_000_000 + Int(took.attoseconds / 1_000_000_000_000)
        return response
    }

    /// The ids and scores of the best documents for a query, without anything to show.
    ///
    /// - Parameter counts: whether totals and facets are counted on the way, as a page of results needs them.
    public func ranked(
        _ query: String, depth: Int, match: SearchRequest.Match = .auto, counts: Bool = false,
        without: Set<SearchPart> = []
    ) throws(SearchError) -> [(id: String, score: Double)] {
        let request = SearchRequest(
            String(query.prefix(SearchRequest.longestQuery)), match: match, without: without)
        return try reading { try search(for: request).ranked(depth: depth, counts: counts, isFresh: true) }
    }

    /// At most `limit` completions of what is being typed.
    public func complete(_ text: String, limit: Int) throws(SearchError) -> [Completion] {
        try reading {
            try searcher.completer(of: state, token, analyzer).completions(
                of: text, limit: min(max(limit, 0), Self.mostCompletions), state: state, analyzer: analyzer)
        }
    }

    private func search(for request: SearchRequest) throws -> Search {
        try Search(
            request, state: state, snapshot: searcher.snapshot(of: state, token), analyzer: analyzer,
            parameters: searcher.parameters, encoder: searcher.encoder)
    }

    private func reading<Value>(_ body: () throws -> Value) throws(SearchError) -> Value {
        do { return try body() } catch { throw SearchError(error, path: searcher.indexPath) }
    }
}

extension SearchError {
    /// What went wrong while the index was read.
    init(_ error: any Error, path: String) {
        self = error as? SearchError ?? .index(IndexError(error, path: path))
    }
}
