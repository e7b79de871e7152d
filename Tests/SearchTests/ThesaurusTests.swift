import Testing

@testable import Search

@Suite struct ThesaurusTests {
    private let sample: SampleIndex

    init() throws {
        sample = try SampleIndex(
            [
                Entry("qpv", "Note", "Les habitants du QPV."),
                Entry("quartier", "Note", "Un quartier prioritaire de la ville."),
                Entry("deux", "Note", "Le QPV, quartier prioritaire."), Entry("zus", "Note", "L’ancienne ZUS."),
                Entry("bailleur", "Note", "Le bailleur social."),
                Entry("office", "Note", "Un office public de l’habitat."),
                Entry("desordre", "Note", "L’habitat public, un office."), Entry("prive", "Note", "Un bailleur privé."),
                Entry("pre", "Note", "Le PRE de la ville."),
                Entry("programme", "Note", "Le programme de réussite éducative."),
                Entry("vert", "Note", "Un pré vert."), Entry("mediatheque", "Note", "La médiathèque."),
                Entry("mediateur", "Note", "Le médiateur."),
                Entry("rep", "Note", "Un collège REP+."), Entry("reseau", "Note", "Un réseau renforcé."),
                Entry("rep-simple", "Note", "Un collège REP."),
            ],
            thesaurus: [
                "QPV\tquartier prioritaire\tacronym\tboth\t1", "ZUS\tQPV\tsynonym\tone\t0.9",
                "bailleur social\toffice public de l’habitat\tsynonym\tboth\t0.9",
                "PRE\tprogramme de réussite éducative\tacronym\tboth\t1\tupper",
                "médiateur\tmédiathèque\trelated\tone\t0.5", "REP+\tréseau renforcé\tacronym\tboth\t1",
            ])
    }

    @Test(
        "a synonym answers as the word does",
        arguments: [
            ("QPV", ["deux", "qpv", "quartier"]), ("qpv", ["deux", "qpv", "quartier"]),
            ("quartier prioritaire", ["deux", "qpv", "quartier"]),
            ("quartiers prioritaires", ["deux", "qpv", "quartier"]), ("ZUS", ["deux", "qpv", "zus"]),
            ("bailleurs sociaux", ["bailleur", "office"]),
            ("office public de l'habitat", ["bailleur", "desordre", "office"]), ("PRE", ["pre", "programme"]),
            ("P.R.E.", ["pre", "programme"]),
            ("programme de réussite éducative", ["pre", "programme"]), ("REP+", ["rep", "reseau"]),
            ("R.E.P.+", ["rep", "reseau"]),
            ("habitants QPV", ["qpv"]),
        ])
    func expanded(query: String, expected: [String]) throws {
        #expect(try sample.full(query) == expected)
    }

    @Test("an acronym in small letters is the common word, where the thesaurus says so")
    func upperOnly() throws {
        let full = try sample.full("pré")
        #expect(full.contains("vert"))
        #expect(!full.contains("programme"))
        #expect(try !sample.full("PRE").contains("vert"))
    }

    @Test("one way is one way")
    func oneWay() throws {
        #expect(try !sample.full("QPV").contains("zus"))
    }

    @Test("what is only related is shown, never searched")
    func related() throws {
        let response = try sample.search("médiateur")
        #expect(response.results.map(\.id) == ["mediateur"])
        #expect(response.related == ["médiathèque"])
        #expect(response.expansions.isEmpty)
    }

    @Test("the answer says what was added")
    func expansions() throws {
        #expect(try sample.search("les QPV").expansions == [.init(term: "QPV", with: ["quartier prioritaire"])])
        #expect(
            try sample.search("un bailleur social").expansions == [
                .init(term: "bailleur social", with: ["office public de l’habitat"])
            ])
        #expect(try sample.search("habitants").expansions == [])
    }

    @Test("nothing is added when the request says so")
    func notExpanded() throws {
        let response = try sample.search(SearchRequest("QPV", without: SearchPart.expansion))
        #expect(response.results.map(\.id).sorted() == ["deux", "qpv"])
        #expect(response.expansions.isEmpty)
        #expect(response.related.isEmpty)
    }

    @Test(
        "a phrase is found as written",
        arguments: [
            ("\"QPV\"", ["deux", "qpv"]), ("« quartier prioritaire »", ["deux", "quartier"]), ("titre:QPV", []),
        ])
    func phrase(query: String, expected: [String]) throws {
        #expect(try sample.full(query) == expected)
        #expect(try sample.search(query).expansions.isEmpty)
    }

    @Test("a word and its synonyms are one clause, counted once")
    func countedOnce() throws {
        let response = try sample.search(SearchRequest("QPV", limit: 100, explain: true))
        #expect(response.total == 3)
        for hit in response.results {
            #expect(hit.explain?.clauses.map(\.term) == ["QPV"])
            #expect(hit.explain?.clauses.map(\.documents) == [3])
        }
    }

    @Test("an explanation says what was found, as what and where")
    func explained() throws {
        let sample = try SampleIndex(
            [Entry("a", "La déclaration", "Il déclare au QPV sa déclaration. Le quartier prioritaire.")],
            thesaurus: ["QPV\tquartier prioritaire\tacronym\tboth\t1"])
        let response = try sample.search(SearchRequest("déclarations QPV", explain: true))
        let clauses = try #require(response.results.first?.explain?.clauses)
        #expect(clauses.map(\.term) == ["déclarations", "QPV"])
        let declaration = try #require(clauses.first?.found)
        #expect(declaration.map(\.text) == ["déclarations", "déclare"])
        #expect(declaration.map(\.origin) == [.word, .family])
        #expect(declaration.map(\.fields) == [["title": 1, "body": 1], ["body": 1]])
        let acronym = try #require(clauses.last?.found)
        #expect(acronym.map(\.text) == ["QPV", "quartier prioritaire"])
        #expect(acronym.map(\.origin) == [.word, .synonym])
        #expect(acronym.map(\.weight).first == 1)
    }

    @Test("without the thesaurus and the family only the words typed are found")
    func unexpanded() throws {
        let request = SearchRequest("QPV", limit: 100, without: [.thesaurus, .family])
        let response = try sample.search(request)
        #expect(response.results.map(\.id).sorted() == ["deux", "qpv"])
        #expect(response.expansions.isEmpty)
    }

    @Test("original words stand before synonyms")
    func originalFirst() throws {
        let sample = try SampleIndex(
            [Entry("a", "Note", "Un quartier prioritaire."), Entry("b", "Note", "Un ancien QPV.")]
                + (0..<9).map { Entry("n\($0)", "Note", "Divers.") },
            thesaurus: ["QPV\tquartier prioritaire\tacronym\tboth\t1"])
        #expect(try sample.ids("QPV") == ["b", "a"])
        #expect(try sample.ids("quartier prioritaire") == ["a", "b"])
    }
}
