import Analysis
import Testing

@Suite struct PhoneticKeyTests {
    @Test(
        "words that sound alike have one key",
        arguments: [
            ("farmacie", "pharmacie"), ("ortografe", "orthographe"), ("kestion", "question"),
            ("apartement", "appartement"),
            ("bibliotek", "bibliotheque"), ("chomage", "chaumage"), ("medessin", "medecin"), ("anfant", "enfant"),
            ("lojement", "logement"),
        ])
    func alike(a: String, b: String) {
        #expect(PhoneticKey(Array(a.utf8)) == PhoneticKey(Array(b.utf8)))
    }

    @Test(
        "words that sound otherwise have others",
        arguments: [
            ("inclusion", "exclusion"), ("guerir", "gerir"), ("scolaire", "solaire"),
        ])
    func apart(a: String, b: String) {
        #expect(PhoneticKey(Array(a.utf8)) != PhoneticKey(Array(b.utf8)))
    }

    @Test("any bytes have a key", arguments: ["", "h", "c", "gu", "an", "œ", "日本", "123"])
    func anything(word: String) {
        _ = PhoneticKey(Array(word.utf8)).isTelling
    }
}
