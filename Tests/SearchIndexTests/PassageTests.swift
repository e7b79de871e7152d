import Corpus
import Foundation
import GRDB
import Testing

@testable import SearchIndex

@Suite struct PassageTests {
    private static func document(
        _ title: String = "", summary: String = "", _ sections: [(heading: String, text: String)] = []
    ) throws -> StoredDocument {
        let document = Document(
            id: "a", kind: .reference, title: title, summary: summary,
            sections: sections.map {
                Document.Section(heading: $0.heading, level: $0.heading.isEmpty ? 0 : 2, text: $0.text)
            })
        return try StoredDocument(document, hash: ContentHash(of: Array("a".utf8).span, seed: 0), taxonomy: .empty)
    }

    /// The words of each passage of a body that is one section without heading.
    private static func wordCounts(_ text: String) throws -> [Int] {
        try document("", [("", text)]).passages.map { $0.text.split(whereSeparator: \.isWhitespace).count }
    }

    private static func words(_ count: Int) -> String {
        (1...count).map { "mot\($0)" }.joined(separator: " ")
    }

    @Test("the title stands alone, then with the summary, then before each heading and its text")
    func order() throws {
        let document = try Self.document(
            "Un café", summary: "Un lieu ouvert.",
            [("", "Le matin."), ("Contexte", "La tour."), ("Limites", "Le bruit.")])
        let passages = document.passages
        #expect(
            passages.map(\.text) == [
                "Un café", "Un café\nUn lieu ouvert.", "Un café\nLe matin.", "Un café\nContexte\nLa tour.",
                "Un café\nLimites\nLe bruit.",
            ])
        #expect(passages.map(\.range) == [0..<0, 0..<0, 0..<9, 10..<18, 19..<28])
    }

    @Test("what is missing leaves no empty line and no passage of its own")
    func missing() throws {
        #expect(try Self.document("Un café").passages.map(\.text) == ["Un café"])
        #expect(try Self.document("", [("", "Le matin.")]).passages.map(\.text) == ["Le matin."])
        #expect(try Self.document("", [("Contexte", "La tour.")]).passages.map(\.text) == ["Contexte\nLa tour."])
        #expect(try Self.document().passages == [])
        #expect(try Self.document("", [("", " \n\t\r\n  ")]).passages == [])
        #expect(
            try Self.document("Un café", [("Contexte", ""), ("Limites", "  ")]).passages.map(\.text) == ["Un café"])
    }

    @Test("whole lines are put together up to 120 words")
    func lines() throws {
        let line = Self.words(50)
        #expect(try Self.wordCounts([line, line, line, line].joined(separator: "\n")) == [100, 100])
        #expect(try Self.wordCounts([Self.words(60), Self.words(60), line].joined(separator: "\n")) == [120, 50])
    }

    @Test("a rest of less than 30 words joins the passage before it, where there is one")
    func rest() throws {
        #expect(try Self.wordCounts(Self.words(120) + "\n" + Self.words(29)) == [149])
        #expect(try Self.wordCounts(Self.words(120) + "\n" + Self.words(30)) == [120, 30])
        #expect(try Self.wordCounts(Self.words(3)) == [3])
    }

    @Test("a line of more than 150 words is cut after a sentence, or else after a word")
    func longLine() throws {
        let sentence = Self.words(24) + " fin"
        for mark in [".", "?", "!"] {
            let line = Array(repeating: sentence + mark, count: 10).joined(separator: " ")
            #expect(try Self.wordCounts(line) == [100, 150])
        }
        #expect(try Self.wordCounts(Self.words(150)) == [150])
        #expect(try Self.wordCounts(Self.words(200)) == [120, 80])
        // A sentence that ends in the first half would leave a passage too short to say much.
        #expect(try Self.wordCounts(Self.words(60) + ". " + Self.words(140)) == [120, 80])
    }

    @Test("no passage reaches across two sections, however short")
    func sections() throws {
        let document = try Self.document("", (1...5).map { ("Titre \($0)", "Un mot.") })
        let ranges = document.passages.map(\.range)
        #expect(ranges == document.sections.map { $0.start..<$0.end })
    }

    @Test("passages are whole characters that follow each other and leave no word out", arguments: 0..<UInt64(60))
    func cover(seed: UInt64) throws {
        var random = Seeded(seed)
        let words = ["é", "l’école", "🙂", "ñandú.", "a", "fin !", "où ?", "\u{301}x", "日本語", "« oui »", "\u{202F}"]
        let spaces = [" ", " ", " ", " ", "\n", "\t", "\r\n", "  "]
        let sections = (0..<Int.random(in: 1...4, using: &random)).map { index in
            let text = (0..<Int.random(in: 0...500, using: &random)).map { _ in
                (words.randomElement(using: &random) ?? "") + (spaces.randomElement(using: &random) ?? "")
            }
            return (heading: index == 0 ? "" : "Titre", text: text.joined())
        }
        let document = try Self.document("", sections)
        let (body, ranges) = (Array(document.body.utf8), document.passages.map(\.range))
        for section in document.sections {
            let inside = ranges.filter { $0.lowerBound >= section.start && $0.upperBound <= section.end }
            var (end, text) = (section.start, "")
            for range in inside {
                #expect(range.lowerBound >= end && !range.isEmpty)
                text += try #require(String(validating: body[range], as: UTF8.self))
                end = range.upperBound
            }
            let wanted = String(decoding: body[section.start..<section.end], as: UTF8.self)
            #expect(Self.withoutSpace(text) == Self.withoutSpace(wanted))
        }
        #expect(
            ranges.allSatisfy { range in
                document.sections.contains { $0.start <= range.lowerBound && range.upperBound <= $0.end }
            })
    }

    /// Bytes, since marks that combine make other characters of what stands before them.
    private static func withoutSpace(_ text: String) -> [UInt8] {
        text.utf8.filter { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    }

    @Test("a body of one line of 10,000 words is cut all through")
    func oneLine() throws {
        let counts = try Self.wordCounts(Self.words(10_000))
        #expect(counts.reduce(0, +) == 10_000)
        #expect(counts.dropLast().allSatisfy { $0 == 120 } && (30...150).contains(counts.last ?? 0))
    }

    @Test("a line of four megabytes takes no longer than its length asks for", .timeLimit(.minutes(2)))
    func longestLine() throws {
        let line = String(repeating: "un mot et un autre ", count: 220_000)
        #expect(try Self.document("", [("", line)]).passages.count == 250)
    }

    @Test("a document has 250 passages at most: what follows goes without vectors")
    func most() throws {
        let passages = try Self.document(
            "Un titre", summary: "Un résumé.", [("", Self.words(20_000)), ("Suite", Self.words(20_000))]
        ).passages
        #expect(passages.count == 250)
        #expect(passages.last?.text.hasPrefix("Un titre\nSuite\n") == true)
    }
}

