import Analysis
import Testing

@testable import SearchIndex

/// Indexes made without the stemmer, against which it is measured.
@Suite struct StemmingTests {
    private let sample: SampleCorpus

    init() throws { sample = try Sample.corpus() }

    @discardableResult
    private func pass(_ stemming: Stemming) throws -> PassSummary {
        try Indexer(corpus: sample.corpus, index: sample.index, stemming: stemming).run()
    }

    private func terms(withPrefix prefix: String) throws -> [String] {
        try sample.rows("SELECT term FROM vocabulary ORDER BY term").filter { $0.hasPrefix(prefix) }
    }

    @Test("without the stemmer the terms are the folded words")
    func terms() throws {
        try pass(.off)
        #expect(try terms(withPrefix: "elev") == ["eleves"])
        #expect(try terms(withPrefix: "emploi") == ["emplois"])
        #expect(try sample.reader().read { $0.stemming } == .off)
    }

    @Test("another stemming rebuilds without being asked; the same one does not", arguments: [Stemming.light, .off])
    func rebuilds(first: Stemming) throws {
        let second: Stemming = first == .light ? .off : .light
        try pass(first)
        #expect(try pass(first).rebuilt == false)
        #expect(try pass(second).rebuilt)
        let content = try sample.content()
        #expect(try pass(second).rebuilt == false)
        try pass(first)
        try pass(second)
        #expect(try sample.content() == content)
    }

    @Test("a pass in place keeps to the index's stemming")
    func incremental() throws {
        try pass(.off)
        try sample.write("lot.jsonl", Sample.line("a", "Une fanfare", "Les kermesses."))
        #expect(try pass(.off).changed == 1)
        #expect(try terms(withPrefix: "kermesse") == ["kermesses"])
        // FTS5 must forget the old text by the terms that it had learned.
        #expect(try terms(withPrefix: "habitant") == [])
        #expect(try sample.damage() == [])
    }
}
