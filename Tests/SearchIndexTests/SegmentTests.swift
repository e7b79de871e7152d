import Testing

@testable import SearchIndex

/// Postings over several passes: segments that follow each other, documents that are gone, merges.
@Suite struct SegmentTests {
    private let sample: SampleCorpus

    init() throws {
        sample = try SampleCorpus(["lot.jsonl": Self.lines(changed: 0..<0)])
        try sample.pass()
    }

    /// 200 documents, some of which say something else.
    private static func lines(changed: Range<Int>) -> String {
        (0..<200).map { number in
            let text = changed.contains(number) ? "Le marché du lundi \(number)." : "La fanfare du samedi \(number)."
            return Sample.line("d\(number)", "Fiche \(number)", text)
        }.joined()
    }

    private func change(_ documents: Range<Int>) throws {
        try sample.write("lot.jsonl", Self.lines(changed: documents))
        try sample.pass()
    }

    private func tombstones() throws -> [String] { try sample.rows("SELECT count(*) FROM tombstone") }
    private func segments() throws -> Int { try sample.rows("SELECT number FROM segment").count }

    @Test("a pass writes a segment of its own, and leaves the postings of others where they are")
    func segment() throws {
        let before = try sample.rows("SELECT key, list FROM posting ORDER BY key")
        try change(0..<1)
        #expect(try segments() == 2)
        #expect(try tombstones() == ["1"])
        #expect(try sample.rows("SELECT key, list FROM posting ORDER BY key").starts(with: before))
        #expect(try sample.damage() == [])
    }

    @Test("small segments merge, so that few are left")
    func merge() throws {
        for last in 1...12 { try change(0..<last) }
        #expect(try segments() <= 3)
        #expect(try sample.damage() == [])
    }

    @Test("many documents that are gone are swept out of the lists")
    func sweep() throws {
        try change(0..<90)
        #expect(try segments() == 1)
        #expect(try tombstones() == ["0"])
        #expect(try sample.damage() == [])
    }

    @Test("postings that do not say what the documents say are told, by their term")
    func faults() throws {
        try sample.execute("UPDATE posting SET list = (SELECT list FROM posting ORDER BY length(list) LIMIT 1)")
        let faults = try sample.reader().faults(limit: 3)
        #expect(faults.count == 3)
        #expect(faults.contains { $0.contains("terme «") })
    }
}
