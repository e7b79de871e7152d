import Foundation

/// Runs a collection's queries as users would and measures the answers.
public struct Evaluation: Sendable {
    private let searcher: Searcher
    private let collection: TestCollection
    private let match: SearchRequest.Match
    private let without: Set<SearchPart>

    /// The answer to one query, best first.
    public struct Answer: Sendable {
        /// The query.
        public let query: TestCollection.Query
        /// Ids and scores; scores fall strictly.
        public let ranked: [(id: String, score: Double)]
    }

    /// How often timings run each query.
    public static let timingRounds = 5

    /// An evaluation of what the searcher answers when it does `without` some of its parts.
    public init(
        searcher: Searcher, collection: TestCollection, match: SearchRequest.Match = .auto,
        without: Set<SearchPart> = []
    ) {
        self.searcher = searcher
        self.collection = collection
        self.match = match
        self.without = without
    }

    /// Every query's answer, `depth` documents each.
    public func answers(depth: Int, progress: (Int) -> Void = { _ in }) throws(SearchError) -> [Answer] {
        try searcher.session { session throws(SearchError) in
            var answers: [Answer] = []
            for query in collection.queries {
                let ranked = try session.ranked(query.text, depth: depth, match: match, without: without)
                answers.append(Answer(query: query, ranked: Self.strictlyFalling(ranked)))
                progress(answers.count)
            }
            return answers
        }
    }

    /// The mean over the judged queries; `nil` without judgments. A query without an answer counts 0.
    public func metrics(of answers: [Answer]) -> Metrics? {
        collection.grades == nil ? nil : Metrics.mean(judged(answers).map(\.metrics))
    }

    /// The mean over topics, each the mean over its wordings: a topic of many wordings weighs as any other.
    ///
    /// - Returns: `nil` unless the ids of all judged queries name topics, several, some of which have several queries.
    public func metricsByTopic(of answers: [Answer]) -> (topics: Int, mean: Metrics)? {
        let judged = judged(answers)
        let topics = Dictionary(grouping: judged) { $0.query.topic }
        guard topics[nil] == nil, topics.count > 1, topics.count < judged.count else { return nil }
        let means = topics.sorted { $0.key ?? "" < $1.key ?? "" }.map { Metrics.mean($0.value.map(\.metrics)) }
        return (topics.count, Metrics.mean(means))
    }

    private func judged(_ answers: [Answer]) -> [(query: TestCollection.Query, metrics: Metrics)] {
        guard let grades = collection.grades else { return [] }
        let judged = Set(collection.judged.map(\.id))
        return answers.filter { judged.contains($0.query.id) }.map {
            ($0.query, Metrics(ranked: $0.ranked.map(\.id), grades: grades[$0.query.id] ?? [:]))
        }
    }

    /// A run in TREC's format: query, Q0, document, rank from 1, score, system.
    public static func trecRun(_ answers: [Answer], system: String = "reperes") -> String {
        var lines = ""
        for answer in answers {
            for (rank, hit) in zip(1..., answer.ranked) {
                let score = String(format: "%.6f", hit.score)
                lines += "\(answer.query.id) Q0 \(hit.id) \(rank) \(score) \(system)\n"
            }
        }
        return lines
    }

    /// Milliseconds by query id, five rounds over all the queries: one thread, one state of the index, no answer kept.
    public func timings(of answer: TimedAnswer = .top) throws(SearchError) -> [String: [Double]] {
        try searcher.session { session throws(SearchError) in try timings(of: answer, session) }
    }

    private func timings(of answer: TimedAnswer, _ session: SearchSession) throws(SearchError) -> [String: [Double]] {
        var timings: [String: [Double]] = [:]
        let clock = ContinuousClock()
        for _ in 0..<Self.timingRounds {
            for query in collection.queries {
                let start = clock.now
                try run(query, as: answer, session)
                let took = (clock.now - start).components
                let milliseconds = Double(took.seconds) * 1e3 + Double(took.attoseconds) / 1e15
                timings[query.id, default: []].append(milliseconds)
            }
        }
        return timings
    }

    private func run(
        _ query: TestCollection.Query, as answer: TimedAnswer, _ session: SearchSession
    ) throws(SearchError) {
        switch answer {
        case .top: _ = try session.ranked(query.text, depth: 10, match: match, without: without)
        case .counted: _ = try session.ranked(query.text, depth: 10, match: match, counts: true, without: without)
        case .shown: _ = try session.search(SearchRequest(query.text, match: match, without: without))
        case .completions: _ = try session.complete(query.text, limit: 8)
        }
    }

    /// trec_eval sorts by score, so equal scores would lose the order of ids.
    private static func strictlyFalling(_ ranked: [(id: String, score: Double)]) -> [(id: String, score: Double)] {
        var last = Double.infinity
        return ranked.map { id, score in
            // One unit of the sixth decimal, the last that a run shows.
            let rounded = (score * 1e6).rounded() / 1e6
            last = min(rounded, last - 1e-6)
            return (id, last)
        }
    }
}
