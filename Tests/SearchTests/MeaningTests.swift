import Foundation
import Meaning
import SearchIndex
import Testing

@testable import Search

@Suite(.enabled(if: SampleModel.isPresent, Comment(rawValue: SampleModel.absence)))
struct MeaningTests {
    static let entries = [
        Entry(
            "absents", "Le décrochage scolaire",
            "Il rencontre les élèves absents et leurs familles, et cherche avec eux comment revenir en classe.",
            territory: "Ormesval", start: "2019", kind: "experience"),
        Entry(
            "ecrans", "Des ateliers numériques",
            "Des bénévoles montrent aux habitants comment remplir une démarche administrative en ligne."),
        Entry(
            "aines", "Rompre l’isolement des aînés",
            "Des visites à domicile et un appel chaque semaine pour les personnes âgées qui vivent seules.",
            territory: "Port-Aubry", start: "2020", kind: "experience"),
        Entry(
            "halls", "Des halls occupés le soir",
            "Des correspondants vont vers les groupes de jeunes rassemblés au pied de l’immeuble."),
        Entry("jardin", "Un jardin partagé", "Les locataires cultivent des légumes et des fleurs derrière la tour."),
        Entry(
            "impots", "L’abattement de taxe foncière", "Les bailleurs financent l’entretien des parties communes."),
        Entry("sante", "Une médiatrice santé", "Elle accompagne les femmes vers le dépistage des cancers."),
        Entry(
            "voisins", "Des conflits de voisinage",
            "Le bruit oppose deux familles ; une rencontre aide à trouver un accord."),
        Entry("emploi", "L’accès à l’emploi", "Les entreprises du chantier embauchent des habitants sans travail."),
        Entry(
            "bus", "La médiation dans les transports",
            "Une équipe voyage avec les passagers et apaise les tensions."),
        Entry(
            "relogement", "Le relogement avant la démolition",
            "Chaque ménage visite trois appartements avant de choisir."),
        Entry("cafe", "Un café des parents", "Le matin, les mères et les pères parlent de l’éducation des enfants."),
        Entry(
            "dechets", "Le ramassage des ordures",
            "Une tournée enlève chaque mardi les meubles laissés sur le trottoir."),
        Entry("conseil", "Un conseil citoyen", "Des personnes tirées au sort donnent leur avis sur le projet urbain."),
        Entry(
            "energie", "Les économies d’énergie",
            "Un artisan règle le chauffage et bouche les fuites d’air des logements."),
    ]

    private let model: Model
    private let sample: SampleIndex

    init() throws {
        model = try SampleModel.open()
        sample = try SampleIndex(Self.entries, model: model)
    }

    /// Hits as « id match ».
    private func hits(_ query: String, in sample: SampleIndex? = nil) throws -> [String] {
        try (sample ?? self.sample).search(query).results.map { "\($0.id) \($0.match)" }
    }

    // MARK: Other words

    @Test(
        "what is asked in other words is found, though no document holds one of them",
        arguments: [
            ("solitude des seniors", "aines"), ("absentéisme à l’école", "absents"),
            ("collégiens qui sèchent les cours", "absents"), ("ramasser les poubelles", "dechets"),
            ("disputes entre riverains", "voisins"), ("seniors", "aines"), ("fiscalité locale", "impots"),
        ])
    func otherWords(query: String, id: String) throws {
        let response = try sample.search(query)
        #expect(response.semantic)
        #expect(response.results.map(\.id) == [id])
        #expect(response.results.map(\.match) == ["meaning"])
        #expect((response.total, response.partialTotal, response.nearTotal) == (0, 1, 1))
        #expect(response.results.first?.missing == nil)
        #expect(try sample.search(SearchRequest(query, semantic: false)).results.isEmpty)
    }

    @Test("a near hit shows the passage that is nearest, however far down, with none of its words marked")
    func snippet() throws {
        let filler = String(repeating: "Divers sujets du mardi et du jeudi. ", count: 17)
        let text = [filler, "Rompre l’isolement des personnes âgées.", filler].joined(separator: "\n")
        let sample = try SampleIndex([Entry("long", "", text)], model: model)
        let hit = try sample.search("solitude des seniors").results.first
        #expect(hit?.isNear == true)
        #expect(hit?.snippet?.contains("personnes âgées") == true, "\(hit?.snippet ?? "")")
        #expect(hit?.snippet?.contains("<mark>") == false)
    }

