import Foundation

/// How good a ranked list is against graded judgments; definitions as in trec_eval.
public struct Metrics: Sendable, Equatable {
    /// Normalized discounted cumulative gain over the first ten: gains are the grades, discounts log₂(rank + 1).
    public var ndcg10 = 0.0
    /// 1 / the rank of the first relevant document among the first ten, else 0.
    public var mrr10 = 0.0
    /// The share of the relevant documents that are among the first ten.
    public var recall10 = 0.0
    /// The share of the relevant documents that are among the first hundred.
    public var recall100 = 0.0

    /// No query, or one without an answer.
    public init() {}

    /// The metrics of one query.
    ///
    /// - Parameters:
    ///   - ranked: document ids, best first; an id that comes again is not counted again.
    ///   - grades: grade by document id; 0 and less is not relevant.
    public init(ranked: [String], grades: [String: Int]) {
        let relevant = grades.filter { $0.value > 0 }
        guard !relevant.isEmpty else { return }
        var seen: Set<String> = []
        let unique = ranked.filter { seen.insert($0).inserted }
        let gains = unique.map { Double(max(0, grades[$0] ?? 0)) }
        let ideal = relevant.values.map(Double.init).sorted(by: >)
        ndcg10 = Self.dcg(gains.prefix(10)) / Self.dcg(ideal.prefix(10))
        if let first = gains.prefix(10).firstIndex(where: { $0 > 0 }) { mrr10 = 1 / Double(first + 1) }
        recall10 = Double(gains.prefix(10).count { $0 > 0 }) / Double(relevant.count)
        recall100 = Double(gains.prefix(100).count { $0 > 0 }) / Double(relevant.count)
    }

    /// The mean over queries.
    public static func mean(_ metrics: [Metrics]) -> Metrics {
        guard !metrics.isEmpty else { return Metrics() }
        let count = Double(metrics.count)
        var mean = Metrics()
        mean.ndcg10 = metrics.reduce(0) { $0 + $1.ndcg10 } / count
        mean.mrr10 = metrics.reduce(0) { $0 + $1.mrr10 } / count
        mean.recall10 = metrics.reduce(0) { $0 + $1.recall10 } / count
        mean.recall100 = metrics.reduce(0) { $0 + $1.recall100 } / count
        return mean
    }

    private static func dcg(_ gains: ArraySlice<Double>) -> Double {
        zip(1..., gains).reduce(0) { $0 + $1.1 / log2(Double($1.0) + 1) }
    }
}
