import Foundation
import GRDB
import Testing

@testable import SearchIndex

@Suite struct ColumnTests {
    @Test(
        "a packed column comes back, whatever its range",
        arguments: [
            [], [7], [7, 7, 7], [0, 255], [-1, 255], [1_000, 66_535], [1_000, 66_536], [.min, .max], [.min, 0, -1],
        ])
    func roundTrip(values: [Int32]) throws {
        var columns = PackedColumns()
        columns.append(values)
        columns.append([1, 2, 3])
        columns.append(rest: [9])
        var reader = PackedColumnReader(columns.bytes)
        #expect(try reader.column(count: values.count) == values)
        #expect(try reader.column() == [1, 2, 3])
        #expect(Array(reader.rest) == [9])
    }

    @Test("the bytes are those of docs/format.md")
    func bytes() {
        var columns = PackedColumns()
        columns.append([2019, 2018, 2026])
        #expect(columns.bytes == [3, 0, 0, 0, 0xE2, 0x07, 0, 0, 1, 1, 0, 8])
    }

    @Test("a block that is cut anywhere is told")
    func cut() throws {
        let bytes = Self.block.bytes
        for count in 0..<bytes.count {
            var columns = DocumentColumns()
            #expect(throws: DatabaseError.self, "\(count) bytes") {
                try columns.append(block: Array(bytes[..<count]), valueCounts: Self.valueCounts)
            }
        }
    }

    @Test("a block with a damaged byte is told, or read without a crash", arguments: 0..<UInt64(400))
    func damaged(seed: UInt64) throws {
        var random = Seeded(seed)
        var bytes = Self.block.bytes
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
        var columns = DocumentColumns()
        do {
            try columns.append(block: bytes, valueCounts: Self.valueCounts)
        } catch is DatabaseError {
            return
        }
        for number in 0..<columns.count {
            for (facet, lists) in columns.facets.enumerated() {
                #expect(lists[number].allSatisfy { 0..<Int32(Self.valueCounts[facet]) ~= $0 })
            }
            #expect(columns.namedAxes[number] <= columns.facets[0][number].count)
        }
    }

    @Test("the lists of each number are joined, with the numbers that follow")
    func joined() {
        var lists = Lists<Int32>()
        lists.pad(to: 1)
        let first = Lists<Int32>.Unsummed(counts: [2, 0], elements: [5, 4])
        let second = Lists<Int32>.Unsummed(counts: [1, 1], elements: [0, 1])
        let isWhole = lists.append(joining: [first, second], adding: [0, 10])
        #expect(isWhole)
        #expect((0..<lists.count).map { Array(lists[$0]) } == [[], [5, 4, 10], [11]])
    }

    @Test(
        "lists that do not add up are refused, and change nothing",
        arguments: [
            ([1, 0], [7, 8]), ([2, 1], [7, 8]), ([-1, 3], [7, 8]), ([.max, .max], [7, 8]), ([1], [7]),
        ] as [([Int32], [Int32])])
    func unsummed(counts: [Int32], elements: [Int32]) {
        var lists = Lists<Int32>()
        let sound = Lists<Int32>.Unsummed(counts: [1, 1], elements: [3, 4])
        _ = lists.append(joining: [sound], adding: [0])
        let other = Lists<Int32>.Unsummed(counts: counts, elements: elements)
        let isWhole = lists.append(joining: [sound, other], adding: [0, 0])
        #expect(!isWhole)
        #expect(lists.offsets == [0, 1, 2] && lists.elements == [3, 4])
    }

    private static let valueCounts = [3, 2, 2, 300, 1, 1]

    private static let block: DocumentColumns = {
        var columns = DocumentColumns()
        columns.append(DocumentColumns.Entry())
        var entry = DocumentColumns.Entry(id: "école", lengths: [3, 0, 70_000, 12], updated: 20_261_124, namedAxes: 1)
        entry.codes = [[2, 0], [1], [0, 1], [299], [0], []]
        columns.append(entry)
        entry.id = "b"
        columns.append(entry)
        return columns
    }()

    // MARK: In an index

    private func sample(_ count: Int) throws -> SampleCorpus {
        let lines = (0..<count).map { Sample.line("d\($0)", "Note \($0)", "Un texte.") }
        let sample = try SampleCorpus(["lot.jsonl": lines.joined(separator: "\n")])
        try sample.pass()
        return sample
    }

    @Test("a pass writes the block of the new documents, and no other")
    func blocks() throws {
        let sample = try sample(DocumentColumns.blockSize + 10)
        func block(_ number: Int) throws -> [String] {
            try sample.rows("SELECT columns FROM document_block WHERE number = ?", [number])
        }
        let first = try block(0)
        try sample.write("autre.jsonl", Sample.line("nouveau", "Neuf", "Un texte."))
        var lines = (1..<(DocumentColumns.blockSize + 10)).map { Sample.line("d\($0)", "Note \($0)", "Un texte.") }
        lines.append(Sample.line("d0", "Changée", "Un autre texte, plus long."))
        try sample.write("lot.jsonl", lines.joined(separator: "\n"))
        try sample.pass()
        #expect(try block(0) == first)
        let incremental = try sample.content()
        try sample.pass(rebuild: true)
        #expect(try sample.content() == incremental)
    }

    @Test("values are counted the same by walking documents and by bitmaps", arguments: 0..<UInt64(5))
    func counts(seed: UInt64) throws {
        var random = Seeded(seed)
        let lines = (0..<150).map { number in
            let publics = (0..<4).filter { _ in Bool.random(using: &random) }.map { "\"public \($0)\"" }
            return """
                {"_id": "\(number)", "title": "Note", "publics": [\(publics.joined(separator: ", "))], \
                "territoire": "Lieu \(Int.random(in: 0..<20, using: &random))"}
                """
        }
        let sample = try SampleCorpus(["lot.jsonl": lines.joined(separator: "\n")])
        try sample.pass()
        let table = try sample.reader().read { try $0.documentTable() }
        var documents = Bitmap(bound: table.bound)
        table.live.forEach { if Bool.random(using: &random) { documents.insert($0) } }
        let bitmaps = table.bitmaps(ofFacetsUpTo: 100)
        for facet in [DocumentTable.Facet.public, .territory, .kind, .year] {
            let counts = table.counts(of: facet, in: documents)
            #expect((bitmaps.wordCount(of: facet) == nil) == (facet == .territory))
            if facet != .territory { #expect(counts == bitmaps.counts(of: facet, in: documents)) }
            for code in counts.indices {
                let having = table.documents(having: [DocumentTable.Code(code)], of: facet)
                #expect(having.intersectionCount(documents) == counts[code])
                #expect(bitmaps.documents(having: [DocumentTable.Code(code)], of: facet) ?? having == having)
            }
        }
        #expect(table.counts(of: .kind, in: documents) == [documents.count])
    }

    @Test(
        "damaged columns are an error that names the file and the remedy",
        arguments: [
            "UPDATE document_block SET columns = substr(columns, 1, length(columns) / 2)",
            "UPDATE document_block SET columns = x''", "UPDATE document_block SET number = 7",
            "UPDATE document_block SET number = -1", "UPDATE document_block SET number = 4611686018427387904",
            "DELETE FROM document_block", "DELETE FROM facet_value", "UPDATE facet_value SET code = code + 1",
            "UPDATE facet_value SET facet = 9", "UPDATE state SET live = x''",
            "UPDATE state SET live = CAST(live || x'01' AS BLOB)",
            "DELETE FROM state",
        ])
    func damagedFile(sql: String) throws {
        let sample = try sample(20)
        try sample.execute(sql)
        do {
            _ = try sample.reader().read { try $0.documentTable() }
            Issue.record("nothing thrown")
        } catch let error as IndexError {
            #expect(error == .damaged(path: sample.index, reason: "colonnes des documents illisibles"))
        }
    }
}
