import Analysis
import GRDB
import Testing

@testable import SearchIndex

@Suite struct ForwardTests {
    /// « École 2019 » in the title, « écoles » (form 300) in the summary.
    private var example: Forward {
        var forward = Forward()
        forward.append(form: Forward.code(ofForm: 1), isCapitalized: true)
        forward.append(form: Forward.code(ofUnlisted: Term.hash(Array("2019".utf8))), isCapitalized: false)
        forward.appendBreak()
        forward.append(form: Forward.code(ofForm: 300), isCapitalized: false)
        return forward
    }

    /// The span of a temporary array inside `#expect` breaks the compiler (Swift 6.3.1).
    private static func read(_ blob: [UInt8]) -> Forward { Forward(blob: blob.span) }

    private static let exampleBytes: [UInt8] = [0x03, 0x01, 0x88, 0x4D, 0x2C, 0x45, 0x00, 0xD8, 0x04]

    @Test("the worked example of docs/format.md holds")
    func workedExample() {
        #expect(example.blob == Self.exampleBytes)
        #expect(example.words[0].isCapitalized && !example.words[3].isCapitalized)
    }

    @Test("a blob gives back its words, whatever the numbers of their forms", arguments: 0..<UInt64(50))
    func roundTrip(seed: UInt64) {
        var random = Seeded(seed)
        var forward = Forward()
        for _ in 0..<100 {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: forward.appendBreak()
            case 1:
                let hash = UInt32.random(in: 0...UInt32.max, using: &random)
                forward.append(form: Forward.code(ofUnlisted: hash), isCapitalized: false)
            default:
                let bits = Int.random(in: 1...30, using: &random)
                let number = UInt32.random(in: 1..<(1 << UInt32(bits)) + 1, using: &random)
                forward.append(form: Forward.code(ofForm: min(number, 1 << 30 - 1)), isCapitalized: seed % 2 == 0)
            }
        }
        #expect(Self.read(forward.blob) == forward)
    }

    @Test("bytes that make no whole word are passed over", arguments: 0..<9)
    func truncated(count: Int) {
        let words = Self.read(Array(Self.exampleBytes.prefix(count))).words
        #expect(words == Array(example.words.prefix([0, 1, 1, 1, 1, 1, 2, 3, 3][count])))
    }

    @Test("damaged bytes give some words, never a crash", arguments: 0..<UInt64(200))
    func damaged(seed: UInt64) {
        var random = Seeded(seed)
        let blob = (0..<64).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(Self.read(blob).words.count <= 64)
    }

    @Test("fields are parted, so that no phrase runs across")
    func breaks() throws {
        let sample = try SampleCorpus(["lot.jsonl": Sample.line("a", "Une fanfare", "La place en 2019.")])
        try sample.pass()
        let year = Forward.code(ofUnlisted: Term.hash(Array("2019".utf8)))
        #expect(try sample.forwards() == ["^une fanfare / / / ^la place en \(year) /"])
    }

    @Test("a field's words are found by its place")
    func fields() {
        let forward = example
        #expect(forward.range(of: .title) == 0..<2)
        #expect(forward.range(of: .summary) == 3..<4)
        #expect(forward.range(of: .body).isEmpty)
    }

    @Test("a very long document is cut")
    func longest() throws {
        let sample = try SampleCorpus(["lot.jsonl": Sample.line("a", "Long", String(repeating: "mot ", count: 9_000))])
        try sample.pass()
        let count = try sample.reader().read { try $0.forward(of: $0.number(of: "a") ?? 0).words.count }
        #expect(count == 6_000)
    }

    @Test("the number of a form that is gone is not given to another")
    func numbers() throws {
        let sample = try SampleCorpus(["lot.jsonl": Sample.line("a", "Un", "Une péniche.")])
        try sample.pass()
        let before = try sample.rows("SELECT max(number) FROM form")
        try sample.write("lot.jsonl", Sample.line("a", "Un", "Une."))
        try sample.pass()
        try sample.write("lot.jsonl", Sample.line("a", "Un", "Une barge."))
        try sample.pass()
        #expect(try sample.rows("SELECT form FROM form ORDER BY number") == ["un", "une", "barge"])
        #expect(try sample.rows("SELECT max(number) - 1 FROM form") == before)
    }
}