    @Test("what holds the words comes before what says the same otherwise")
    func fullFirst() throws {
        let sample = try SampleIndex(
            Self.entries + [Entry("note", "Une note", "Rien sur ce sujet, sinon un mot : seniors.")], model: model)
        #expect(try hits("seniors", in: sample) == ["note all", "aines meaning"])
    }

    @Test("ten documents that hold every word leave no room for near ones, nine do", arguments: [9, 10])
    func enough(count: Int) throws {
        let full = (0..<count).map { Entry("s\($0)", "Note \($0)", "Les seniors du mardi.") }
        let response = try SampleIndex(Self.entries + full, model: model).search("seniors")
        #expect(response.total == count)
        #expect((response.nearTotal > 0) == (count < 10))
        #expect(response.results.contains(where: \.isNear) == (count < 10))
        #expect(response.results.prefix(count).allSatisfy { $0.match == "all" })
        #expect(response.semantic)
    }

    @Test("match=all lists nothing for its meaning alone, match=any does")
    func matches() throws {
        #expect(try sample.search(SearchRequest("seniors", match: .all)).results.isEmpty)
        #expect(try sample.search(SearchRequest("seniors", match: .any)).results.map(\.id) == ["aines"])
    }

    @Test("meaning orders what the words find alike")
    func order() throws {
        // The id favors the wrong one among equals.
        let sample = try SampleIndex(
            [
                Entry("a", "Ruisseau", "Le cours passe ici chaque jour."),
                Entry("z", "Mathématiques", "Le cours passe ici chaque jour."),
            ], model: model)
        let question = "cours de géométrie"
        #expect(try sample.search(question).results.map(\.id).first == "z")
        #expect(try sample.search(SearchRequest(question, semantic: false)).results.map(\.id).first == "a")
    }

    @Test("a question mark changes nothing", arguments: ["solitude des seniors", "familles scolaires"])
    func questionMark(query: String) throws {
        let scores = try sample.search(query).results.map(\.score)
        #expect(!scores.isEmpty)
        for end in ["?", " ?", "…", ".", " !"] {
            #expect(try sample.search(query + end).results.map(\.score) == scores, "\(end)")
        }
    }

    // MARK: Switched off

    @Test(
        "quotes, fields and prefixes ask for the words themselves",
        arguments: [
            "\"seniors\"", "« solitude des seniors »", "titre:seniors", "senior*", "solitude \"des seniors\"",
            "solitude OU senior*",
        ])
    func verbatim(query: String) throws {
        let response = try sample.search(query)
        #expect(!response.semantic)
        #expect(response.results.isEmpty)
    }

    @Test("whoever asks without it, or by date, gets the words alone, and the answer says so")
    func switchedOff() throws {
        let requests = [
            SearchRequest("seniors", semantic: false), SearchRequest("seniors", sort: .date),
            SearchRequest("seniors", without: [.meaning]),
        ]
        for request in requests {
            let response = try sample.search(request)
            #expect(!response.semantic)
            #expect(response.results.isEmpty)
            #expect((response.partialTotal, response.nearTotal) == (0, 0))
        }
        #expect(try sample.search("").semantic == false)
        #expect(try sample.search("de la").semantic == false)
    }

    @Test("filters hold for what is near, in the request and in the query")
    func filters() throws {
        func ids(_ query: String, territory: [String] = []) throws -> [String] {
            var request = SearchRequest(query)
            request.filters.territory = territory
            return try sample.search(request).results.map(\.id)
        }
        #expect(try ids("seniors", territory: ["Port-Aubry"]) == ["aines"])
        #expect(try ids("seniors", territory: ["Ormesval"]) == [])
        #expect(try ids("seniors territoire:Port-Aubry") == ["aines"])
        #expect(try ids("seniors territoire:Ormesval") == [])
        #expect(try ids("seniors annee:2020") == ["aines"])
        #expect(try ids("seniors -annee:2020") == [])
        #expect(try ids("seniors type:outil") == [])
    }

    @Test("an excluded word takes near documents away, and says nothing of what is wanted")
    func exclusions() throws {
        #expect(try hits("seniors -visites") == [])
        #expect(try hits("seniors -\"à domicile\"") == [])
        #expect(try hits("seniors -titre:isolement") == [])
        #expect(try hits("seniors -poubelles -ordures") == ["aines meaning"])
    }

    // MARK: Lists

