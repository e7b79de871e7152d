import Analysis
import Corpus
import Foundation
import SearchIndex
import Synchronization

/// Answers from one index file; safe to share; sees a new state of the index by itself.
public final class Searcher: Sendable {
    let indexPath: String
    let parameters: RankingParameters
    let encoder: QueryEncoder?
    private let shared: Mutex<Shared>

    /// What searches leave each other, under the lock.
    private struct Shared {
        var reader: IndexReader
        var snapshot: Snapshot?
        var statistics: (token: Int64, statistics: IndexStatistics)?
        var completer: (token: Int64, completer: Completer)?
        var stemming: (token: Int64, stemming: Stemming)?
        var idle: [Workspace] = []
    }

    /// An analyzer, which keeps the words that it has met, for one search at a time.
    ///
    /// `@unchecked`: it is handed from search to search through `shared`, the lock, and belongs to one of them only.
    private final class Workspace: @unchecked Sendable {
        private var analyzer = Analyzer()

        /// The analyzer for an index of this stemming.
        func analyzer(_ stemming: Stemming) -> Analyzer {
            if analyzer.stemming != stemming { analyzer = Analyzer(stemming: stemming) }
            return analyzer
        }
    }

    /// Opens the index.
    ///
    /// - Parameter encoder: for search by meaning; without it words alone are searched.
    /// - Throws: `SearchError.index` when there is none that can be read.
    public init(
        indexPath: String, parameters: RankingParameters = RankingParameters(), encoder: QueryEncoder? = nil
    ) throws(SearchError) {
        do {
            shared = Mutex(Shared(reader: try IndexReader(path: indexPath)))
        } catch {
            throw .index(error)
        }
        self.indexPath = indexPath
        self.parameters = parameters
        self.encoder = encoder
    }

    // MARK: Searching

    /// The documents that answer, with facets, snippets and what else helps.
    ///
    /// - Throws: `.queryTooLong`, or `.index` when the file has become unreadable.
    public func search(_ request: SearchRequest) throws(SearchError) -> SearchResponse {
        try session { session throws(SearchError) in try session.search(request) }
    }

    /// The ids and scores of the best documents for a query, without anything to show.
    ///
    /// - Parameter counts: whether totals and facets are counted on the way, as a page of results needs them.
    public func ranked(
        _ query: String, depth: Int, match: SearchRequest.Match = .auto, counts: Bool = false,
        without: Set<SearchPart> = []
    ) throws(SearchError) -> [(id: String, score: Double)] {
        try session { session throws(SearchError) in
            try session.ranked(query, depth: depth, match: match, counts: counts, without: without)
        }
    }

    /// At most `limit` completions of what is being typed.
    public func complete(_ text: String, limit: Int) throws(SearchError) -> [Completion] {
        try session { session throws(SearchError) in try session.complete(text, limit: limit) }
    }

    /// Runs `body` on one state of the index, whatever a pass commits meanwhile.
    ///
    /// For searches that are to be compared, and that need no transaction each. One thread at a time uses a session, and
    /// nothing else of the searcher while it lasts.
    public func session<Value>(
        _ body: (SearchSession) throws(SearchError) -> Value
    ) throws(SearchError) -> Value {
        try read { state, token, analyzer in
            try body(SearchSession(searcher: self, state: state, token: token, analyzer: analyzer))
        }
    }

    // MARK: Browsing

    /// The schemes with their axes, counts included.
    public func axes() throws(SearchError) -> [SchemeNode] {
        try read { _, snapshot, _ in snapshot.schemes }
    }

    /// What an axis id leads to.
    public func axis(_ id: String) throws(SearchError) -> AxisLookup {
        try read { state, snapshot, analyzer in
            guard let axis = snapshot.taxonomy[id] else {
                let nearest = snapshot.axis(named: id, analyzer)?.id ?? snapshot.taxonomy.nearest(to: id)
                return .unknown(nearest: nearest.map { [snapshot.reference($0)] } ?? [])
            }
            if axis.deprecated, let target = snapshot.taxonomy.resolve(id), target.id != id { return .moved(target.id) }
            var request = SearchRequest("", limit: 0)
            request.filters.axis = [id]
            let response = try Search(
                request, state: state, snapshot: snapshot, analyzer: analyzer, parameters: parameters
            )
            .response()
            return .found(AxisTree(snapshot).detail(of: axis, kinds: response.facets.kind))
        }
    }

