import Analysis
import Foundation
import SearchIndex

/// Hits in order, with what they were ranked on.
struct Ranking {
    /// A ranked document.
    struct Entry: Equatable {
        var document: Int
        var score: Double
        var clauses: UInt64
        var isAll: Bool
        /// What lacking words took from the score.
        var coverageLoss = 0.0
        var signals = SecondPass.Signals()
    }

    /// The documents that are listed, best first.
    var entries: [Entry] = []
    var allCount = 0
    var partialCount = 0
    /// For each clause, in how many documents it stands, and its idf.
    var statistics: [FirstPass.ClauseStatistics] = []
}

/// Matches and ranks: the two passes and the tiers of `match`.
struct Ranker {
    let state: IndexState
    let snapshot: Snapshot
    let parameters: RankingParameters

    /// For one or two words, partial hits are listed only below this number of full ones.
    private static let fewHits = 10
    private static let fewWords = 2

    /// - Parameters:
    ///   - visit: called with each listed or filtered-out document and whether it holds all clauses, for facets.
    func rank(
        _ query: AnalyzedQuery, match: SearchRequest.Match, filtering: Filtering,
        visit: (_ document: Int, _ passed: UInt8, _ isAll: Bool) -> Void
    ) throws -> Ranking {
        var firstPass = FirstPass(state: state, table: snapshot.table, parameters: parameters)
        let excluded = try firstPass.documents(holding: query.excluded)
        var candidates = try firstPass.candidates(for: query.clauses)
        // Words of the same family alone answer only where nothing else does.
        if candidates.contains(where: { $0.clauses != 0 }) { candidates.removeAll { $0.clauses == 0 } }
        let every = query.required
        var ranking = Ranking()
        ranking.statistics = firstPass.statistics
        let idf = firstPass.statistics.map(\.idf)
        let isTiered = match == .all || match == .auto && query.clauses.count <= Self.fewWords
        for candidate in candidates where !excluded.contains(candidate.document) {
            let isAll = candidate.clauses & every == every
            if match == .all && !isAll { continue }
            let passed = filtering.passes(candidate.document)
            visit(candidate.document, passed, isAll)
            guard passed == Filtering.all else { continue }
            if isAll { ranking.allCount += 1 } else { ranking.partialCount += 1 }
            var entry = Ranking.Entry(
                document: candidate.document, score: candidate.score, clauses: candidate.clauses, isAll: isAll)
            if !isTiered && !isAll {
                entry.score *= coverage(candidate.clauses, idf)
                entry.coverageLoss = candidate.score - entry.score
            }
            ranking.entries.append(entry)
        }
        if isTiered, ranking.allCount >= Self.fewHits {
            ranking.entries.removeAll { !$0.isAll }
            ranking.partialCount = 0
        }
        sort(&ranking.entries, tiered: isTiered)
        try reorder(&ranking.entries, query, idf, tiered: isTiered)
        return ranking
    }

    /// Lacking words cost what they weigh.
    private func coverage(_ clauses: UInt64, _ idf: [Double]) -> Double {
        let total = idf.reduce(0, +)
        guard total > 0 else { return 1 }
        let covered = idf.indices.reduce(0.0) { $0 + (clauses >> UInt64($1) & 1 == 1 ? idf[$1] : 0) }
        return pow(covered / total, parameters.coverage)
    }

    /// Best first; equal scores fall by document id.
    private func sort(_ entries: inout [Ranking.Entry], tiered: Bool) {
        entries.sort { a, b in
            if tiered, a.isAll != b.isAll { return a.isAll }
            return a.score == b.score
                ? snapshot.table.ids[a.document] < snapshot.table.ids[b.document] : a.score > b.score
        }
    }

    private func reorder(
        _ entries: inout [Ranking.Entry], _ query: AnalyzedQuery, _ idf: [Double], tiered: Bool
    ) throws {
        let secondPass = SecondPass(query: query, idf: idf, parameters: parameters)
        guard secondPass.isUseful else { return }
        var head = Array(entries.prefix(Int(parameters.depth)))
        for index in head.indices {
            let signals = secondPass.signals(in: try state.forward(of: head[index].document))
            head[index].signals = signals
            head[index].score += signals.sum
        }
        sort(&head, tiered: tiered)
        entries.replaceSubrange(0..<head.count, with: head)
    }
}
