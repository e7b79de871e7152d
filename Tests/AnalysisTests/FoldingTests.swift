import Analysis
import Testing

@Suite struct FoldingTests {
    @Test(
        "spellings of one word share a term",
        arguments: [
            ("cœur", "coeur"), ("CŒUR", "cœur"), ("vitæ", "vitae"), ("ÆGYPTE", "aegypte"), ("décrochage", "DÉCROCHAGE"),
            ("décrochage", "DECROCHAGE"), ("décrochage", "de\u{301}crochage"), ("Haÿ", "hay"), ("ﬁnance", "finance"),
            ("aﬀaire", "affaire"), ("straße", "strasse"), ("Łódź", "lodz"), ("Đà", "da"), ("smørrebrød", "smorrebrod"),
            ("İstanbul", "istanbul"), ("ｍａｉｒｉｅ", "mairie"), ("ambiguïté", "ambigüité"), ("événement", "évènement"),
            ("garc\u{327}on", "garcon"), ("garçon", "garcon"), ("co\u{AD}opération", "coopération"), ("maïs", "mais"),
            ("𝐯𝐢𝐥𝐥𝐞", "ville"),
        ])
    func folded(a: String, b: String) {
        #expect(term(a) == term(b))
    }

    @Test(
        "the form keeps its accents and loses its capitals",
        arguments: [
            ("Marché", "marché"), ("MARCHE", "marche"), ("Cœur", "cœur"), ("E\u{301}COLE", "école"), ("ﬁn", "fin"),
            ("Noël", "noël"), ("ÎLE", "île"),
        ])
    func form(word: String, form: String) {
        #expect(Analyzer().term(for: word).form == form)
    }

    /// ICU folds words with a soft hyphen, which it takes away.
    @Test("every letter of Latin-1 is folded as ICU folds it", arguments: 0x41...0xFF as ClosedRange<UInt32>)
    func latin1(scalar: UInt32) throws {
        let letter = String(try #require(Unicode.Scalar(scalar)))
        let analyzer = Analyzer()
        for word in [letter, "a\(letter)", "\(letter)b", "é\(letter)É"] {
            #expect(analyzer.fold(word) == analyzer.fold(word + "\u{AD}"))
            #expect(analyzer.term(for: word).form == analyzer.term(for: word + "\u{AD}").form)
        }
    }

    @Test("forms part what the term joins", arguments: [("marché", "marche"), ("pêche", "péché"), ("tâche", "tache")])
    func formsDiffer(a: String, b: String) {
        let analyzer = Analyzer()
        let (first, second) = (analyzer.term(for: a), analyzer.term(for: b))
        #expect(first.hash == second.hash)
        #expect(first.formKey != second.formKey)
    }

    @Test(
        "a soft hyphen or a zero-width joiner stays inside its word",
        arguments: ["\u{AD}", "\u{200C}", "\u{200D}", "\u{2060}"])
    func ignorable(mark: String) {
        let reading = Reading("un dé\(mark)crochage précoce")
        #expect(reading.forms == ["un", "décrochage", "précoce"])
        #expect(reading.words[1] == "dé\(mark)crochage")
    }
}
