import Analysis
import Testing

@Suite struct EditDistanceTests {
    /// The definition, without a bound: optimal string alignment, every cell.
    private func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        if a.isEmpty || b.isEmpty { return a.count + b.count }
        var best = min(
            distance(a.dropLast(), b) + 1, distance(a, b.dropLast()) + 1,
            distance(a.dropLast(), b.dropLast()) + (a.last == b.last ? 0 : 1))
        if a.count > 1, b.count > 1, a.last == b[b.count - 2], b.last == a[a.count - 2] {
            best = min(best, distance(a.dropLast(2), b.dropLast(2)) + 1)
        }
        return best
    }

    private func distance(_ a: ArraySlice<UInt8>, _ b: [UInt8]) -> Int { distance(Array(a), b) }
    private func distance(_ a: [UInt8], _ b: ArraySlice<UInt8>) -> Int { distance(a, Array(b)) }
    private func distance(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Int { distance(Array(a), Array(b)) }

    @Test("the band gives the exhaustive distance, or nothing beyond the bound", arguments: 0..<UInt64(30))
    func exhaustive(seed: UInt64) {
        var random = Seeded(seed)
        func word() -> [UInt8] {
            (0..<Int.random(in: 0...5, using: &random)).map { _ in UInt8.random(in: 0x61...0x63, using: &random) }
        }
        for _ in 0..<12 {
            let (a, b) = (word(), word())
            let exact = distance(a, b)
            for bound in 0...4 {
                #expect(
                    EditDistance.between(a, b, bound: bound) == (exact <= bound ? exact : nil), "\(a) \(b) \(bound)")
            }
        }
    }

    @Test(
        "words have the distance that one counts by hand",
        arguments: [
            ("accueil", "acceuil", 1), ("decrochage", "decrochge", 1), ("inclusion", "exclusion", 2),
            ("insertion", "desertion", 2),
            ("relogement", "logement", 2), ("", "ab", 2), ("ab", "ab", 0), ("ca", "abc", 3),
        ])
    func byHand(a: String, b: String, expected: Int) {
        #expect(EditDistance.between(Array(a.utf8), Array(b.utf8), bound: 5) == expected)
        #expect(EditDistance.between(Array(b.utf8), Array(a.utf8), bound: 5) == expected)
    }

    @Test("the nearest of equals is the first, and a third of the letters is the limit")
    func nearest() {
        #expect(EditDistance.nearest(to: "abc", among: ["abx", "abc", "aby"]) == "abc")
        #expect(EditDistance.nearest(to: "abz", among: ["abx", "aby"]) == "abx")
        #expect(EditDistance.nearest(to: "abc", among: ["xyc"]) == nil)
        #expect(EditDistance.nearest(to: "abcdefghijklmnop", among: ["abcdefghijkl"]) == nil)
    }
}
