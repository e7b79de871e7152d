import Analysis
import Testing

@testable import Search

@Suite struct SpellingTests {
    private static let neutral = (0..<6).map { Entry("n\($0)", "Note", "Compte rendu du mardi.") }

    private func suggestion(_ query: String, _ texts: String..., thesaurus: [String] = []) throws -> SearchResponse
        .Suggestion?
    {
        let entries = texts.enumerated().map { Entry("d\($0)", "Note", $1) }
        return try SampleIndex(entries + Self.neutral, thesaurus: thesaurus).search(query).suggestion
    }

    @Test(
        "a word that stands nowhere gets the nearest one",
        arguments: [
            ("décrochge", "Le décrochage.", "décrochage"), ("acceuil", "Un accueil.", "accueil"),
            ("biblioteque", "La bibliothèque.", "bibliothèque"),
            ("apartement", "Un appartement.", "appartement"), ("lecole", "À l’école.", "l’école"),
            ("salledebain", "Une salle de bain.", "salle de bain"), ("farmacie", "Une pharmacie.", "pharmacie"),
            ("ortografe", "L’orthographe.", "orthographe"),
            ("les medcins", "Des médecins.", "les médecins"),
        ])
    func nearest(query: String, text: String, expected: String) throws {
        #expect(try suggestion(query, text) == .init(query: expected, applied: true))
    }

    @Test(
        "a correction never leads to another notion",
        arguments: [
            ("inclusion", "L’exclusion."), ("exclusion", "L’inclusion."), ("insertion", "La désertion."),
            ("relogement", "Un logement."), ("rue", "Une roue."), ("pré", "Un prêt."),
        ])
    func otherNotion(query: String, text: String) throws {
        #expect(try suggestion(query, text) == nil)
    }

    private static let absence: Comment = "no dictionary: scripts/setup installs hunspell-fr where it can"

    @Test(
        "a word of French is not misspelt, even where the index lacks it",
        .enabled(if: !Lexicon.french.isEmpty, absence),
        arguments: [
            ("rats", "Des projets ratés."), ("trainent", "Ils traitent."), ("roulement", "Le règlement."),
            ("Roulement", "Le règlement."), ("ROULEMENT", "Le règlement."),
            ("réclamés", "Il réclamait."), ("depistage", "Le dépitage."), ("conducteur agressé", "Une adresse."),
            ("disquette", "Des disques."), ("ferment", "En fermant."), ("dépistage du sein", "Un soin."),
            ("dépistage cancer", "Lancer un projet."),
        ])
    func right(query: String, text: String) throws {
        #expect(try suggestion(query, text) == nil)
    }

    @Test("what sounds like a word of French is proposed, not put in its place")
    func homophone() throws {
        let applied = Lexicon.french.isEmpty
        #expect(try suggestion("chaumage", "Le chômage.") == .init(query: "chômage", applied: applied))
        #expect(try suggestion("CHAUMAGE", "Le chômage.") == .init(query: "CHÔMAGE", applied: applied))
    }

    @Test("what the thesaurus holds apart is never corrected")
    func distinct() throws {
        let row = "illettrisme\tillectronisme\trelated\tone\t0.5"
        let other = "effraction\tinfraction\trelated\tone\t0.5"
        #expect(try suggestion("effraction", "Une infraction.", thesaurus: [row, other]) == nil)
    }

    @Test("a correction is applied only where nothing answers")
    func applied() throws {
        let sample = try SampleIndex(
            [Entry("a", "Note", "Le décrochage."), Entry("b", "Note", "Un livret scolaire.")] + Self.neutral)
        let partial = try sample.search("décrochge scolaire")
        #expect(partial.suggestion == .init(query: "décrochage scolaire", applied: false))
        #expect(partial.results.map(\.id) == ["b"])
        let nothing = try sample.search("décrochge")
        #expect(nothing.suggestion == .init(query: "décrochage", applied: true))
        #expect(nothing.results.map(\.id) == ["a"])
    }

    @Test("an acronym is proposed, never put in the place of what was typed")
    func acronym() throws {
        let sample = try SampleIndex([Entry("a", "Note", "Un PIMMS de quartier.")] + Self.neutral)
        let response = try sample.search("PIMS")
        #expect(response.suggestion == .init(query: "PIMMS", applied: false))
        #expect(response.results.isEmpty)
    }

    @Test("words that answer are left alone", arguments: ["décrochage", "decrochage", "DÉCROCHAGES"])
    func known(query: String) throws {
        #expect(try suggestion(query, "Le décrochage.", "Le décrochages.") == nil)
    }

    @Test("a word that its synonym answers is left alone")
    func synonym() throws {
        #expect(
            try suggestion(
                "nounou", "Une assistante maternelle.", "Un nounours.",
                thesaurus: ["nounou\tassistante maternelle\tsynonym\tone\t0.9"]) == nil)
    }

    @Test("a filter that lets nothing through is no misspelling")
    func filtered() throws {
        let sample = try SampleIndex([Entry("a", "Note", "Le décrochage.")])
        var request = SearchRequest("décrochage")
        request.filters.year = ["1999"]
        #expect(try sample.search(request).suggestion == nil)
    }
}
