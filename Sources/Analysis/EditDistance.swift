/// The number of insertions, deletions, substitutions and swaps of neighbors between two words.
public enum EditDistance {
    /// The Damerau–Levenshtein distance (optimal string alignment), or `nil` beyond `bound`.
    ///
    /// - Complexity: O(`bound` × length): only the band that can stay within `bound` is filled.
    public static func between(_ a: [UInt8], _ b: [UInt8], bound: Int) -> Int? {
        guard abs(a.count - b.count) <= bound else { return nil }
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in 0..<a.count {
            var row = [Int](repeating: bound + 1, count: b.count + 1)
            row[0] = i + 1
            var best = row[0]
            for j in max(0, i - bound)..<min(b.count, i + bound + 1) {
                var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
                row[j + 1] = cost
                best = min(best, cost)
            }
            if best > bound { return nil }
            beforeLast = last
            last = row
        }
        return last[b.count] <= bound ? last[b.count] : nil
    }

    /// The candidate nearest to `text`, the first of equals; `nil` when all differ by more than a third of its letters.
    ///
    /// Between a third of the letters and three: beyond, suggestions are noise. Both are compared as they stand: fold them
    /// first where case and accents do not matter.
    public static func nearest(to text: String, among candidates: some Sequence<String>) -> String? {
        let wanted = Array(text.utf8)
        var bound = min(3, max(1, text.unicodeScalars.count / 3))
        var best: String?
        for candidate in candidates {
            guard bound >= 0, let distance = between(wanted, Array(candidate.utf8), bound: bound) else { continue }
            best = candidate
            bound = distance - 1
        }
        return best
    }
}