    /// Documents that hold two of the three words, one or none, and some that are near.
    private static let crowd =
        (0..<26).map {
            Entry("deux\($0)", "Péniche \($0)", "La péniche et la fanfare, jour \($0).", territory: "Lieu \($0 % 3)")
        }
        + [
            Entry("tout", "Note", "Une péniche, une fanfare et des seniors."),
            Entry("fete", "Des aînés", "La fanfare joue pour les personnes âgées isolées qui vivent seules."),
        ]

    /// - Parameter isShallow: fewer hits are compared than there are, as in a large collection.
    private static func crowded(_ isShallow: Bool) throws -> SampleIndex {
        var parameters = RankingParameters()
        if isShallow { (parameters.fusedDepth, parameters.meaningDepth) = (2, 3) }
        return try SampleIndex(entries + crowd, parameters: parameters, model: SampleModel.open())
    }

    @Test(
        "pages of any size list the same hits in the same order, as many as the totals and the facets say",
        arguments: [false, true])
    func pages(isShallow: Bool) throws {
        let sample = try Self.crowded(isShallow)
        for query in [
            "seniors", "solitude des seniors", "péniche fanfare seniors", "fanfare seniors", "familles scolaires",
            "péniche fanfare kermesse", "habitants", "seniors -visites",
        ] {
            let whole = try sample.search(query)
            #expect(whole.results.count == whole.total + whole.partialTotal, "\(query)")
            #expect(Set(whole.results.map(\.id)).count == whole.results.count, "\(query)")
            #expect(whole.results.count { $0.match == "all" } == whole.total, "\(query)")
            #expect(whole.results.count(where: \.isNear) == whole.nearTotal, "\(query)")
            for size in [1, 4, 10] {
                let listed = try pages(of: query, size: size, last: whole.results.count, sample)
                #expect(listed == whole.results.map { "\($0.id) \($0.match)" }, "\(query), pages of \(size)")
            }
            for depth in [3, 100] {
                let ranked = try sample.searcher.ranked(query, depth: depth)
                #expect(ranked.map(\.id) == whole.results.prefix(depth).map(\.id), "\(query)")
            }
            for territory in whole.facets.territory {
                #expect(whole.results.count { $0.territory == territory.label } == territory.count, "\(query)")
            }
            // Every document has a kind.
            #expect(whole.facets.kind.reduce(0) { $0 + $1.count } == whole.results.count, "\(query)")
        }
    }

    /// What page after page lists, the empty one after the last included.
    private func pages(of query: String, size: Int, last: Int, _ sample: SampleIndex) throws -> [String] {
        var totals: Set<[Int]> = []
        let listed = try stride(from: 0, to: last + size, by: size).flatMap { offset in
            let page = try sample.search(SearchRequest(query, limit: size, offset: offset))
            totals.insert([page.total, page.partialTotal, page.nearTotal])
            return page.results.map { "\($0.id) \($0.match)" }
        }
        #expect(totals.count == 1, "\(query)")
        return listed
    }

    @Test("near hits are left out for full ones that stand far down, whoever asks", arguments: [3, 10, 100])
    func farFullHits(depth: Int) throws {
        var parameters = RankingParameters()
        (parameters.fusedDepth, parameters.meaningDepth) = (2, 3)
        let two = (0..<20).map { Entry("deux\($0)", "Péniche et fanfare", "Péniche, fanfare.") }
        let filler = String(repeating: "Divers sujets du mardi. ", count: 60)
        let full = (0..<10).map { Entry("tout\($0)", "Note", filler + "Une péniche, une fanfare, des seniors.") }
        let sample = try SampleIndex(Self.entries + two + full, parameters: parameters, model: model)
        let query = "péniche fanfare seniors"
        let response = try sample.search(SearchRequest(query, limit: depth))
        #expect((response.total, response.partialTotal, response.nearTotal) == (10, 20, 0))
        #expect(try sample.searcher.ranked(query, depth: depth).map(\.id) == response.results.map(\.id))
        #expect(try sample.searcher.ranked(query, depth: depth, counts: true).map(\.id) == response.results.map(\.id))
    }

    @Test("what explains a hit adds up to its score", arguments: [false, true])
    func explained(isShallow: Bool) throws {
        let sample = try Self.crowded(isShallow)
        for query in ["seniors", "familles", "péniche fanfare seniors", "fanfare seniors", "décrochage des élèves"] {
            let hits = try sample.search(SearchRequest(query, limit: 100, explain: true)).results
            #expect(hits.contains { $0.explain?.signals["sens"] ?? 0 > 0 }, "\(query)")
            for hit in hits {
                let explain = try #require(hit.explain)
                let sum = explain.clauses.reduce(0) { $0 + $1.score } + explain.signals.values.reduce(0, +)
                #expect(abs(sum - (hit.score ?? 0)) < 0.001, "\(query) \(hit.id) \(hit.match)")
            }
        }
    }

