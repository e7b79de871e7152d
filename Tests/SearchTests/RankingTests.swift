import Search
import Testing

@Suite struct RankingTests {
    private static let neutral = (0..<12).map { Entry("n\($0)", "Note", "Compte rendu du mardi.") }

    private func ids(_ query: String, _ entries: [Entry]) throws -> [String] {
        try SampleIndex(entries + Self.neutral).ids(query)
    }

    @Test(
        "the form as typed stands before other forms of its term",
        arguments: [
            ("marché", "Le marché du lieu.", "La marche du lieu."),
            ("marche", "La marche du lieu.", "Le marché du lieu."), ("pêche", "La pêche en mer.", "Le péché en mer."),
            ("emplois", "Les emplois ici.", "Un emploi ici."), ("mûr", "Un fruit mûr.", "Un fruit mur."),
            ("tâche", "Une tâche ici.", "Une tache ici."),
        ])
    func exactForm(query: String, first: String, second: String) throws {
        // The ids favor the wrong one among equals.
        #expect(try ids(query, [Entry("z", "Note", first), Entry("a", "Note", second)]) == ["z", "a"])
    }

    @Test(
        "words side by side stand before words apart",
        arguments: [
            ("mise en relation", "Une mise en relation utile.", "Une relation bien utile mise."),
            ("hors les murs", "Le musée hors les murs.", "Les murs et le reste hors."),
        ])
    func phrase(query: String, first: String, second: String) throws {
        #expect(try ids(query, [Entry("z", "Note", first), Entry("a", "Note", second)]) == ["z", "a"])
    }

    @Test("the title weighs more than the summary, the summary more than the body")
    func fields() throws {
        let entries = [
            Entry("c", "Fanfare", "Un texte de cinq mots.", summary: "Un résumé."),
            Entry("b", "Note", "Un texte de cinq mots.", summary: "Une fanfare."),
            Entry("a", "Note", "La fanfare de cinq mots.", summary: "Un résumé."),
        ]
        #expect(try ids("fanfare", entries) == ["c", "b", "a"])
    }

    @Test("the rarer word weighs more")
    func rarity() throws {
        let common = (0..<8).map { Entry("k\($0)", "Note", "Une kermesse.") }
        let found = try SampleIndex([Entry("z", "Note", "Une fanfare.")] + common + Self.neutral).search(
            SearchRequest("kermesse fanfare", match: .any)
        ).results
        #expect(found.first?.id == "z")
    }

    @Test("equal scores fall by document id, whatever the order of the file")
    func ties() throws {
        let entries = ["c", "a", "e", "b", "d"].map { Entry($0, "Fanfare", "La fanfare.") }
        #expect(try ids("fanfare", entries) == ["a", "b", "c", "d", "e"])
        #expect(try ids("fanfare", entries.reversed()) == ["a", "b", "c", "d", "e"])
    }

    @Test("the whole query, word for word, counts within a field and not across two")
    func wholeQuery() throws {
        let entries = [
            Entry("a", "Note", "La fanfare de la ville."), Entry("b", "Fanfare", "De la ville."),
            Entry("c", "Note", "Une fanfare dans une ville."),
        ]
        let request = SearchRequest("fanfare de la ville", explain: true)
        let hits = try SampleIndex(entries + Self.neutral).search(request).results
        let signals = Dictionary(
            uniqueKeysWithValues: hits.map { ($0.id, $0.explain?.signals["expression entière"] ?? 0) })
        #expect(signals["a"] ?? 0 > 0)
        #expect(signals["b"] == 0)
        #expect(signals["c"] == 0)
    }

