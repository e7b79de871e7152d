import Search
import Testing

@Suite(.enabled(if: SampleModel.isPresent, Comment(rawValue: SampleModel.absence)))
struct TruncationTests {
    private static let entries = [
        Entry("memes", "Note", "Un salaire, après sa démission, au guichet."),
        Entry("debuts", "Note", "Un salaire, après avoir démissionné, au guichet."),
        Entry("autres", "Note", "Un salaire, après une semaine, au guichet."),
        Entry("courts", "Note", "Un salaire, après la buse, au guichet de 1998."),
        Entry("nombres", "Note", "Un salaire, après le bus, au guichet de 2019."),
        Entry("ailleurs", "Un jardin", "Des fleurs derrière la tour."),
    ]

    /// What the beginnings of words add, by id.
    private func added(_ request: SearchRequest) throws -> [String: Double] {
        let sample = try SampleIndex(Self.entries, model: SampleModel.open())
        let hits = try sample.search(request).results.map { ($0.id, $0.explain?.signals["débuts de mots"] ?? -1) }
        return Dictionary(uniqueKeysWithValues: hits)
    }

    private func added(_ query: String) throws -> [String: Double] {
        try added(SearchRequest(query, match: .any, limit: 100, explain: true))
    }

    @Test("a word that begins as one of the query's counts as much as the word itself")
    func beginnings() throws {
        for query in ["démission salaire", "DEMISSION, salaire", "démissionnaires salaire"] {
            let added = try added(query)
            #expect(added["memes"] ?? 0 > added["autres"] ?? 0, "\(query)")
            #expect(added["debuts"] == added["memes"], "\(query)")
            #expect(added["autres"] ?? 0 > 0, "\(query)")
        }
    }

    @Test("short words and numbers stand for themselves", arguments: ["bus salaire", "2019 salaire"])
    func short(query: String) throws {
        let added = try added(query)
        #expect(added["nombres"] ?? 0 > added["courts"] ?? 0)
        #expect(added["courts"] ?? 1 <= added["autres"] ?? 0)
    }

    @Test("the beginnings of words find nothing by themselves")
    func order() throws {
        #expect(try added("salaison fleurs")["memes"] == nil)
        #expect(try added("démissionnaire fleurs").keys.sorted() == ["ailleurs"])
    }

    @Test("a word that a document holds as a synonym counts as one that it holds once")
    func synonyms() throws {
        let sample = try SampleIndex(
            [
                Entry("typed", "Note", "Un toubib, au guichet."), Entry("synonym", "Note", "Un médecin, au guichet."),
                Entry("neither", "Note", "Une voisine, au guichet."), Entry("ailleurs", "Un jardin", "Des fleurs."),
            ],
            thesaurus: ["toubib\tmédecin\tsynonym\tone\t0.9"], model: SampleModel.open())
        let hits = try sample.search(SearchRequest("toubib guichet", match: .any, explain: true)).results
        let added = Dictionary(
            uniqueKeysWithValues: hits.map { ($0.id, $0.explain?.signals["débuts de mots"] ?? -1) })
        #expect(added["typed"] == added["synonym"])
        #expect(added["synonym"] ?? 0 > added["neither"] ?? 0)
    }

    @Test("a choice of words counts as one that is held once")
    func choice() throws {
        let added = try added("démission OU semaine, salaire")
        #expect(added["memes"] ?? 0 > 0)
        #expect(added["autres"] == added["memes"])
        #expect(added["courts"] ?? 1 < added["autres"] ?? 0)
    }

    @Test("two words of the query that begin alike are looked for once, and each of them is enough")
    func alike() throws {
        let added = try added("démission démissionner salaire")
        #expect(added["debuts"] == added["memes"])
        #expect(added["memes"] ?? 0 > added["autres"] ?? 0)
    }

    @Test("the small words of a compound count for nothing")
    func compound() throws {
        let sample = try SampleIndex(
            [
                Entry("holds", "Note", "Un salaire, du porte-à-porte, au guichet."),
                Entry("small", "Note", "Un salaire, à la une, au guichet."),
                Entry("neither", "Note", "Un salaire, dans la une, au guichet."),
                Entry("ailleurs", "Un jardin", "Des fleurs."),
            ], model: SampleModel.open())
        let hits = try sample.search(SearchRequest("porte-à-porte salaire", match: .any, explain: true)).results
        let added = Dictionary(
            uniqueKeysWithValues: hits.map { ($0.id, $0.explain?.signals["débuts de mots"] ?? -1) })
        #expect(added["holds"] ?? 0 > added["small"] ?? 0)
        #expect(added["small"] == added["neither"])
    }

    @Test("without meaning they count for nothing")
    func lexical() throws {
        let request = SearchRequest("démission salaire", match: .any, explain: true, semantic: false)
        let added = try added(request)
        #expect(!added.isEmpty)
        #expect(added.values.allSatisfy { $0 == 0 })
    }
}
