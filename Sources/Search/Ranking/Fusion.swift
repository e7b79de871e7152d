import Meaning
import SearchIndex

/// Brings what words find and what meaning finds into one order.
///
/// A hit's score is what its words give, plus the best hit's score times the sum of `meaningWeight` times the cosine of the
/// query with its nearest passages and `truncationWeight` times what the beginnings of words give: a linear combination
/// (Bruch, Gai & Ingber 2023, *An Analysis of Fusion Functions for Hybrid Retrieval*), each scaled by the query's best.
struct Fusion {
    let query: MeaningQuery
    let truncation: Truncation
    let passages: PassageReader
    let state: IndexState
    let snapshot: Snapshot
    let parameters: RankingParameters

    /// When words find fewer full hits, the nearest documents follow.
    static let fewHits = 10
    /// At most so many of these.
    private static let mostNear = 10

    /// How many hits are reordered.
    var depth: Int { Int(parameters.meaningDepth) }

    /// Reorders the first hits, which are in their order by words.
    ///
    /// - Parameters:
    ///   - idf: by clause.
    ///   - isTiered: by words full hits stand before all others; here they have a bonus.
    func reorder(_ entries: inout [Ranking.Entry], idf: [Double], isTiered: Bool) throws {
        guard let best = Self.bestScore(entries) else { return }
        var head = Array(entries.prefix(depth))
        let bonus = isTiered ? parameters.fullBonus * best : 0
        let beginnings = try self.beginnings(of: entries.prefix(depth), idf: idf)
        let nearness = try passages.nearness(of: head.map(\.document), to: query)
        let byDocument = Dictionary(uniqueKeysWithValues: nearness.map { ($0.document, $0) })
        for index in head.indices {
            if head[index].isAll { head[index].fullBonus = bonus }
            head[index].beginnings = parameters.truncationWeight * best * beginnings[index]
            head[index].score += head[index].fullBonus + head[index].beginnings
            guard let near = byDocument[head[index].document] else { continue }
            head[index].nearness = near
            head[index].meaning = score(near, best: best)
            head[index].score += head[index].meaning
        }
        head.sort { a, b in
            a.score == b.score ? snapshot.table.precedes(a.document, b.document) : a.score > b.score
        }
        entries.replaceSubrange(0..<head.count, with: head)
    }

    /// Puts the nearest of the other documents in their place as one block: behind the full hits, and behind those of the
    /// others that stand before the nearest of them.
    ///
    /// - Parameter allowed: the documents that may be listed.
    /// - Returns: the documents that were added, some of which may hold a word and stand far down by it.
    func addNearest(to entries: inout [Ranking.Entry], allowed: Bitmap) throws -> [Int] {
        var others = allowed
        for entry in entries.prefix(depth) { others.remove(entry.document) }
        let near = try passages.nearest(
            to: query, allowed: others, floor: Float(parameters.meaningFloor), limit: Self.mostNear)
        guard !near.isEmpty else { return [] }
        let best = Self.bestScore(entries) ?? 1
        let block = near.map { near in
            var entry = Ranking.Entry(document: near.document, score: 0, clauses: 0, isAll: false)
            entry.isNear = true
            entry.nearness = near
            entry.meaning = score(near, best: best)
            entry.score = entry.meaning
            return entry
        }
        let added = Set(near.map(\.document))
        entries.removeAll { added.contains($0.document) }
        // Behind these hits scores are without meaning, and how many there are depends on the page.
        let place = entries.prefix(depth).lastIndex { $0.isAll || $0.score >= block[0].score }.map { $0 + 1 } ?? 0
        entries.insert(contentsOf: block, at: place)
        return Array(added)
    }

    /// What the beginnings of words give, 1 for the best of the hits.
    private func beginnings(of hits: ArraySlice<Ranking.Entry>, idf: [Double]) throws -> [Double] {
        guard parameters.truncationWeight > 0 else { return hits.map { _ in 0 } }
        let scores = try truncation.scores(of: hits, idf: idf, state: state, snapshot: snapshot)
        let best = max(scores.max() ?? 0, .leastNormalMagnitude)
        return scores.map { $0 / best }
    }

    private func score(_ near: Nearness, best: Double) -> Double {
        parameters.meaningWeight * best * Double(near.weighted)
    }

    private static func bestScore(_ entries: [Ranking.Entry]) -> Double? {
        entries.lazy.map { $0.score - $0.meaning - $0.beginnings - $0.fullBonus }.max().map {
            max($0, .leastNormalMagnitude)
        }
    }
}
