import Testing

@testable import Analysis

@Suite struct LexiconTests {
    private static let absence: Comment = "no dictionary: scripts/setup installs hunspell-fr where it can"

    @Test(
        "a word of French is known, inflected or not, and so is a name",
        .enabled(if: !Lexicon.french.isEmpty, absence),
        arguments: ["rats", "traînent", "roulement", "dépistage", "réclamés", "cœur", "marseille"])
    func known(word: String) {
        #expect(Lexicon.french.contains(word))
    }

    @Test(
        "a word may lack all its accents",
        .enabled(if: !Lexicon.french.isEmpty, absence),
        arguments: ["depistage", "trainent", "evenement", "hebergement", "coeur", "ecole", "la", "nevrose", "aout"])
    func unaccented(word: String) {
        #expect(Lexicon.french.contains(word))
    }

    @Test(
        "a misspelt word is unknown",
        .enabled(if: !Lexicon.french.isEmpty, absence),
        arguments: [
            "decrochge", "acceuil", "collége", "conseilcitoyen", "lecole", "", "’",
            String(repeating: "e", count: 10_000),
        ])
    func unknown(word: String) {
        #expect(!Lexicon.french.contains(word))
    }

    @Test("without a dictionary no word is known")
    func absent() {
        let lexicon = Lexicon(path: "/nowhere/fr")
        #expect(lexicon.isEmpty)
        #expect(!lexicon.contains("école"))
    }
}
