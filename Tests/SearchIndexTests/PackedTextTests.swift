import Corpus
import Foundation
import GRDB
import Testing

@testable import SearchIndex

@Suite struct PackedTextTests {
    private static let sentence = "Les habitants du quartier se réunissent à la maison du projet. "

    /// What the SQL function makes of a value.
    private func text(of value: DatabaseValue, _ dictionary: TextDictionary? = nil) throws -> String? {
        try DatabaseQueue().write { db in
            try TextFunction.register(in: db)
            try db.execute(sql: "CREATE TABLE text_dictionary (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
            try dictionary?.write(db)
            return try String.fetchOne(db, sql: "SELECT reperes_text(?)", arguments: [value])
        }
    }

    // MARK: One text

    @Test(
        "a text comes back as it was, with a dictionary or without",
        arguments: [
            "", "Court.", String(repeating: sentence, count: 3), String(repeating: sentence, count: 20_000),
            String(repeating: "🙂\u{1}é\n", count: 50), String(repeating: " ", count: 1_000),
            (0..<300).map { "Fiche \($0), rue \($0 * 7919 % 1_000)" }.joined(separator: "\r\n"),
        ])
    func roundTrip(text: String) throws {
        #expect(try self.text(of: TextPacker(dictionary: nil).pack(text)) == text)
        let dictionary = try Self.dictionary()
        #expect(try self.text(of: TextPacker(dictionary: dictionary).pack(text), dictionary) == text)
    }

    @Test("a text that would not shrink is stored as it is")
    func plain() throws {
        var random = Seeded(7)
        let noise = String(
            String.UnicodeScalarView(
                (0..<40).map { _ in
                    Unicode.Scalar(UInt8.random(in: 0x21...0x7E, using: &random))
                }))
        let packer = TextPacker(dictionary: nil)
        for text in ["", "Un texte.", Self.sentence, noise] { #expect(packer.pack(text) == text.databaseValue) }
        let size = Data.fromDatabaseValue(packer.pack(String(repeating: Self.sentence, count: 30)))?.count
        #expect(try #require(size) < 120)
    }

    @Test("with a dictionary a short text shrinks that would not without")
    func dictionary() throws {
        let text = "Au collège la médiatrice reçoit les élèves et familles à la maison du projet mercredi."
        #expect(TextPacker(dictionary: nil).pack(text) == text.databaseValue)
        let packed = try TextPacker(dictionary: Self.dictionary()).pack(text)
        #expect(try #require(Data.fromDatabaseValue(packed)).count < text.utf8.count)
    }

    @Test("the example of docs/format.md is a text")
    func example() throws {
        let format = try String(contentsOf: Self.root.appendingPathComponent("docs/format.md"), encoding: .utf8)
        let section = try #require(format.split(separator: "## `document.body`").last)
        let lines = try #require(section.split(separator: "```\n").dropFirst().first).split(separator: "\n")
        let bytes = lines.joined(separator: " ").split(separator: " ").compactMap { UInt8($0, radix: 16) }
        #expect(try text(of: Data(bytes).databaseValue) == "la ville, la vie, la ville, la vie, la ville, la vie")
    }

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    // MARK: Damage

    private func isDamaged(_ bytes: [UInt8]) throws -> Bool {
        do {
            _ = try text(of: Data(bytes).databaseValue)
            return false
        } catch let error as DatabaseError {
            return error.resultCode == .SQLITE_CORRUPT && error.message == "texte d’une fiche illisible"
        }
    }

    private static let packed = [UInt8](
        Data.fromDatabaseValue(TextPacker(dictionary: nil).pack(String(repeating: sentence, count: 3))) ?? Data())

    @Test("a damaged byte never gives another text")
    func damagedBytes() throws {
        let text = String(repeating: Self.sentence, count: 3)
        #expect(Self.packed.count > 40)
        for place in Self.packed.indices {
            for bit in 0..<8 {
                var bytes = Self.packed
                bytes[place] ^= 1 << UInt8(bit)
                // One bit of the head means nothing, as RFC 8878 has it.
                if try !isDamaged(bytes) { #expect(try self.text(of: Data(bytes).databaseValue) == text) }
            }
        }
    }

    @Test("what is cut short, goes on or is no compressed text is damage")
    func damagedLengths() throws {
        for length in Self.packed.indices { #expect(try isDamaged(Array(Self.packed.prefix(length))), "\(length)") }
        #expect(try isDamaged(Self.packed + [0]))
        #expect(try isDamaged(Array("Un texte.".utf8)))
        // A frame to skip, in zstd's words, holds no text.
        #expect(try isDamaged([0x50, 0x2A, 0x4D, 0x18, 1, 0, 0, 0, 0]))
    }

    @Test("a size beyond all bounds is damage before room is made for it")
    func damagedSize() throws {
        let head: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0xE4]
        for size in [UInt64(TextPacker.longest) + 1, 1 << 40, .max - 1, .max] {
            let bytes = (0..<8).map { UInt8(truncatingIfNeeded: size >> UInt64(8 * $0)) }
            #expect(try isDamaged(head + bytes + [1, 0, 0] + [0, 0, 0, 0]))
        }
    }

    @Test("a text whose dictionary is not there is damage")
    func missingDictionary() throws {
        let packed = try TextPacker(dictionary: Self.dictionary()).pack(Self.sentence)
        #expect(throws: DatabaseError.self) { try text(of: packed) }
    }

    // MARK: A file

    /// Files whose documents have something in common, and which blanks make large enough for a dictionary.
    private static func corpus(_ words: [String], _ count: Int = 60) -> [String: String] {
        var random = Seeded(UInt64(words.count))
        let blanks = String(repeating: " ", count: 40_000)
        var files = ["axes.yml": Sample.axes]
        for number in 0..<count {
            let text = (0..<200).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
            files["lot/\(number).jsonl"] = Sample.line("d\(number)", "Fiche \(number)", text).replacing(
                "{", with: "{" + blanks)
        }
        return files
    }

    private static let words =
        sentence.split(whereSeparator: { " .".contains($0) }).map(String.init) + [
            "collège", "médiatrice", "élèves", "familles", "mercredi", "jardin", "partagé", "bénévoles", "marché",
            "reçoit",
        ]

    private static func dictionary() throws -> TextDictionary {
        let sample = try SampleCorpus(corpus(words))
        return try #require(try TextDictionary(learning: CorpusReader(folder: sample.corpus)))
    }

    private func sample() throws -> SampleCorpus {
        let sample = try SampleCorpus(Self.corpus(Self.words))
        try sample.pass()
        return sample
    }

    private func dictionaryNumbers(_ sample: SampleCorpus) throws -> [String] {
        try sample.rows("SELECT number FROM text_dictionary")
    }

    @Test("a large corpus has one dictionary, which later passes keep; a small one has none")
    func oneDictionary() throws {
        let sample = try sample()
        let first = try dictionaryNumbers(sample)
        #expect(first.count == 1)
        #expect(try sample.rows("SELECT DISTINCT typeof(body) FROM document") == ["blob"])
        try sample.write("autre.jsonl", Sample.line("neuf", "Neuf", String(repeating: Self.sentence, count: 5)))
        try sample.pass()
        #expect(try dictionaryNumbers(sample) == first)
        #expect(try sample.damage() == [])
        let small = try Sample.corpus()
        try small.pass()
        #expect(try dictionaryNumbers(small) == [])
    }

    @Test("a document whose text is compressed changes and goes as any other")
    func incremental() throws {
        let sample = try sample()
        try sample.write("lot/3.jsonl", Sample.line("d3", "Fiche 3", String(repeating: "Une kermesse. ", count: 40)))
        try sample.remove("lot/4.jsonl")
        let summary = try sample.pass()
        #expect((summary.changed, summary.removed, summary.unchanged) == (1, 1, 58))
        #expect(try sample.rows("SELECT rowid FROM text WHERE text MATCH 'kermesse'").count == 1)
        #expect(try sample.reader().read { try $0.document(id: "d3")?.sections.first?.text.count } == 560)
        #expect(try sample.damage() == [])
        let incremental = try sample.content()
        try sample.pass(rebuild: true)
        #expect(try sample.content() == incremental)
    }

    @Test("a reader goes on reading when a rebuild changes the dictionary")
    func changedDictionary() throws {
        let sample = try sample()
        let reader = try sample.reader()
        func body() throws -> String? {
            let body = try reader.read { state in
                try state.number(of: "d7").flatMap { try state.texts(of: $0)?.body }
            }
            return body.map { String(decoding: $0, as: UTF8.self) }
        }
        let numbers = try dictionaryNumbers(sample)
        #expect(try body()?.contains("médiatrice") == true)
        for (path, text) in Self.corpus(["théâtre", "atelier", "chorale", "répétition", "musique", "scène", "samedi"]) {
            try sample.write(path, text)
        }
        try sample.pass(rebuild: true)
        #expect(try dictionaryNumbers(sample) != numbers)
        #expect(try body()?.contains("répétition") == true)
    }

    @Test("a rebuild keeps a refused document whose text is compressed")
    func refused() throws {
        let sample = try sample()
        let before = try sample.content()
        try sample.write("lot/5.jsonl", #"{"_id": "d5", "title": "Fiche 5", "text": "Un texte.", "type": "inconnu"}"#)
        let summary = try sample.pass(rebuild: true)
        #expect((summary.refused, summary.kept, summary.lost) == (1, 1, []))
        #expect(try sample.content() == before)
        #expect(try sample.damage() == [])
    }

    @Test("a rebuild repairs damaged texts, and names the refused document that it could not keep")
    func lost() throws {
        let sample = try sample()
        try sample.write("lot/5.jsonl", #"{"_id": "d5", "title": "Fiche 5", "text": "Un texte.", "type": "inconnu"}"#)
        try sample.execute("UPDATE document SET body = substr(body, 1, length(body) - 9)")
        let summary = try sample.pass(rebuild: true)
        #expect((summary.refused, summary.kept, summary.lost, summary.documents) == (1, 0, ["d5"], 59))
        #expect(try sample.damage() == [])
    }

    @Test(
        "damaged texts are an error that names the file and the remedy",
        arguments: [
            "UPDATE document SET body = substr(body, 1, length(body) / 2)", "UPDATE document SET body = x''",
            "UPDATE document SET body = CAST('Un texte.' AS BLOB)", "DELETE FROM text_dictionary",
            "UPDATE text_dictionary SET number = number + 1", "UPDATE text_dictionary SET bytes = x''",
            "UPDATE text_dictionary SET bytes = zeroblob(length(bytes))",
            "UPDATE text_dictionary SET bytes = CAST(substr(bytes, 1, length(bytes) - 5) || x'0102030405' AS BLOB)",
        ])
    func damagedFile(sql: String) throws {
        let sample = try sample()
        try sample.execute(sql)
        let damage = IndexError.damaged(path: sample.index, reason: "texte d’une fiche illisible")
        #expect(throws: damage) {
            try sample.reader().read { state in
                for number in 1...60 { _ = try state.texts(of: number) }
            }
        }
        #expect(throws: damage) { try sample.reader().faults() }
        try sample.write("lot/3.jsonl", Sample.line("d3", "Fiche 3", "Une kermesse."))
        #expect(throws: damage) { try sample.pass() }
        #expect(try sample.pass(rebuild: true).documents == 60)
        #expect(try sample.damage() == [])
    }
}
