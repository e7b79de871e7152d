import Foundation
import Testing

@testable import Corpus

@Suite("JSON Lines")
struct JSONLinesTests {
    private func documents(_ lines: String..., path: String = "corpus.jsonl") throws -> [Document] {
        let corpus = try TemporaryCorpus([path: lines.joined(separator: "\n")])
        return try corpus.entries().compactMap(\.document)
    }

    @Test("BEIR's corpus is read as it is, its metadata left out")
    func beir() throws {
        let documents = try documents(
            #"{"_id": "sp-1", "title": "Un titre", "text": "Un texte.\nSuite.", "metadata": {"a": [1]}}"#,
            #"{"_id": "sp 2/é", "title": "", "text": "Seul"}"#)
        #expect(
            documents == [
                Document(
                    id: "sp-1", kind: .reference, title: "Un titre",
                    sections: [Document.Section(heading: "", level: 0, text: "Un texte.\nSuite.")],
                    path: "corpus.jsonl", line: 1),
                Document(
                    id: "sp 2/é", kind: .reference, title: "",
                    sections: [Document.Section(heading: "", level: 0, text: "Seul")], path: "corpus.jsonl", line: 2),
            ])
    }

    @Test("our own keys mean what they mean in a header")
    func ownKeys() throws {
        let document = try #require(
            try documents(
                """
                {"zèbre": 1, "_id": "a", "titre": "Titre", "title": "Autre", "resume": "R", "axes": ["x"], "type": "outil",
                """.trimmingCharacters(in: .newlines)
                    + #""nature": "attestee", "date_debut": 2019, "publics": ["jeunes"], "ok": true, "rien": null}"#
            ).first)
        #expect(document.title == "Titre")
        #expect(document.summary == "R")
        #expect(document.axes == ["x"])
        #expect(document.kind == .outil)
        #expect(document.nature == .attestee)
        #expect(document.year == 2019)
        #expect(document.publics == ["jeunes"])
        #expect(
            document.fields == [
                Document.Field(key: "date_debut", value: .text("2019")),
                Document.Field(key: "ok", value: .text("true")),
                Document.Field(key: "zèbre", value: .text("1")),
            ])
    }

    @Test("the folder tells the kind", arguments: [("outils/a.jsonl", Document.Kind.outil), ("a.jsonl", .reference)])
    func kind(path: String, kind: Document.Kind) throws {
        #expect(try documents(#"{"_id": "a", "title": "T"}"#, path: path).map(\.kind) == [kind])
    }

    @Test(
        "an id is kept to the letter, a whole number too",
        arguments: [
            (#""007""#, "007"), ("1234567890123", "1234567890123"), ("-7", "-7"),
            (#""\u00e9\ud83d\ude00\/""#, "é😀/"), (#"" a ""#, " a "),
        ])
    func ids(json: String, id: String) throws {
        #expect(try documents(#"{"_id": \#(json), "title": "T"}"#).map(\.id) == [id])
    }

    @Test("blank lines, line ends of other systems, a byte order mark and a missing last line end change nothing")
    func lineEnds() throws {
        let text = "\u{FEFF}{\"_id\": \"a\", \"title\": \"T\"}\r\n\r\n  \n{\"_id\": \"b\", \"title\": \"T\"}"
        let corpus = try TemporaryCorpus(["corpus.jsonl": text])
        #expect(
            try corpus.entries().map(\.summary) == ["document a corpus.jsonl:1", "document b corpus.jsonl:4"])
    }

    @Test("a line above 10 MB is refused by its number, and the next ones are read")
    func longLine() throws {
        let corpus = try TemporaryCorpus()
        let before = Array(#"{"_id": "a", "title": "T"}"#.utf8) + [0x0A]
        let after = [0x0A] + Array(#"{"_id": "b", "title": "T"}"#.utf8)
        try corpus.write("a.jsonl", before + Array(repeating: 0x78, count: (10 << 20) + 1) + after)
        let entries = try corpus.entries()
        #expect(entries.map(\.summary) == ["document a a.jsonl:1", "refused ? a.jsonl", "document b a.jsonl:3"])
        #expect(
            entries[1].problems.map(\.description) == [
                "a.jsonl:2: ligne de plus de 10 Mo, coupez-la en plusieurs documents"
            ])
    }

    @Test("lines are the same, wherever chunks are cut", arguments: 1...40)
    func chunks(size: Int) throws {
        let text = "un\n\ndeux trois\r\n" + String(repeating: "x", count: 31) + "\nsix\n" + "yyyyyyyyyyy"
        let corpus = try TemporaryCorpus(["a.txt": text])
        let file = try #require(FileHandle(forReadingAtPath: "\(corpus.folder)/a.txt"))
        var stream = LineStream(file, limit: 11, chunkSize: size)
        var lines: [String] = []
        var bytesRead = 0
        try stream.forEach(chunk: { bytesRead += $0 }) { number, line in
            switch line {
            case .bytes(let bytes): lines.append("\(number) \(String(decoding: bytes, as: UTF8.self))")
            case .tooLong: lines.append("\(number) too long")
            }
        }
        #expect(lines == ["1 un", "2 ", "3 deux trois", "4 too long", "5 six", "6 yyyyyyyyyyy"])
        #expect(bytesRead == text.utf8.count)
    }

    @Test(
        "what RFC 8259 calls an object is read",
        arguments: [
            "{}", " { } ", #"{"a":1}"#, #"{"a":[]}"#, #"{"a":[1,2]}"#, #"{"a":{"b":{}}}"#, #"{"a":-0.5e+3}"#,
            #"{"a":"\"\\\/\b\f\n\r\t\u00e9"}"#, #"{"a":null,"b":true,"c":false}"#, #"{"a":"é"}"#,
        ])
    func goodObjects(text: String) throws {
        let ours = try #require(read(text))
        let foundation = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        #expect(Set(ours.map(\.key)) == foundation.map { Set($0.keys) })
        #expect(ours.first?.value.text == foundation?["a"] as? String || !text.contains(#":""#))
    }

    @Test(
        "what RFC 8259 does not allow is refused",
        arguments: [
            "", "{", "}", #"{"a"}"#, #"{"a":}"#, #"{"a":[1 2]}"#, #"{a:1}"#, #"{'a':1}"#,
            #"{"a":01}"#, #"{"a":1.}"#, #"{"a":.5}"#, #"{"a":+1}"#, #"{"a":1e}"#, #"{"a":tru}"#, #"{"a":NaN}"#,
            #"{"a":"\q"}"#, #"{"a":"\u12g4"}"#, "{\"a\":\"\u{1}\"}", #"{"a":1}{"#, #"{"a":1"#, #"{"a":"b"#, "{,}",
            #""a""#, "[]", "null",
        ])
    func badObjects(text: String) {
        #expect(read(text) == nil)
    }

    private func read(_ text: String) -> [RawEntry]? { try? JSONText(Array(text.utf8), line: 1).entries }

    @Test("U+0000, which would end the text for SQLite, becomes U+FFFD", arguments: [#"\u0000"#])
    func badScalars(escape: String) throws {
        #expect(try documents(#"{"_id": "a", "title": "x\#(escape)y"}"#).map(\.title) == ["x\u{FFFD}y"])
    }
}