    @Test("the same query has the same answer")
    func deterministic() throws {
        let sample = try SampleIndex(
            (0..<40).map { Entry("d\($0)", "Fanfare \($0 % 7)", "Le mot\($0 % 5) de la fanfare et du mot\($0 % 3).") })
        let first = try sample.search("fanfare mot1 mot2").results
        for _ in 0..<3 { #expect(try sample.search("fanfare mot1 mot2").results == first) }
        #expect(first.count == 40)
    }

    private static let explained = [
        Entry("a", "La fanfare des écoles", "Une fanfare joue à l’école. La kermesse de l'École.", summary: "Fanfare."),
        Entry("b", "Kermesse", "La kermesse et une école."),
        Entry("c", "Note", "Une fanfare déclare sa kermesse."), Entry("d", "Note", "Une déclaration de fanfare."),
    ]

    @Test(
        "what explains a full hit adds up to its score",
        arguments: [
            "fanfare", "fanfare école", "la kermesse de l’École", "\"fanfare joue\" école", "fanf* kermesse",
            "déclare fanfare", "fanfare OU kermesse",
        ])
    func explain(query: String) throws {
        let hits = try SampleIndex(Self.explained + Self.neutral).search(SearchRequest(query, explain: true)).results
            .filter { $0.match == "all" }
        #expect(!hits.isEmpty)
        for hit in hits { expectSum(hit) }
    }

    @Test("what explains a partial hit adds up to its score", arguments: ["fanfare école", "déclarer fanfare"])
    func explainPartial(query: String) throws {
        let hits = try SampleIndex(Self.explained + Self.neutral).search(SearchRequest(query, explain: true)).results
            .filter { $0.match == "partial" }
        #expect(!hits.isEmpty)
        for hit in hits { expectSum(hit) }
    }

    @Test(
        "what explains a partial hit of a long query adds up to its score",
        arguments: ["fanfare école kermesse", "déclarer fanfare rouge"])
    func explainCoverage(query: String) throws {
        let hits = try SampleIndex(Self.explained + Self.neutral).search(SearchRequest(query, explain: true)).results
            .filter { $0.match == "partial" }
        #expect(!hits.isEmpty)
        for hit in hits { expectSum(hit) }
    }

    private func expectSum(_ hit: SearchResponse.Hit) {
        guard let explain = hit.explain, let score = hit.score else {
            Issue.record("\(hit.id) is not explained")
            return
        }
        let sum = explain.clauses.reduce(0) { $0 + $1.score } + explain.signals.values.reduce(0, +)
        // Scores are summed in 32 bits and shown to four decimals.
        #expect(abs(sum - score) < 2e-4, "\(hit.id): \(sum), \(score)")
    }

    @Test("without being asked nothing is explained")
    func notExplained() throws {
        #expect(try SampleIndex(Self.explained).search("fanfare").results.allSatisfy { $0.explain == nil })
    }

    @Test("an incremental pass and a rebuild give the same order and scores", arguments: 0..<UInt64(3))
    func rebuild(seed: UInt64) throws {
        var random = Seeded(seed)
        let words = [
            "fanfare", "kermesse", "école", "emplois", "habitant·e·s", "rendez-vous", "marché", "marche", "QPV",
        ]
        func entries() -> [Entry] {
            (0..<30).filter { _ in Int.random(in: 0..<4, using: &random) > 0 }.map { number in
                Entry(
                    "d\(number)", words.randomElement(using: &random) ?? "",
                    (0..<20).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " "))
            }
        }
        let sample = try SampleIndex(entries())
        for _ in 0..<3 { try sample.replace(entries()) }
        let queries = ["fanfare", "marché école", "habitants kermesse QPV", "rendez-vous emploi"]
        let before = try queries.map { try sample.search($0).results }
        try sample.replace(entries())
        try sample.replace(entries())
        let last = try queries.map { try sample.search($0).results }
        #expect(last != before)
        let lines = try sample.searcher.statistics().documents
        try sample.rebuild()
        #expect(try sample.searcher.statistics().documents == lines)
        #expect(try queries.map { try sample.search($0).results } == last)
    }

    @Test("documents that came one by one are ranked as those of a new index, with the same scores")
    func incremental() throws {
        let words = ["marché", "fanfare", "quartier", "médiateur", "collège", "jardin", "voisins"]
        var random = Seeded(5)
        func text() -> String {
            (0..<12).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
        }
        var entries = (0..<150).map { Entry("d\($0)", "Note", text()) }
        let sample = try SampleIndex(entries)
        for number in 0..<4 {
            entries[number * 7] = Entry("d\(number * 7)", "Note", text() + " bibliothèque")
            try sample.replace(entries)
        }
        let fresh = try SampleIndex(entries)
        for query in [
            "marché", "fanfare quartier", "médiateur collège jardin", "bibliothèque voisins", "\"marché fanfare\"",
        ] {
            let (changed, new) = try (sample.search(query), fresh.search(query))
            #expect(changed.total == new.total)
            #expect(changed.results.map(\.id) == new.results.map(\.id))
            #expect(changed.results.map(\.score) == new.results.map(\.score))
        }
    }

    @Test("a whole paragraph as a query finds the document that it comes from, as a full hit")
    func paragraph() throws {
        let letters = Array("bcdfghjklmnprstv")
        let words = (0..<60).map { number in
            "za\(letters[number % 16])o\(letters[number / 16])ux"
        }
        let sample = try SampleIndex([Entry("z", "Note", words.joined(separator: " "))] + Self.neutral)
        let hit = try #require(try sample.search(words.joined(separator: " ")).results.first)
        #expect((hit.id, hit.match) == ("z", "all"))
    }
}
