/// Compares documents by their ids, byte by byte.
///
/// Ids of bulk input begin alike: the eight bytes behind what they all begin with tell most of them apart, without a look
/// at the ids themselves, each of which is two waits for memory.
struct IdOrder: Sendable {
    private let ids: Lists<UInt8>
    /// By document: these bytes as a number that orders as they do, with zeros behind shorter ids.
    private let keys: [UInt64]

    init(_ ids: Lists<UInt8>) {
        self.ids = ids
        let start = Self.commonCount(ids)
        let (offsets, bytes) = (ids.offsets.span, ids.elements.span)
        keys = Array(capacity: ids.count) { keys in
            for number in 0..<ids.count {
                keys.append(Self.key(bytes, Int(offsets[number]) + start, Int(offsets[number + 1])))
            }
        }
    }

    /// Whether a document's id comes before another's.
    func precedes(_ number: Int, _ other: Int) -> Bool {
        let (key, otherKey) = (keys[number], keys[other])
        return key == otherKey ? ids[number].lexicographicallyPrecedes(ids[other]) : key < otherKey
    }

    /// How many bytes all ids begin with; unused numbers have none.
    private static func commonCount(_ ids: Lists<UInt8>) -> Int {
        let (offsets, bytes) = (ids.offsets.span, ids.elements.span)
        guard let first = (0..<ids.count).first(where: { offsets[$0] < offsets[$0 + 1] }) else { return 0 }
        let start = Int(offsets[first])
        var count = Int(offsets[first + 1]) - start
        for number in (first + 1)..<max(ids.count, first + 1) {
            let (place, end) = (Int(offsets[number]), Int(offsets[number + 1]))
            if place == end { continue }
            count = min(count, end - place)
            var same = 0
            while same < count, bytes[place + same] == bytes[start + same] { same += 1 }
            count = same
            if count == 0 { break }
        }
        return count
    }

    private static func key(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
        if start >= end { return 0 }
        if start + 8 <= bytes.count {
            let key = unsafe UInt64(
                bigEndian: bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: UInt64.self))
            return end - start >= 8 ? key : key & ~(.max >> UInt64(8 * (end - start)))
        }
        var key: UInt64 = 0
        for place in start..<end { key |= UInt64(bytes[place]) << UInt64(56 - 8 * (place - start)) }
        return key
    }
}
