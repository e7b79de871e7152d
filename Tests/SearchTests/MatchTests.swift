import Search
import Testing

@Suite struct MatchTests {
    private static func numbered(_ count: Int, _ prefix: String, _ text: String) -> [Entry] {
        (0..<count).map { Entry("\(prefix)\($0)", "Note \($0)", text) }
    }

    @Test(
        "for two words the full hits come first, then the partial ones while there are fewer than ten",
        arguments: [(3, 4), (9, 4), (10, 0), (12, 0)])
    func tiers(full: Int, partial: Int) throws {
        let sample = try SampleIndex(
            Self.numbered(
                full, "tout", "Un long texte où passent la fanfare et, bien plus loin, une kermesse de quartier.")
                + Self.numbered(4, "part", "Fanfare.") + Self.numbered(30, "n", "Compte rendu."))
        let response = try sample.search("fanfare kermesse")
        #expect(
            response.results.map(\.match) == Array(repeating: "all", count: full)
                + Array(repeating: "partial", count: partial))
        #expect((response.total, response.partialTotal) == (full, partial))
    }

    @Test("one word has no partial hits")
    func oneWord() throws {
        let sample = try SampleIndex([Entry("a", "Fanfare"), Entry("b", "Kermesse")])
        let response = try sample.search("fanfare")
        #expect(response.results.map(\.id) == ["a"])
        #expect((response.total, response.partialTotal) == (1, 0))
    }

    @Test("three words make one ranking, by score whatever is lacking")
    func threeWords() throws {
        let long =
            "Un texte où la fanfare, la kermesse et la péniche passent parmi beaucoup d’autres mots. "
            + String(repeating: "Divers sujets du mardi. ", count: 60)
        let sample = try SampleIndex(
            [Entry("tout", "Note", long), Entry("deux", "Fanfare et kermesse", "Fanfare, kermesse.")]
                + Self.numbered(30, "n", "Compte rendu."))
        let three = try sample.search("fanfare kermesse péniche")
        #expect(three.results.map(\.id) == ["deux", "tout"])
        #expect(three.results.map(\.match) == ["partial", "all"])
        let two = try sample.search("kermesse péniche")
        #expect(two.results.map(\.id) == ["tout", "deux"])
        let scores = two.results.compactMap(\.score)
        #expect(scores[0] < scores[1])
    }

    @Test("all takes the full hits alone, any ranks by score alone")
    func allAndAny() throws {
        let long = "Fanfare. " + String(repeating: "Divers sujets du mardi. ", count: 60) + "Kermesse."
        let sample = try SampleIndex(
            [Entry("tout", "Note", long), Entry("part", "Fanfare", "Fanfare.")]
                + Self.numbered(30, "n", "Compte rendu."))
        let all = try sample.search(SearchRequest("fanfare kermesse", match: .all))
        #expect(all.results.map(\.id) == ["tout"])
        #expect((all.total, all.partialTotal, all.match) == (1, 0, "all"))
        let any = try sample.search(SearchRequest("fanfare kermesse", match: .any))
        #expect(Set(any.results.map(\.id)) == ["tout", "part"])
        let scores = any.results.compactMap(\.score)
        #expect(scores == scores.sorted(by: >))
        #expect((any.total, any.partialTotal) == (1, 1))
    }

    @Test("a partial hit names the words that it lacks, as typed")
    func missing() throws {
        let sample = try SampleIndex([Entry("a", "Fanfare", "La place."), Entry("b", "Péniche")])
        let results = try sample.search("Fanfares de la PÉNICHE rouge").results
        #expect(results.first { $0.id == "a" }?.missing == ["PÉNICHE", "rouge"])
        #expect(results.first { $0.id == "b" }?.missing == ["Fanfares", "rouge"])
        #expect(try sample.search("fanfare place").results.first?.missing == nil)
    }

    @Test("only very common words get a message and no hit", arguments: ["de la", "le", "et ou les", "qui est il"])
    func stopWords(query: String) throws {
        let sample = try SampleIndex([Entry("a", "De la ville", "Le et ou les, qui est-il ?")])
        let response = try sample.search(query)
        #expect(response.results.isEmpty)
        #expect(response.total == 0)
        let message = try #require(response.message)
        for word in query.split(separator: " ") { #expect(message.contains("« \(word) »")) }
        #expect(try sample.search("ville").message == nil)
    }

    @Test("in a long query words that tell little are not what a hit lacks")
    func weakWords() throws {
        let sample = try SampleIndex([
            Entry("a", "Parents", "Des parents et une école."), Entry("b", "Parents", "Les parents viennent."),
            Entry("c", "Adultes", "Réservé aux plus de 18 ans."), Entry("d", "Mineurs", "Moins de 18 ans."),
        ])
        let results = try sample.search("parents qui ne viennent plus à l’école").results
        #expect(results.first { $0.id == "a" }?.match == "all")
        #expect(results.first { $0.id == "b" }?.missing == ["école"])
        #expect(try sample.full("moins de 18 ans") == ["d"])
        #expect(try sample.full("viennent parents") == ["b"])
    }

    @Test("what only the header says is found, and shown")
    func header() throws {
        let sample = try SampleIndex([
            Entry("a", "Voisins", "Une plainte.", partners: ["bailleur", "conciliateur de justice"]),
            Entry("b", "Conciliateur", "Une permanence."),
        ])
        let results = try sample.search("conciliateur").results
        #expect(results.map(\.id) == ["b", "a"])
        #expect(results.map(\.snippet) == ["Une permanence.", "En-tête : <mark>conciliateur</mark> de justice"])
    }

    @Test("very common words count in a phrase")
    func stopWordsInPhrase() throws {
        let sample = try SampleIndex([
            Entry("a", "Note", "La vie de la ville."), Entry("b", "Note", "La ville de vie."),
        ])
        #expect(try sample.full("\"de la ville\"") == ["a"])
    }

    @Test(
        "an exclusion takes documents away",
        arguments: [
            ("médiation -scolaire", ["nuit"]), ("-scolaire", ["nuit", "recours"]),
            ("médiation -\"en milieu\"", ["nuit"]), ("non-recours", ["recours"]), ("médiation -titre:nuit", ["ecole"]),
        ])
    func exclusion(query: String, expected: [String]) throws {
        let sample = try SampleIndex([
            Entry("nuit", "De nuit", "La médiation de nuit."),
            Entry("ecole", "À l’école", "La médiation en milieu scolaire."),
            Entry("recours", "Droits", "Le non-recours aux droits."),
        ])
        #expect(try sample.full(query) == expected)
    }

    @Test("an excluded word is not expanded by the thesaurus")
    func excludedSynonym() throws {
        let sample = try SampleIndex(
            [Entry("a", "Note", "Un quartier prioritaire, la rue."), Entry("b", "Note", "Un QPV, la rue.")],
            thesaurus: ["QPV\tquartier prioritaire\tacronym\tboth\t1"])
        #expect(try sample.full("rue -QPV") == ["a"])
    }

    @Test(
        "OU takes either, prefixes and phrases too",
        arguments: [
            ("vélo OU roller", ["r", "v"]), ("place vélo OU roller", ["v"]), ("vél* OU \"en ligne\"", ["r", "v"]),
        ])
    func either(query: String, expected: [String]) throws {
        let sample = try SampleIndex([
            Entry("v", "Piste", "Le vélo sur la place."), Entry("r", "Club", "Le roller en ligne."),
            Entry("n", "Note", "La ligne."),
        ])
        #expect(try sample.full(query) == expected)
    }

    @Test(
        "a field holds for its own side of OU",
        arguments: [("titre:piste OU roller", ["r", "v"]), ("roller OU titre:ligne", ["r"])])
    func eitherInField(query: String, expected: [String]) throws {
        let sample = try SampleIndex([
            Entry("v", "Piste", "Le vélo sur la place."), Entry("r", "Club", "Le roller en ligne."),
            Entry("n", "Note", "La ligne."),
        ])
        #expect(try sample.full(query) == expected)
    }

    @Test(
        "a prefix takes the words that begin so, whatever the accents",
        arguments: [
            ("médiat*", ["a", "b"]), ("MEDIAT*", ["a", "b"]), ("médiatr*", ["b"]), ("zz*", []), ("qu* médiat*", ["a"]),
        ])
    func prefix(query: String, expected: [String]) throws {
        let sample = try SampleIndex([
            Entry("a", "Note", "La médiation du quartier."), Entry("b", "Note", "Une médiatrice."),
            Entry("c", "Note", "Une immédiateté."),
        ])
        #expect(try sample.full(query) == expected)
    }

    @Test(
        "titre: looks in titles alone",
        arguments: [
            ("titre:kermesse", ["a"]), ("kermesse", ["a", "b"]), ("titre:\"la kermesse\"", ["a"]),
            ("titre:kermesse rue", ["a"]),
        ])
    func title(query: String, expected: [String]) throws {
        let sample = try SampleIndex([Entry("a", "La kermesse", "Dans la rue."), Entry("b", "Note", "Une kermesse.")])
        #expect(try sample.full(query) == expected)
    }
}
