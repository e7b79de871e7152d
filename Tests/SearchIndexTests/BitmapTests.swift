import Testing

@testable import SearchIndex

@Suite struct BitmapTests {
    @Test("set operations are those of sets", arguments: 0..<UInt64(50))
    func operations(seed: UInt64) {
        var random = Seeded(seed)
        let bound = Int.random(in: 1...200, using: &random)
        func numbers() -> Set<Int> { Set((0..<bound).filter { _ in Bool.random(using: &random) }) }
        func bitmap(_ numbers: Set<Int>) -> Bitmap {
            var bitmap = Bitmap(bound: bound)
            for number in numbers { bitmap.insert(number) }
            return bitmap
        }
        let (a, b) = (numbers(), numbers())
        var (intersection, union, difference) = (bitmap(a), bitmap(a), bitmap(a))
        intersection.formIntersection(bitmap(b))
        union.formUnion(bitmap(b))
        difference.subtract(bitmap(b))
        #expect(intersection == bitmap(a.intersection(b)))
        #expect(union == bitmap(a.union(b)))
        #expect(difference == bitmap(a.subtracting(b)))
        #expect(bitmap(a).count == a.count)
        #expect(bitmap(a).intersectionCount(bitmap(b)) == a.intersection(b).count)
        var found: [Int] = []
        bitmap(a).forEach { found.append($0) }
        #expect(found == a.sorted())
    }

    @Test("a full set holds every number below its bound, and no other", arguments: [1, 63, 64, 65, 128])
    func filled(bound: Int) {
        let bitmap = Bitmap(bound: bound, filled: true)
        #expect(bitmap.count == bound)
        #expect(!bitmap.contains(bound))
    }

    @Test("bytes hold the lowest number in the lowest bit; too few, too many or a bit too high are none")
    func bytes() {
        var expected = Bitmap(bound: 11)
        for number in [0, 8, 10] { expected.insert(number) }
        #expect(Bitmap(bytes: [0x01, 0x05], bound: 11) == expected)
        #expect(Bitmap(bytes: [0x01], bound: 11) == nil)
        #expect(Bitmap(bytes: [0x01, 0x05, 0x00], bound: 11) == nil)
        #expect(Bitmap(bytes: [0x01, 0x08], bound: 11) == nil)
    }
}
