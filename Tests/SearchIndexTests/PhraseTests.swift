import Analysis
import Testing

@testable import SearchIndex

@Suite struct PhraseTests {
    private func words(_ text: String) -> PhraseWords {
        var words = PhraseWords()
        for token in Analyzer().tokens(in: text) where token.kind == .word {
            words.append(token.term.hash, token.term.isStopWord ? .link : .content)
        }
        return words
    }

    @Test("an expression's key is what docs/format.md says")
    func key() {
        #expect(words("Politiques de la ville").key(0..<4) == 0xf7a8_174b_5a35_b411)
    }

    @Test("phrases begin and end with content words, and hold no gap")
    func phrases() {
        var words = self.words("la politique de la ville")
        words.append(0, .gap)
        words.append(1, .content)
        var found: [Range<Int>] = []
        words.forEachPhrase(upTo: 4) { range, key in
            found.append(range)
            #expect(key == words.key(range))
        }
        #expect(found == [1..<2, 1..<5, 4..<5, 6..<7])
    }

    @Test("headings and names of axes are lists, not sentences")
    func lists() {
        let fields = ["un titre", "", "contexte", "la politique", "ville parents"]
        let document = DocumentAnalyzer(stemming: .light).analyze(fields)
        var words = PhraseWords()
        words.read(document.forward) { _ in (1, .content) }
        #expect(words.roles.map { $0 == .content ? "x" : "-" }.joined() == "xx----xx---")
    }

    @Test(
        "keys hold letters alone, from each word on that tells something",
        arguments: [
            ("L’école ouverte", ["lecoleouverte 1", "ecoleouverte 1", "ouverte 0"]),
            ("Le rendez-vous d’août", ["lerendezvousdaout 1", "rendezvousdaout 1", "aout 0"]),
            ("Où ?", []), ("", []), ("Œuvre", ["oeuvre 1"]), ("REP+", ["rep+ 1"]),
        ])
    func keys(text: String, expected: [String]) {
        let keys = CompletionKey.keys(of: text, analyzer: Analyzer())
        #expect(keys.map { "\($0.letters) \($0.isBeginning ? 1 : 0)" } == expected)
    }

    @Test(
        "what is typed is looked up as it is and without its articles",
        arguments: [
            ("l’éco", ["eco", "leco"]), ("l'", ["l"]), ("la mé", ["me", "lame"]), ("Médiation s", ["mediations"]),
            ("'", []), ("", []), ("de la", ["la", "dela"]),
        ])
    func typed(text: String, expected: [String]) {
        #expect(CompletionKey.typed(text, analyzer: Analyzer()) == expected)
    }
}
