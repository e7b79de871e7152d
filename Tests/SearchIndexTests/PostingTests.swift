import Foundation
import GRDB
import Testing

@testable import SearchIndex

@Suite struct PostingListTests {
    @Test(arguments: [0, 1, 127, 128, 5_000]) func isReadAsItWasWritten(count: Int) {
        var random = Seeded(UInt64(count))
        let list = Self.list(count, &random)
        #expect(Self.read(list.blob) == list)
    }

    @Test("windows of few documents, and of many, hold what was added")
    func holdsWhatWasAdded() {
        for step in [1, 2, 11, 400] {
            var random = Seeded(UInt64(step))
            var added: [Int: UInt8] = [:]
            var document = 0
            for _ in 0..<5_000 {
                document += .random(in: 1...step, using: &random)
                added[document] = .random(in: 1...255, using: &random)
            }
            let list = PostingList(added.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
            var found: [Int: UInt8] = [:]
            var documents = Bitmap(bound: document + 1)
            list.forEach { found[$0] = $1 }
            list.insert(into: &documents)
            #expect(found == added)
            #expect(documents.count == added.count && added.keys.allSatisfy(documents.contains))
            #expect(list.windows.contains(where: \.isDense) == (step < 12))
        }
    }

    @Test func readsNoDamagedBytes() {
        var random = Seeded(1)
        let bytes = Self.list(300, &random).blob
        #expect(Self.read(Array(bytes.dropLast())) == nil)
        #expect(Self.read(Array(bytes.prefix(5))) == nil)
        var wrongCount = bytes
        wrongCount[0] ^= 1
        #expect(Self.read(wrongCount) == nil)
        var wrongOrder = bytes
        wrongOrder[8] = 0xFF
        #expect(Self.read(wrongOrder) == nil)
        var flat = Self.list(20, &random).blob
        flat.swapAt(8, 12)
        #expect(Self.read(flat) == nil)
        // A merge reads whatever number may stand there.
        var tooHigh = Self.list(20, &random).blob
        tooHigh[8 + 4 * 19 + 3] = 0xFF
        unsafe tooHigh.withUnsafeBytes { #expect(unsafe PostingList(blob: $0, bound: Int(UInt32.max)) == nil) }
    }

    @Test(arguments: 0..<200) func anyBytesAreReadOrRefused(seed: UInt64) {
        var random = Seeded(seed)
        var bytes = Self.list(Int.random(in: 1...4_000, using: &random), &random).blob
        for _ in 0..<3 { bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random) }
        guard let list = Self.read(bytes) else { return }
        var documents = Bitmap(bound: 100_000)
        list.insert(into: &documents)
        list.forEach { _, _ in }
    }

    @Test func joinsListsThatFollowEachOther() {
        var random = Seeded(3)
        for step in [3, 12] {
            let whole = Self.list(900, step: step, &random)
            var parts: (first: [(document: Int, impact: UInt8)], second: [(document: Int, impact: UInt8)]) = ([], [])
            whole.forEach { document, impact in
                if document < 1_500 {
                    parts.first.append((document, impact))
                } else {
                    parts.second.append((document, impact))
                }
            }
            var joined = PostingList(parts.first)
            joined.append(contentsOf: PostingList(parts.second))
            #expect(joined == whole)
        }
    }

    @Test func keepsFrequenciesWithinTwoPercent() {
        for frequency in [0.04, 0.3, 1, 2.5, 40, 200] {
            #expect(abs(Impact.rounded(frequency) / frequency - 1) < 0.018)
        }
        #expect(Impact.code(1e-9) == 1)
        #expect(Impact.code(1e9) == 255)
    }

    static func list(_ count: Int, step: Int = 12, _ random: inout Seeded) -> PostingList {
        var document = 0
        return PostingList(
            (0..<count).map { _ in
                document += .random(in: 1...step, using: &random)
                return (document, .random(in: 1...255, using: &random))
            })
    }

    static func read(_ bytes: [UInt8]) -> PostingList? {
        unsafe bytes.withUnsafeBytes { unsafe PostingList(blob: $0, bound: 100_000) }
    }
}

@Suite struct PostingBufferTests {
    @Test(arguments: [3, 50, 100_000]) func givesEveryRecordByTermThenDocument(limit: Int) throws {
        var random = Seeded(UInt64(limit))
        let buffer = PostingBuffer(limit: limit)
        var expected: [Int64: [Int32]] = [:]
        for document in 0..<200 as Range<Int32> {
            let keys = Set((0..<8).map { _ in Int64.random(in: 0..<40, using: &random) })
            // Numbers that differ from document to document, as those of several analyzers do.
            try buffer.append(
                document,
                keys.enumerated().map { number, key in
                    AnalyzedDocument.Entry(
                        key: key, number: Int32(number), frequencies: FieldFrequencies(packed: UInt64(key)),
                        bytes: 0..<0)
                })
            for key in keys { expected[key, default: []].append(document) }
        }
        var keys: [Int64] = []
        try buffer.takeAll().forEachTerm { key, records in
            keys.append(key)
            #expect(records.map(\.document) == expected[key])
            #expect(records.allSatisfy { $0.frequencies == UInt64(key) })
        }
        #expect(keys == expected.keys.sorted())
    }
}
