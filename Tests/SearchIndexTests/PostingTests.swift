import Foundation
import GRDB
import Testing

@testable import SearchIndex

@Suite struct PostingListTests {
    @Test(arguments: [0, 1, 127, 128, 5_000]) func isReadAsItWasWritten(count: Int) {
        var random = Seeded(UInt64(count))
        let list = Self.list(count, &random)
        #expect(Self.read(list.bytes) == list)
    }

    @Test func readsNoDamagedBytes() {
        var random = Seeded(1)
        let bytes = Self.list(300, &random).bytes
        #expect(Self.read(Array(bytes.dropLast())) == nil)
        #expect(Self.read(Array(bytes.prefix(5))) == nil)
        var wrongCount = bytes
        wrongCount[0] ^= 1
        #expect(Self.read(wrongCount) == nil)
        var wrongOrder = bytes
        wrongOrder[8] = 0xFF
        #expect(Self.read(wrongOrder) == nil)
        var flat = Self.list(20, &random).bytes
        flat.swapAt(8, 12)
        #expect(Self.read(flat) == nil)
    }

    @Test(arguments: 0..<200) func anyBytesAreReadOrRefused(seed: UInt64) {
        var random = Seeded(seed)
        var bytes = Self.list(Int.random(in: 1...400, using: &random), &random).bytes
        for _ in 0..<3 { bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random) }
        _ = Self.read(bytes)
    }

    @Test func joinsListsThatFollowEachOther() {
        var random = Seeded(3)
        let whole = Self.list(900, &random)
        var (first, second) = (PostingList(), PostingList())
        whole.forEach { document, impact in
            if document < 3_000 {
                first.append(document, impact: impact)
            } else {
                second.append(document, impact: impact)
            }
        }
        first.append(contentsOf: second)
        #expect(first == whole)
    }

    @Test func keepsFrequenciesWithinTwoPercent() {
        for frequency in [0.04, 0.3, 1, 2.5, 40, 200] {
            #expect(abs(Impact.rounded(frequency) / frequency - 1) < 0.018)
        }
        #expect(Impact.code(1e-9) == 1)
        #expect(Impact.code(1e9) == 255)
    }

    static func list(_ count: Int, _ random: inout Seeded) -> PostingList {
        var list = PostingList()
        var document = 0
        for _ in 0..<count {
            document += .random(in: 1...12, using: &random)
            list.append(document, impact: .random(in: 1...255, using: &random))
        }
        return list
    }

    static func read(_ bytes: [UInt8]) -> PostingList? {
        unsafe bytes.withUnsafeBytes { unsafe PostingList(bytes: $0, bound: 100_000) }
    }
}

@Suite struct PostingBufferTests {
    @Test(arguments: [3, 50, 100_000]) func givesEveryRecordByTermThenDocument(limit: Int) throws {
        var random = Seeded(UInt64(limit))
        let buffer = PostingBuffer(limit: limit)
        var expected: [Int64: [Int32]] = [:]
        for document in 0..<200 as Range<Int32> {
            let keys = Set((0..<8).map { _ in Int64.random(in: 0..<40, using: &random) })
            try buffer.append(document, keys.map { (key: $0, frequencies: UInt64($0)) })
            for key in keys { expected[key, default: []].append(document) }
        }
        var keys: [Int64] = []
        try buffer.drain { key, records in
            keys.append(key)
            #expect(records.map(\.document) == expected[key])
            #expect(records.allSatisfy { $0.frequencies == UInt64(key) })
        }
        #expect(keys == expected.keys.sorted())
    }
}
