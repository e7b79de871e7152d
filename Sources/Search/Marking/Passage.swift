/// The words of a text that show best how it answers a query.
struct Passage {
    /// Bit n: some word of it answers clause n.
    let clauses: UInt64
    /// Its words.
    let words: Range<Int>

    /// Words of a snippet.
    static let length = 38
    /// Words before the first that answers.
    private static let leadingWords = 6

    /// The passage with the most clauses, weak ones aside, then the most marks, then the first; `nil` where nothing
    /// answers.
    ///
    /// - Complexity: O(words that answer × `length`).
    init?(in words: [MarkedText.Word], strongClauses: UInt64) {
        var best: (score: Int, clauses: UInt64, start: Int)?
        let hits = words.indices.filter { words[$0].clauses != 0 }
        for (index, start) in hits.enumerated() {
            var clauses: UInt64 = 0
            var count = 0
            for hit in hits[index...] {
                guard hit < start + Self.length - Self.leadingWords else { break }
                clauses |= words[hit].clauses
                count += 1
            }
            let score = (clauses & strongClauses).nonzeroBitCount * 100 + min(count, 99)
            if score > best?.score ?? 0 { best = (score, clauses, start) }
        }
        guard let best else { return nil }
        clauses = best.clauses
        let start = max(0, best.start - Self.leadingWords)
        self.words = start..<min(words.count, start + Self.length)
    }
}