    /// What a document id leads to; the words of `query` are marked in its text.
    public func document(_ id: String, highlighting query: String? = nil) throws(SearchError) -> DocumentLookup {
        try read { state, snapshot, analyzer in
            let finder = DocumentFinder(state: state, snapshot: snapshot, analyzer: analyzer, parameters: parameters)
            return try finder.lookup(id, highlighting: query)
        }
    }

    /// The documents that a reader of this one would read next; `nil` when there is no such document.
    public func similar(to id: String, limit: Int) throws(SearchError) -> [SearchResponse.Hit]? {
        try read { state, snapshot, analyzer in
            try DocumentFinder(state: state, snapshot: snapshot, analyzer: analyzer, parameters: parameters)
                .similar(to: id, limit: min(max(limit, 0), SearchRequest.largestLimit))
        }
    }

    /// Reads what the first search would otherwise wait for, some 15 ms for 100,000 documents.
    ///
    /// - Throws: `.index` where searches could not be answered.
    public func prepare() throws(SearchError) {
        try read { _, snapshot, analyzer in
            for facet in DocumentTable.Facet.allCases { _ = snapshot.values(of: facet, analyzer) }
            _ = snapshot.bitmaps
        }
    }

    /// What the index holds; asked of the index itself, so that a server that has just opened knows it at once.
    public func statistics() throws(SearchError) -> IndexStatistics {
        try read { state, token, _ in
            if let known = shared.withLock({ $0.statistics }), known.token == token { return known.statistics }
            let statistics = try IndexStatistics(state)
            shared.withLock { $0.statistics = (token, statistics) }
            return statistics
        }
    }

    /// How many documents tell of something that began in a year, by year.
    public func yearCounts() throws(SearchError) -> [(year: Int, count: Int)] {
        try read { _, snapshot, _ in
            let table = snapshot.table
            let years = zip(table.values(of: .year).texts, table.counts(of: .year, in: table.live))
            return years.compactMap { text, count in count == 0 ? nil : Int(text).map { ($0, count) } }
                .sorted { $0.0 < $1.0 }
        }
    }

    /// Whether search by meaning takes part: there is a model, and the index has vectors that it made.
    public func isSemantic() throws(SearchError) -> Bool {
        guard let encoder else { return false }
        return try statistics().vectorModel == encoder.identity
    }

    // MARK: State

    func read<Value>(
        _ body: (IndexState, Snapshot, Analyzer) throws -> Value
    ) throws(SearchError) -> Value {
        try read { state, token, analyzer in try body(state, snapshot(of: state, token), analyzer) }
    }

    /// - Parameter body: the state, its token, and an analyzer of its stemming.
    private func read<Value>(_ body: (IndexState, Int64, Analyzer) throws -> Value) throws(SearchError) -> Value {
        let workspace = shared.withLock { $0.idle.popLast() } ?? Workspace()
        defer { shared.withLock { $0.idle.append(workspace) } }
        do {
            return try reader().read { state in
                let token = try state.token
                return try body(state, token, workspace.analyzer(stemming(of: state, token)))
            }
        } catch {
            throw SearchError(error, path: indexPath)
        }
    }

    /// The open index; when another file has been put in its place, that one, as soon as it can be read.
    private func reader() -> IndexReader {
        let reader = shared.withLock { $0.reader }
        guard reader.isReplaced, let new = try? IndexReader(path: indexPath) else { return reader }
        shared.withLock { $0.reader = new }
        return new
    }

    /// The snapshot of this state: the last one while nothing changed, else a new one.
    func snapshot(of state: IndexState, _ token: Int64) throws -> Snapshot {
        if let snapshot = shared.withLock({ $0.snapshot }), snapshot.token == token { return snapshot }
        let snapshot = try Snapshot(state)
        shared.withLock { $0.snapshot = snapshot }
        return snapshot
    }

    /// The completer of this state, made without a snapshot: typing must not wait for what searching needs.
    func completer(of state: IndexState, _ token: Int64, _ analyzer: Analyzer) throws -> Completer {
        if let known = shared.withLock({ $0.completer }), known.token == token { return known.completer }
        let completer = try Completer(state, analyzer: analyzer)
        shared.withLock { $0.completer = (token, completer) }
        return completer
    }

    /// A rebuild may change it.
    private func stemming(of state: IndexState, _ token: Int64) -> Stemming {
        if let known = shared.withLock({ $0.stemming }), known.token == token { return known.stemming }
        let stemming = state.stemming
        shared.withLock { $0.stemming = (token, stemming) }
        return stemming
    }
}