    // MARK: Index and model

    @Test("an index without vectors answers by words, and says so")
    func noVectors() throws {
        let plain = try SampleIndex(Self.entries)
        let searcher = try Searcher(indexPath: plain.path, encoder: QueryEncoder(model))
        let response = try searcher.search(SearchRequest("seniors"))
        #expect(!response.semantic)
        #expect(response.results.isEmpty)
        #expect(try searcher.search(SearchRequest("voisinage")).results.map(\.id) == ["voisins"])
        #expect(try !searcher.isSemantic())
        #expect(try sample.searcher.isSemantic())
        #expect(try !plain.searcher.isSemantic())
    }

    @Test("an open searcher follows an index that gets vectors")
    func laterVectors() throws {
        let plain = try SampleIndex(Self.entries)
        let searcher = try Searcher(indexPath: plain.path, encoder: QueryEncoder(model))
        #expect(try searcher.search(SearchRequest("seniors")).results.isEmpty)
        _ = try Indexer(corpus: plain.folder + "/corpus", index: plain.path, model: model).run()
        #expect(try searcher.search(SearchRequest("seniors")).results.map(\.id) == ["aines"])
    }

    @Test("an index that a searcher has no model for answers by words alone")
    func noModel() throws {
        let response = try Searcher(indexPath: sample.path).search(SearchRequest("seniors"))
        #expect(!response.semantic)
        #expect(response.results.isEmpty)
    }

    // MARK: Spelling

    @Test("a misspelt word is put right, whatever is near by meaning")
    func spelling() throws {
        let response = try sample.search("voisinnage")
        #expect(response.suggestion == .init(query: "voisinage", applied: true))
        #expect(response.results.first?.id == "voisins")
        #expect(response.results.first?.match == "all")
        #expect(try sample.searcher.ranked("voisinnage", depth: 10).first?.id == "voisins")
    }

    @Test("one encoder serves several searches at once")
    func concurrent() async throws {
        let expected = try sample.search("seniors").results
        let searcher = sample.searcher
        try await withThrowingTaskGroup { group in
            for number in 0..<16 {
                // Words that none of the other searches keeps.
                group.addTask {
                    _ = try searcher.search(SearchRequest("seniors \(number)"))
                    return try searcher.search(SearchRequest("seniors", limit: 100)).results
                }
            }
            for try await results in group { #expect(results == expected) }
        }
    }

    @Test("a neighbor that says the same scores more than by the words that both share")
    func similarByMeaning() throws {
        let other = Entry(
            "visites", "Contre l’isolement du grand âge",
            "Des bénévoles passent voir les personnes isolées, ou leur téléphonent le lundi.")
        let byMeaning = try SampleIndex(Self.entries + [other], model: model).searcher.similar(to: "visites", limit: 1)
        let byWords = try SampleIndex(Self.entries + [other]).searcher.similar(to: "visites", limit: 1)
        #expect(byMeaning?.map(\.id) == ["aines"])
        #expect(byWords?.map(\.id) == ["aines"])
        #expect(try #require(byMeaning?.first?.score) > #require(byWords?.first?.score) + 0.03)
    }
}

/// The corpus that comes with Repères, indexed with the model.
@Suite(.enabled(if: SampleModel.isPresent, Comment(rawValue: SampleModel.absence)))
struct OffTopicTests {
    private static let corpus = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("corpus")

    @Test("what is not its subject finds nothing by meaning in the corpus")
    func offTopic() throws {
        let model = try SampleModel.open()
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("corpus-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let index = folder + "/index.sqlite"
        _ = try Indexer(corpus: Self.corpus.path, index: index, model: model).run()
        let searcher = try Searcher(indexPath: index, encoder: QueryEncoder(model))
        let file = Self.corpus.appendingPathComponent("evaluation/sens/hors-sujet.txt")
        let queries = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(queries.contains("recette de cuisine au four"))
        for query in queries {
            let response = try searcher.search(SearchRequest(query, limit: 100))
            #expect(response.semantic)
            #expect(response.results.filter(\.isNear).map(\.id) == [], "\(query)")
        }
        // The same index does find by meaning.
        #expect(try searcher.search(SearchRequest("vieillesse")).nearTotal > 0)
    }
}
