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
        /// How near it is to the query by meaning, and what that adds to the score.
        var nearness: Nearness?
        var meaning = 0.0
        /// What the beginnings of words add beside meaning.
        var beginnings = 0.0
        /// What holding every word adds beside meaning.
        var fullBonus = 0.0
        /// Whether it is listed for its meaning alone.
        var isNear = false
    }

    /// What one clause brought.
    struct ClauseStatistics {
        var documents = 0
        var idf = 0.0
        /// For the documents that hold only words of the same family.
        var familyIDF = 0.0
    }

    /// The best of the documents that are listed, best first.
    var entries: [Entry] = []
    /// How many documents hold every word, and how many of the others are listed; 0 where nobody asked.
    var allCount = 0
    var partialCount = 0
    /// How many of these are listed for their meaning alone.
    var nearCount = 0
    /// All the documents that are listed or would be without filters; `nil` where nobody asked.
    var matches: Bitmap?
    /// For each clause, in how many documents it stands, and its idf.
    var statistics: [ClauseStatistics] = []

    /// Whether no document answers by its words.
    var isEmptyByWords: Bool { entries.allSatisfy(\.isNear) }
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
    ///   - allowed: the documents that are there and that the filters let through.
    ///   - best: how many hits are wanted, in order.
    ///   - counts: whether totals and matches are wanted, which visits every posting.
    ///   - fusion: compares documents with the query's meaning; `nil` where words alone decide.
    func rank(
        _ query: AnalyzedQuery, match: SearchRequest.Match, allowed: Bitmap, best: Int, counts: Bool,
        fusion: Fusion? = nil
    ) throws -> Ranking {
        let firstPass = try FirstPass(state: state, snapshot: snapshot, parameters: parameters)
        let groups = try firstPass.groups(for: query.clauses)
        let excluded =
            query.excluded.isEmpty
            ? nil : try firstPass.documents(holding: query.excluded, bound: snapshot.live.bound)
        var allowed = allowed
        if let excluded { allowed.subtract(excluded) }
        let required = UInt32(truncatingIfNeeded: query.required)
        let isTiered = match == .all || match == .auto && query.clauses.count <= Self.fewWords
        var ranking = Ranking()
        ranking.statistics = groups.map {
            Ranking.ClauseStatistics(documents: $0.documents, idf: $0.idf, familyIDF: $0.familyIDF)
        }
        var coverage = Coverage(idf: groups.map(\.idf), power: parameters.coverage)
        let depth = parameters.depth == 0 ? 0 : Int(fusion == nil ? parameters.depth : parameters.fusedDepth)
        let ranked = max(best, depth, Self.fewHits, fusion?.depth ?? 0)
        let hits = hits(
            groups, required, tiers: isTiered ? match : nil, coverage: coverage, allowed: allowed, count: ranked)
        if isTiered { coverage = .none }
        ranking.entries = hits.map { entry($0, required, &coverage) }
        if counts {
            try count(&ranking, groups, required, match: match, tiered: isTiered, allowed: allowed, excluded: excluded)
        } else {
            ranking.allCount = ranking.entries.count(where: \.isAll)
            if fusion != nil, !isTiered, ranking.allCount < Fusion.fewHits, ranking.entries.count == ranked {
                // More full hits may stand further down, and near ones are listed only where there are few.
                let full = FirstPass.matches(groups, required: required, bound: snapshot.live.bound).full
                ranking.allCount = full.intersectionCount(allowed)
            }
        }
        // Which hits meaning brings up is not known yet: the second pass reads them all.
        try reorder(
            &ranking.entries, query, groups.map(\.idf), tiered: isTiered,
            depth: depth, best: fusion == nil ? best : depth)
        if let fusion {
            try fusion.reorder(&ranking.entries, idf: groups.map(\.idf), isTiered: isTiered)
            try addNearest(to: &ranking, fusion, match: match, allowed: allowed)
        }
        return ranking
    }

    /// The first pass's hits.
    ///
    /// - Parameter tiers: with `.all` those that hold every word, with others these first and the rest where they are few;
    ///   `nil` for one order.
    private func hits(
        _ groups: [TermGroup], _ required: UInt32, tiers: SearchRequest.Match?, coverage: Coverage, allowed: Bitmap,
        count: Int
    ) -> [RankedDocument] {
        let groups = PreparedGroups(groups, documentBound: allowed.bound)
        func top(_ order: TopDocuments.Order) -> [RankedDocument] {
            snapshot.windows.lend { window in
                let top = TopDocuments(
                    groups, required: required, order: order, allowed: allowed, count: count, window: window,
                    precedes: { [snapshot] in snapshot.table.precedes($0, $1) })
                return top.documents()
            }
        }
        guard let tiers else { return top(.any(coverage: coverage)) }
        let full = top(.fullOnly)
        if tiers == .all || full.count >= Self.fewHits { return full }
        let others = top(.any(coverage: .none)).filter { $0.clauses & required != required }
        return full + others.prefix(count - full.count)
    }

    /// Documents near in meaning, where words find few.
    private func addNearest(
        to ranking: inout Ranking, _ fusion: Fusion, match: SearchRequest.Match, allowed: Bitmap
    ) throws {
        let fullCount = ranking.entries.prefix(fusion.depth).count(where: \.isAll)
        guard match != .all, max(fullCount, ranking.allCount) < Fusion.fewHits else { return }
        let near = try fusion.addNearest(to: &ranking.entries, allowed: allowed)
        guard var matches = ranking.matches else { return }
        ranking.nearCount = near.count
        for document in near { matches.insert(document) }
        ranking.matches = matches
        ranking.partialCount = matches.intersectionCount(allowed) - ranking.allCount
    }

    private func precedes(_ a: Int, _ b: Int) -> Bool { snapshot.table.precedes(a, b) }

    private func entry(_ hit: RankedDocument, _ required: UInt32, _ coverage: inout Coverage) -> Ranking.Entry {
        let isAll = hit.clauses & required == required
        let factor = isAll ? 1 : coverage.factor(hit.clauses)
        return Ranking.Entry(
            document: hit.document, score: hit.rank, clauses: UInt64(hit.clauses), isAll: isAll,
            coverageLoss: hit.rank / factor - hit.rank)
    }

    /// Exact totals, whatever the best hits are.
    private func count(
        _ ranking: inout Ranking, _ groups: [TermGroup], _ required: UInt32, match: SearchRequest.Match, tiered: Bool,
        allowed: Bitmap, excluded: Bitmap?
    ) throws {
        var (any, full) = FirstPass.matches(groups, required: required, bound: snapshot.live.bound)
        any.formIntersection(snapshot.live)
        full.formIntersection(snapshot.live)
        if let excluded {
            any.subtract(excluded)
            full.subtract(excluded)
        }
        ranking.allCount = full.intersectionCount(allowed)
        if match != .all, !tiered || ranking.allCount < Self.fewHits {
            ranking.partialCount = any.intersectionCount(allowed) - ranking.allCount
        }
        let listsPartial = match != .all && (ranking.partialCount > 0 || ranking.allCount == 0)
        ranking.matches = listsPartial ? any : full
    }

    /// Best first; equal scores fall by document id.
    private func sort(_ entries: inout [Ranking.Entry], tiered: Bool) {
        entries.sort { a, b in
            if tiered, a.isAll != b.isAll { return a.isAll }
            return a.score == b.score ? precedes(a.document, b.document) : a.score > b.score
        }
    }

    /// The second pass over the first hits. Those that cannot come among the best so far, whatever their text says, are
    /// not read: they fall behind them as they are.
    private func reorder(
        _ entries: inout [Ranking.Entry], _ query: AnalyzedQuery, _ idf: [Double], tiered: Bool, depth: Int,
        best: Int
    ) throws {
        let terms = TermDictionary(state: state, cache: snapshot.words)
        let secondPass = try SecondPass(query: query, idf: idf, parameters: parameters, forms: terms.forms)
        guard secondPass.isUseful, best > 0 else { return }
        var head = Array(entries.prefix(depth))
        var reached: [Double] = []
        var found = secondPass.room
        let forwards = try state.forwards()
        for index in head.indices {
            let isFirstTier = !tiered || head[index].isAll == head[0].isAll
            if isFirstTier, reached.count >= best,
                head[index].score + secondPass.bound(clauses: head[index].clauses) < reached[best - 1]
            {
                continue
            }
            let signals = try secondPass.signals(
                of: head[index].document, clauses: head[index].clauses, in: forwards, &found)
            head[index].signals = signals
            head[index].score += signals.sum
            guard isFirstTier else { continue }
            reached.insert(head[index].score, at: reached.firstIndex { $0 < head[index].score } ?? reached.count)
            if reached.count > best { reached.removeLast() }
        }
        sort(&head, tiered: tiered)
        entries.replaceSubrange(0..<head.count, with: head)
    }
}
