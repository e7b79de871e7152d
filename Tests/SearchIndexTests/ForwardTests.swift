import Analysis
import GRDB
import Testing

@testable import SearchIndex

@Suite struct ForwardTests {
    /// « École 2019 » in the title, « écoles » (form 20,000) in the summary.
    private var example: Forward {
        var forward = Forward()
        forward.append(form: Forward.code(ofForm: 1), isCapitalized: true)
        forward.append(form: Forward.code(ofUnlisted: Term.hash(Array("2019".utf8))), isCapitalized: false)
        forward.appendBreak()
        forward.append(form: Forward.code(ofForm: 20_000), isCapitalized: false)
        return forward
    }

    /// The span of a temporary array inside `#expect` breaks the compiler (Swift 6.3.1).
    private static func read(_ blob: [UInt8]) -> Forward { Forward(blob: blob.span) }

    private static let exampleBytes: [UInt8] = [
        0x03, 0x00, 0xB1, 0xB4, 0x88, 0xCD, 0x00, 0x00, 0x02, 0x80, 0x40, 0xDC,
    ]

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
                let bits = Int.random(in: 1...26, using: &random)
                let number = UInt32.random(in: 1..<(1 << UInt32(bits)) + 1, using: &random)
                forward.append(form: Forward.code(ofForm: min(number, 1 << 26 - 1)), isCapitalized: seed % 2 == 0)
            }
        }
        #expect(Self.read(forward.blob) == forward)
    }

    @Test("words are found by their forms, in their places", arguments: 0..<UInt64(50))
    func found(seed: UInt64) {
        var random = Seeded(seed)
        // Some have one unit, some two, and some have the same last unit.
        let forms = (0..<12).map { _ in
            let number = UInt32.random(in: 1...8, using: &random) << UInt32.random(in: 0...22, using: &random)
            return Bool.random(using: &random) ? Forward.code(ofForm: number) : Forward.code(ofUnlisted: number)
        }
        var forward = Forward()
        for _ in 0..<200 {
            if Int.random(in: 0..<20, using: &random) == 0 { forward.appendBreak() }
            let isCapitalized = Bool.random(using: &random)
            forward.append(form: forms.randomElement(using: &random) ?? 2, isCapitalized: isCapitalized)
        }
        let wanted = Set(forms.prefix(3))
        var filter = FormFilter()
        for form in wanted { filter.insert(form) }
        let (read, found) = Self.words(of: forward.blob, among: filter)
        #expect(read == forward.words.count)
        #expect(
            found.filter { wanted.contains($0.word.form) }.map(\.position)
                == forward.words.indices.filter { wanted.contains(forward.words[$0].form) })
        #expect(found.allSatisfy { forward.words[$0.position] == $0.word })
    }

    private static func words(
        of blob: [UInt8], among filter: FormFilter
    ) -> (read: Int, found: [(position: Int, word: Forward.Word)]) {
        var found: [(position: Int, word: Forward.Word)] = []
        let read = Forward.forEachWord(in: blob.span, among: filter) { position, word in
            found.append((position, word))
            return true
        }
        return (read, found)
    }

    @Test("bytes that make no whole word are passed over", arguments: 0..<12)
    func truncated(count: Int) {
        let words = Self.read(Array(Self.exampleBytes.prefix(count))).words
        #expect(words == Array(example.words.prefix([0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3][count])))
    }

    @Test("half a word is passed over")
    func halves() {
        // « École », the second of « 2019 » alone, the first of « écoles » alone, « École », again a first.
        let words = Self.read([0x03, 0x00, 0x88, 0xCD, 0x02, 0x80, 0x03, 0x00, 0x02, 0x80]).words
        #expect(words == [example.words[0], example.words[0]])
    }

    @Test("damaged bytes give some words, never a crash", arguments: 0..<UInt64(200))
    func damaged(seed: UInt64) {
        var random = Seeded(seed)
        let blob = (0..<64).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(Self.read(blob).words.count <= 32)
        var filter = FormFilter()
        for index in 0..<32 { filter.insert(UInt32(blob[index]) << 1) }
        #expect(Self.words(of: blob, among: filter).read <= 32)
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
