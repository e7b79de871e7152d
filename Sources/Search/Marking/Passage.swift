/// The words of a text that show best how it answers a query.
struct Passage {
    /// A word that answers, by its number in the text.
    struct Hit {
        var position: Int
        /// Bit n: it answers clause n.
        var clauses: UInt64
        /// Whether a phrase goes on after it.
        var isContinued = false
    }

    /// Bit n: some word of it answers clause n.
    let clauses: UInt64
    /// Its words.
    let words: Range<Int>
    /// Those of them that answer, in order.
    let hits: [Hit]

    /// Words of a snippet.
    static let length = 38
    /// Words before the first that answers.
    private static let leadingWords = 6

    /// The passage with the most clauses, weak ones aside, then the most marks, then the first; `nil` where nothing
    /// answers.
    ///
    /// - Parameter hits: in any order; several for one word count as one.
    /// - Complexity: O(words that answer × `length`).
    init?(_ hits: [Hit], wordCount: Int, strongClauses: UInt64) {
        let hits = Self.merged(hits)
        var best: (score: Int, clauses: UInt64, start: Int)?
        for (index, first) in hits.enumerated() {
            var clauses: UInt64 = 0
            var count = 0
            for hit in hits[index...] {
                guard hit.position < first.position + Self.length - Self.leadingWords else { break }
                clauses |= hit.clauses
                count += 1
            }
            let score = (clauses & strongClauses).nonzeroBitCount * 100 + min(count, 99)
            if score > best?.score ?? 0 { best = (score, clauses, first.position) }
        }
        guard let best else { return nil }
        clauses = best.clauses
        let start = max(0, best.start - Self.leadingWords)
        let words = start..<min(wordCount, start + Self.length)
        self.words = words
        self.hits = hits.filter { words.contains($0.position) }
    }

    /// By position, one hit a word.
    private static func merged(_ hits: [Hit]) -> [Hit] {
        var merged: [Hit] = []
        merged.reserveCapacity(hits.count)
        for hit in hits.sorted(by: { $0.position < $1.position }) {
            if let last = merged.last, last.position == hit.position {
                merged[merged.count - 1].clauses |= hit.clauses
                if hit.isContinued { merged[merged.count - 1].isContinued = true }
            } else {
                merged.append(hit)
            }
        }
        return merged
    }
}
