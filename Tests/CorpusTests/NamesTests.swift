import Testing

@testable import Corpus

@Suite("Names")
struct NamesTests {
    @Test(
        "folding leaves letters and digits in lower case, without accents",
        arguments: [
            ("L’École", "l ecole"), ("  Cœur/ŒUVRE ", "coeur oeuvre"), ("ex æquo", "ex aequo"), ("n° 2", "n 2"),
            ("e\u{301}te\u{301}", "ete"), ("!?", ""), ("Straße", "straße"),
        ])
    func folding(text: String, folded: String) {
        #expect(Folding.folded(text) == folded)
    }

    @Test(
        "a slug is words of a–z and 0–9 separated by single hyphens",
        arguments: [
            ("a", true), ("a-1", true), ("2015", true), (String(repeating: "a", count: 60), true),
            ("", false), ("-a", false), ("a-", false), ("a--b", false), ("A", false), ("é", false), ("a b", false),
            ("a_b", false), ("a.b", false), (String(repeating: "a", count: 61), false),
        ])
    func slugs(text: String, isValid: Bool) {
        #expect(Slug.isValid(text, limit: 60) == isValid)
    }

    @Test(
        "a title makes a slug, cut between two words",
        arguments: [
            ("Un médiateur à l’école : bilan n° 2", "un-mediateur-a-l-ecole-bilan-n-2"),
            ("Cœur de ville", "coeur-de-ville"), ("!", ""), ("Москва", ""),
            (String(repeating: "abcd ", count: 20), String(repeating: "abcd-", count: 11) + "abcd"),
            (String(repeating: "a", count: 80), String(repeating: "a", count: 60)),
        ])
    func madeSlugs(title: String, slug: String) {
        #expect(DocumentTemplate.slug(for: title) == slug)
        #expect(slug.isEmpty || Slug.isValid(slug, limit: 60))
    }

    @Test("labels and known keys are what editors read in the guide")
    func labels() {
        #expect(
            Document.Kind.allCases.map(\.label) == [
                "Retour d’expérience", "Outil", "Synthèse", "Enquête", "Texte de référence", "Glossaire",
            ])
        #expect(Document.Nature.allCases.map(\.label) == ["Illustrative", "Attestée"])
    }
}
