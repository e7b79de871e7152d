import Analysis
import Search
import SearchIndex
import Testing

/// Searches that do without one of their parts.
@Suite struct PartTests {
    private static let neutral = (0..<12).map { Entry("n\($0)", "Note", "Compte rendu du mardi.") }

    private func ids(_ query: String, _ sample: SampleIndex, without parts: Set<SearchPart>) throws -> [String] {
        try sample.searcher.ranked(query, depth: 100, without: parts).map(\.id)
    }

    @Test("without the thesaurus only the user's own words are looked for")
    func thesaurus() throws {
        let sample = try SampleIndex(
            [Entry("a", "Note", "Un QPV."), Entry("b", "Note", "Un quartier prioritaire.")],
            thesaurus: ["QPV\tquartier prioritaire\tacronym\tboth\t1"])
        #expect(try ids("QPV", sample, without: []) == ["a", "b"])
        #expect(try ids("QPV", sample, without: [.thesaurus]) == ["a"])
    }

    @Test("without stop words every word counts")
    func stopWords() throws {
        let sample = try SampleIndex([Entry("a", "Note", "La fanfare."), Entry("b", "Note", "Pour les uns.")])
        #expect(try ids("fanfare pour", sample, without: []) == ["a"])
        #expect(try ids("fanfare pour", sample, without: [.stopWords]).sorted() == ["a", "b"])
        #expect(try ids("pour", sample, without: []) == [])
        #expect(try ids("pour", sample, without: [.stopWords]) == ["b"])
    }

    @Test("without the family a word of the same root is no answer")
    func family() throws {
        let sample = try SampleIndex([Entry("a", "Note", "Une déclaration.")] + Self.neutral)
        #expect(try ids("déclarer", sample, without: []) == ["a"])
        #expect(try ids("déclarer", sample, without: [.family]) == [])
    }

    @Test("without the second pass the exact form stands no higher")
    func secondPass() throws {
        let sample = try SampleIndex(
            [Entry("z", "Note", "Le marché du lieu."), Entry("a", "Note", "La marche du lieu.")] + Self.neutral)
        #expect(try ids("marché", sample, without: []) == ["z", "a"])
        #expect(try ids("marché", sample, without: [.secondPass]) == ["a", "z"])
    }

    @Test("a searcher follows an index whose stemming changes")
    func stemming() throws {
        let sample = try SampleIndex([Entry("a", "Note", "Une animatrice.")] + Self.neutral)
        func indexed(_ stemming: Stemming) throws -> [String] {
            _ = try Indexer(corpus: sample.folder + "/corpus", index: sample.path, stemming: stemming).run()
            #expect(try ids("animatrice", sample, without: [.family]) == ["a"])
            return try ids("animateurs", sample, without: [.family])
        }
        #expect(try indexed(.light) == ["a"])
        #expect(try indexed(.off) == [])
        #expect(try indexed(.light) == ["a"])
    }
}
