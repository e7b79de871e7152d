import Analysis
import Testing

@Suite struct WordTests {
    // MARK: Inclusive writing

    @Test(
        "inclusive endings belong to their word",
        arguments: [
            ("habitant·e·s", "habitant"), ("habitant•e•s", "habitant"), ("habitant‧e‧s", "habitant"),
            ("habitant⋅e⋅s", "habitant"), ("habitant-e-s", "habitant"), ("habitant(e)s", "habitant"),
            ("habitant(es)", "habitant"), ("citoyen.ne.s", "citoyen"), ("citoyen·nes", "citoyen"), ("élu(e)s", "élu"),
            ("médiateur/trice", "médiateur"), ("acteur·rice·s", "acteur"), ("animateur-rice-s", "animateur"),
            ("usager·ère·s", "usager"), ("danseur·euse", "danseur"), ("tous·tes", "tous"), ("ACTEUR·RICE·S", "acteur"),
            ("sportif·ve·s", "sportif"), ("professionnel·le·s", "professionnel"), ("chômeur·euses", "chômeur"),
            ("jeune(s)", "jeune"), ("lieu(x)", "lieu"), ("étudiant·e·s", "étudiant"),
        ])
    func inclusive(text: String, form: String) {
        let reading = Reading("les \(text), ici")
        #expect(reading.forms == ["les", form, "ici"])
        #expect(reading.words == ["les", text, "ici"])
    }

    @Test(
        "a mark of inclusive writing elsewhere parts words",
        arguments: [
            ("donne-les", ["donne", "les"]), ("vient-elle", ["vient", "elle"]),
            ("et/ou", ["et", "ou"]), ("jour (et nuit)", ["jour", "et", "nuit"]), ("a·b", ["a", "b"]),
            ("pas (encore)", ["pas", "encore"]), ("eau·potable", ["eau", "potable"]),
        ])
    func notInclusive(text: String, words: [String]) {
        #expect(Reading(text).words == words)
    }

    @Test(
        "a capital after a full stop begins a sentence, not an ending",
        arguments: ["fin.Le", "ville.Elles", "école.Les"])
    func missingSpace(text: String) {
        #expect(Reading(text).words == text.split(separator: ".").map(String.init))
    }

    // MARK: Acronyms

    @Test(
        "a dotted acronym is the plain one",
        arguments: [
            ("C.L.S.P.D.", "clspd", ["CLSPD"]), ("P.R.E.", "pre", ["PRE"]), ("S.N.C.F.", "sncf", ["SNCF"]),
            ("CLSPD", "clspd", ["CLSPD"]), ("p.m.e.", "pme", []), ("QPV", "qpv", ["QPV"]), ("pré", "pré", []),
        ])
    func dotted(text: String, form: String, acronyms: [String]) {
        let reading = Reading("au \(text) de")
        #expect(reading.forms == ["au", form, "de"])
        #expect(reading.words[1] == text)
        #expect(reading.terms(.acronym) == acronyms)
    }

    @Test("a dotted acronym does without its last stop", arguments: ["C.L.S.P.D", "S.N.C.F", "P.R.E"])
    func withoutLastStop(text: String) {
        #expect(Reading("le \(text) ici").forms == ["le", text.lowercased().replacing(".", with: ""), "ici"])
    }

    @Test(
        "numerals, references, hours and sums have one reading however they are written",
        arguments: [
            ("XXIe siècle", "XXIᵉ siècle"), ("XXIe", "XXIème"), ("le XIXe", "le xixe"), ("Ve", "Vème"), ("Ier", "I"),
            ("L. 441-3", "L441-3"), ("R. 441-3", "R.441-3"), ("L 441-3", "L441-3"), ("14h30", "14 h 30"),
            ("14h30", "14:30"), ("80 m²", "80 m2"), ("CO₂", "CO2"), ("500 €", "500 euros"), ("500€", "500 euros"),
            ("03 53 01 42 42", "0353014242"), ("03.53.01.42.42", "03-53-01-42-42"),
        ])
    func oneReading(a: String, b: String) {
        #expect(terms(a) == terms(b))
    }

    @Test(
        "words and numbers that only look so are left alone",
        arguments: [
            ("vie", "vi"), ("Vers", "v"), ("Ver", "v"), ("Ire", "i"), ("Ind", "i"), ("Ce", "c"), ("mixe", "mi"),
            ("L. 441", "R. 441"), ("14 habitants 30", "14h30"),
            ("01 02 03", "010203"), ("500 €", "500 m"),
        ])
    func otherReading(a: String, b: String) {
        #expect(terms(a) != terms(b))
    }

    private func terms(_ text: String) -> [String] {
        Analyzer().tokens(in: text).filter { $0.kind == .word }.map(\.term.text)
    }

    @Test("a letter before a number is part of the reference", arguments: ["L. 441-3", "R 441-3", "B12", "l.441-3"])
    func lettered(text: String) {
        let tokens = Analyzer().tokens(in: "article \(text)").filter { $0.kind == .word }
        #expect(tokens.map(\.isJoined) == [false, false] + Array(repeating: true, count: tokens.count - 2))
    }

    @Test(
        "REP+ is neither REP nor a sum",
        arguments: [
            ("REP+", ["rep+"]), ("R.E.P.+", ["rep+"]), ("REP", []), ("R.E.P.", []), ("rep+", ["rep+"]), ("REP+2", []),
            ("A + B", []),
        ])
    func plus(text: String, terms: [String]) {
        #expect(Reading("réseau \(text)").terms(.plus) == terms)
    }

