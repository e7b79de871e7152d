/// Finds what a writer may have meant.
enum EditDistance {
    /// The insertions, deletions, substitutions and swaps of neighbors between `a` and `b` (optimal string alignment:
    /// Damerau–Levenshtein without edits inside a swap).
    ///
    /// - Complexity: O(`a.count` × `b.count`).
    static func between(_ a: String, _ b: String) -> Int {
        let a = Array(a.unicodeScalars)
        let b = Array(b.unicodeScalars)
        var beforeLast = [Int]()
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }

    /// The candidate nearest to `text`, the first of equals; `nil` when all differ by more than a third of its letters.
    ///
    /// Both are compared as they stand: fold them first where case and accents do not matter.
    static func nearest(to text: String, among candidates: some Sequence<String>) -> String? {
        // Between a third of the letters and three: beyond, suggestions are noise.
        var best: String?
        var bestDistance = min(3, max(1, text.unicodeScalars.count / 3)) + 1
        for candidate in candidates
        where abs(candidate.unicodeScalars.count - text.unicodeScalars.count) < bestDistance {
            let distance = between(text, candidate)
            if distance < bestDistance { (best, bestDistance) = (candidate, distance) }
        }
        return best
    }
}
