import Analysis
import Testing

@Suite struct ElisionTests {
    @Test(
        "an article never hides its word",
        arguments: [
            ("l'école", ["école"]), ("l’école", ["école"]), ("L'ÉCOLE", ["ÉCOLE"]), ("L’Haÿ", ["Haÿ"]),
            ("d’HLM", ["HLM"]), ("qu'il", ["il"]), ("QU’ON", ["ON"]), ("s'il n'y a", ["il", "y", "a"]),
            ("jusqu'ici", ["ici"]), ("Lorsqu’elle", ["elle"]), ("puisqu'un", ["un"]), ("quoiqu’ici", ["ici"]),
            ("c’est l’avocat d’Anne", ["est", "avocat", "Anne"]), ("main-d'œuvre", ["main", "œuvre"]),
            ("l`école", ["école"]), ("l‘école", ["école"]), ("l´école", ["école"]), ("l′école", ["école"]),
            ("l＇école", ["école"]), ("‘l’école’", ["école"]), ("« l'école »", ["école"]), ("l'2e", ["2e"]),
        ])
    func elided(text: String, words: [String]) {
        #expect(Reading(text).words == words)
    }

    @Test(
        "the modifier letters that stand for an apostrophe elide too",
        arguments: ["l\u{02BC}école", "l\u{02BB}école"])
    func modifierLetters(text: String) {
        #expect(Reading(text).words == ["école"])
    }

    @Test(
        "a word with an apostrophe of its own stays whole, and is the same without it",
        arguments: [
            ("aujourd'hui", "aujourdhui"), ("aujourd’hui", "aujourdhui"), ("AUJOURD'HUI", "aujourdhui"),
            ("prud’hommes", "prudhommes"), ("entr'aide", "entraide"), ("presqu’île", "presquîle"),
            ("quelqu'un", "quelquun"), ("grand’mère", "grandmère"), ("d'aujourd’hui", "aujourdhui"),
        ])
    func innerApostrophe(text: String, form: String) {
        #expect(Reading(text).forms == [form])
        #expect(Reading(text).terms == [term(form)])
    }

    @Test("an article without a word after its apostrophe is a word", arguments: ["l'", "l’ ", "d'…", "qu’\n"])
    func loneArticle(text: String) {
        #expect(Reading(text).words.count == 1)
    }

    @Test("what follows an elided article is joined to nothing")
    func notJoined() {
        #expect(Reading("poste-d’adulte").tokens.filter { $0.kind == .word }.map(\.isJoined) == [false, false])
    }
}