    @Test(
        "capitals of a heading are no acronyms",
        arguments: [
            ("PRÉVENTION DE LA DÉLINQUANCE", []), ("LE MÉDIATEUR", []), ("VIE DES QUARTIERS", []),
            ("ACCÈS AUX SOINS", []),
            ("LA PLACE DES FEMMES", []),
            ("Le PRE de Lille", ["PRE"]), ("la CAF et la MSA", ["CAF", "MSA"]), ("l’ARS", ["ARS"]), ("REP+", ["REP"]),
            ("Lille", []), ("OPHLMD", []), ("A", []),
        ])
    func headings(text: String, acronyms: [String]) {
        #expect(Reading(text).terms(.acronym) == acronyms)
    }

    // MARK: Compounds

    @Test(
        "a hyphenated pair is two joined words, and one",
        arguments: [
            ("rendez-vous", "rendezvous"), ("Rendez-vous", "rendezvous"),
            ("cyber\u{2011}harcèlement", "cyberharcelement"),
            ("socio\u{2010}éducatif", "socioeducatif"), ("adultes-relais", "adultesrelais"),
        ])
    func compound(text: String, compound: String) {
        let reading = Reading("un \(text) ici")
        let words = reading.tokens.filter { $0.kind == .word }
        #expect(words.map(\.isJoined) == [false, false, true, false])
        #expect(reading.terms(.compound) == [term(compound)])
        #expect(reading.slices(.compound) == [text])
        let position = reading.tokens.first { $0.kind == .compound }?.position
        #expect(position == words[1].position)
    }

    @Test(
        "chains, dashes and single letters make no compound",
        arguments: [
            "Pas-de-Calais", "Saint-Pol-sur-Mer", "Lille – Roubaix", "Lille–Roubaix", "Lille—Roubaix", "X-Y", "vis -à",
            "l’après-l'école",
        ])
    func noCompound(text: String) {
        #expect(Reading(text).terms(.compound) == [])
    }

    @Test("the words of a chain are joined")
    func chain() {
        let joined = Reading("le Pas-de-Calais et l'Aisne").tokens.filter { $0.kind == .word }.map(\.isJoined)
        #expect(joined == [false, false, true, true, false, false])
    }

    // MARK: Numbers

    @Test(
        "thousands are one number whatever parts them",
        arguments: [" ", "\u{A0}", "\u{202F}", "\u{2009}", "\u{2007}", "\u{2008}", "\u{200A}", "."])
    func thousands(space: String) {
        #expect(Reading("les 30\(space)000 élèves").forms == ["les", "30000", "élèves"])
        #expect(Reading("les 1\(space)234\(space)567 euros").words == ["les", "1\(space)234\(space)567", "euros"])
    }

    @Test(
        "numbers, ordinals and references",
        arguments: [
            ("30000", ["30000"]), ("2014 173", ["2014", "173"]), ("12 3456", ["12", "3456"]), ("1  000", ["1", "000"]),
            ("X60 600", ["x", "60", "600"]), ("X60-600", ["x", "60", "600"]), ("X 60-600", ["x", "60", "600"]),
            ("2014-173", ["2014", "173"]), ("2015–2020", ["2015", "2020"]), ("2015/2020", ["2015", "2020"]),
            ("n° 12", ["12"]), ("n°12", ["12"]), ("N° 12", ["12"]), ("nº 12", ["12"]), ("1er", ["1"]), ("1ère", ["1"]),
            ("2e", ["2"]), ("3ème", ["3"]), ("21es", ["21"]), ("2nde", ["2"]), ("3,5", ["3", "5"]),
            ("10h30", ["10", "30"]), ("10h", ["10", "h"]), ("10:3", ["10", "3"]),
            ("5G", ["5", "g"]), ("A320", ["a", "320"]), ("30 000e", ["30000"]), ("20m2", ["20", "m", "2"]),
        ])
    func numbers(text: String, forms: [String]) {
        #expect(Reading(text).forms == forms)
    }

    @Test(
        "what touches, or has only a hyphen between, is joined",
        arguments: [
            ("X60", [false, true]), ("X60-600", [false, true, true]), ("X60 600", [false, true, false]),
            ("2014-173", [false, true]), ("2015–2020", [false, false]), ("2015/2020", [false, false]),
            ("3,5", [false, true]),
        ])
    func joined(text: String, joined: [Bool]) {
        #expect(Reading(text).tokens.filter { $0.kind == .word }.map(\.isJoined) == joined)
    }

    @Test("Saint and Sainte are the same abbreviated", arguments: ["St", "ST", "Ste", "sainte", "SAINT"])
    func saint(word: String) {
        #expect(term(word) == term("Saint"))
    }

    @Test(
        "stop words are told from words that carry meaning",
        arguments: [
            ("le", true), ("dans", true), ("qu", true), ("pas", false), ("sans", false), ("vers", false),
            ("non", false), ("hors", false),
            ("école", false),
        ])
    func stopWords(word: String, isStopWord: Bool) {
        #expect(Analyzer().term(for: word).isStopWord == isStopWord)
    }

    @Test(
        "a known prefix comes apart from its word",
        arguments: [
            ("cyberharcèlement", "cyber harcèlement"), ("socioéducatif", "socio éducatif"), ("cyber", nil),
            ("école", nil),
        ])
    func prefix(form: String, parts: String?) {
        #expect(Analyzer().prefixParts(of: form).map { "\($0.prefix) \($0.rest)" } == parts)
    }

    @Test(
        "capitals are told",
        arguments: [
            ("école", Token.Casing.lower), ("École", .capitalized), ("ÉCOLE", .upper), ("œuf", .lower),
            ("Œuf", .capitalized),
        ])
    func casing(word: String, casing: Token.Casing) {
        #expect(Reading(word).tokens.first?.casing == casing)
    }
}