@Suite struct PassageBlockTests {
    private static func block(_ documents: [UInt32], seed: UInt64 = 0) -> PassageBlock {
        var random = Seeded(seed)
        var block = PassageBlock()
        for document in documents {
            let start = UInt32.random(in: 0...1_000, using: &random)
            let entry = PassageBlock.Entry(
                document: document, start: start, end: start + .random(in: 0...1_000, using: &random),
                scale: .random(in: 0...1, using: &random))
            block.append(entry, (0..<512).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
        return block
    }

    @Test("a block is read as it was written", arguments: [0, 1, 2, 17, 256])
    func roundTrip(count: Int) throws {
        let block = Self.block((0..<UInt32(count)).map { $0 / 3 }, seed: UInt64(count))
        let read = try PassageBlock(bytes: block.bytes)
        #expect(read.entries == block.entries)
        #expect(read.vectors == block.vectors)
    }

    @Test("the example of docs/format.md is a block")
    func example() throws {
        let head: [UInt8] = [
            1, 0, 0, 0, 7, 0, 0, 0, 0x2C, 1, 0, 0, 0x9C, 1, 0, 0, 0xD7, 0x71, 0xB6, 0x39,
        ]
        let bytes = head + [UInt8](repeating: 0x81, count: 512)
        let block = try PassageBlock(bytes: bytes)
        #expect(block.entries == [PassageBlock.Entry(document: 7, start: 300, end: 412, scale: 0.00034798562)])
        #expect(block.vector(0).allSatisfy { Int8(bitPattern: $0) == -127 })
        #expect(block.bytes == bytes)
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let format = try String(contentsOf: root.appendingPathComponent("docs/format.md"), encoding: .utf8)
        let digits = bytes.prefix(23).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
        #expect(format.contains("\n\(digits) …\n"))
    }

    @Test("a block that is cut short or goes on is refused")
    func truncated() {
        let bytes = Self.block([1, 1]).bytes
        for length in bytes.indices {
            #expect(throws: DatabaseError.self, "\(length)") { try PassageBlock(bytes: Array(bytes.prefix(length))) }
        }
        #expect(throws: DatabaseError.self) { try PassageBlock(bytes: bytes + [0]) }
    }

    @Test("a wrong count is refused", arguments: [0, 1, 3, 257, .max] as [UInt32])
    func wrongCount(count: UInt32) {
        var bytes = Self.block([1, 1]).bytes
        for place in 0..<4 { bytes[place] = UInt8(truncatingIfNeeded: count >> UInt32(8 * place)) }
        #expect(throws: DatabaseError.self) { try PassageBlock(bytes: bytes) }
    }

    @Test("more passages than a block holds are refused")
    func tooMany() {
        let bytes = Self.block(Array(repeating: 1, count: PassageBlock.capacity + 1)).bytes
        #expect(throws: DatabaseError.self) { try PassageBlock(bytes: bytes) }
    }

    @Test("documents that descend, a range that ends before it begins and a scale that is no number are refused")
    func contradictions() throws {
        let entry = PassageBlock.Entry(document: 5, start: 2, end: 3, scale: 0.1)
        var cases = [[entry, entry], [entry, entry], [entry, entry], [entry, entry]]
        cases[0][1].document = 4
        cases[1][1].start = 4
        cases[2][0].scale = .nan
        cases[3][1].scale = .infinity
        for (index, entries) in cases.enumerated() {
            var block = PassageBlock()
            for entry in entries { block.append(entry, repeatElement(0, count: 512)) }
            #expect(throws: DatabaseError.self, "\(index)") { try PassageBlock(bytes: block.bytes) }
        }
    }

    @Test("any bytes in the head and the entries are read or refused", arguments: 0..<UInt64(100))
    func damaged(seed: UInt64) {
        var random = Seeded(seed)
        var bytes = Self.block([1, 2, 2], seed: seed).bytes
        for _ in 0..<2 { bytes[Int.random(in: 0..<52, using: &random)] = .random(in: 0...255, using: &random) }
        guard let block = try? PassageBlock(bytes: bytes) else { return }
        #expect(block.count == 3)
        #expect(block.bytes == bytes)
    }

    @Test("of another block only the documents that are wanted are taken in, vectors with them")
    func wanted() {
        let block = Self.block([1, 1, 2, 5])
        var kept = Self.block([0])
        kept.append(block) { $0 != 1 }
        #expect(kept.entries.map(\.document) == [0, 2, 5])
        #expect(kept.vector(1) == block.vector(2))
        #expect(kept.vector(2) == block.vector(3))
    }
}
