import Analysis
import Testing

@testable import SearchIndex

@Suite struct ForwardTests {
    @Test("a word is eight bytes: the term's hash, then the form's, its lowest bit the capital")
    func layout() {
        var forward = Forward()
        let token = Analyzer().tokens(in: "École")[0]
        forward.append(token)
        let (term, form) = (token.term.hash, token.term.formHash | 1)
        let expected = [term, form].flatMap { value in
            (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
        }
        #expect(forward.blob == expected)
        #expect(forward.words[0].isCapitalized)
    }

    @Test("the worked example of docs/format.md holds")
    func workedExample() {
        var forward = Forward()
        forward.append(Analyzer().tokens(in: "École")[0])
        #expect(forward.blob == [0x0A, 0x0F, 0xA9, 0xD5, 0x01, 0xD1, 0x71, 0x16])
    }

    @Test("a blob gives back its words", arguments: ["Une école, l'ÉCOLE.", "", "a"])
    func roundTrip(text: String) {
        var forward = Forward()
        for token in Analyzer().tokens(in: text) where token.kind == .word { forward.append(token) }
        forward.appendBreak()
        #expect(Forward(blob: forward.blob) == forward)
    }

    @Test("bytes beyond the last whole word are passed over", arguments: 0..<8)
    func truncated(extra: Int) {
        let blob = [UInt8](repeating: 7, count: 16 + extra)
        #expect(Forward(blob: blob).words.count == 2)
    }

    @Test("fields and sections are parted, so that no phrase runs across")
    func breaks() throws {
        let sample = try SampleCorpus(["lot.jsonl": Sample.line("a", "Une fanfare", "La place.")])
        try sample.pass()
        let words = try sample.reader().read { try $0.forward(of: $0.documentTable().numbers[0]).words }
        let terms =
            ["une", "fanfare"].map { Analyzer().term(for: $0).hash } + [0]
            + ["la", "place"].map { Analyzer().term(for: $0).hash }
        #expect(words.map(\.term).filter { $0 != 0 } == terms.filter { $0 != 0 })
        #expect(words.map(\.term)[2] == 0)
    }

    @Test("a very long document is cut")
    func longest() throws {
        let sample = try SampleCorpus(["lot.jsonl": Sample.line("a", "Long", String(repeating: "mot ", count: 9_000))])
        try sample.pass()
        let count = try sample.reader().read { try $0.forward(of: $0.documentTable().numbers[0]).words.count }
        #expect(count == 6_000)
    }
}
