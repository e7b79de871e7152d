import Search
import Testing

@Suite struct CompletionTests {
    /// Documents that share nothing, so that what some of them share stands out.
    private static let neutral =
        [
            "Le musée ouvre ses peintures.", "Un stade et son ballon.", "Du pain sort du four.",
            "Une rivière sous le pont.",
            "Chaque fleur pousse au verger.", "Cent livres dorment ici.", "Vingt poules picorent.",
            "Nos vélos rouillent.",
        ].enumerated().map { Entry("n\($0)", "", $1) } + noise

    /// Words of chance, without which five documents would be a whole language.
    private static let noise: [Entry] = {
        var random = Seeded(7)
        return (0..<40).map { number in
            let words = (0..<12).map { _ in
                String((0..<7).map { _ in "bcdfghjkw".randomElement(using: &random) ?? "b" })
            }
            return Entry("b\(number)", "", words.joined(separator: " "))
        }
    }()

    private func sample(
        _ texts: [String], titles: [String] = [], axes: String? = nil, thesaurus: [String] = [], first: [Entry] = []
    ) throws -> SampleIndex {
        let entries = texts.enumerated().map { Entry("d\($0)", "", $1) }
        let titled = titles.enumerated().map { Entry("t\($0)", $1) }
        return try SampleIndex(first + entries + titled + Self.neutral, axes: axes, thesaurus: thesaurus)
    }

    private func completions(_ sample: SampleIndex, _ text: String) throws -> [String] {
        try sample.searcher.complete(text, limit: 8).map { "\($0.text) (\($0.note))" }
    }

    private func texts(_ sample: SampleIndex, _ text: String) throws -> [String] {
        try sample.searcher.complete(text, limit: 8).map(\.text)
    }

    // MARK: Expressions

    @Test("what several documents say is proposed, as most of them write it, with their number")
    func expression() throws {
        let sample = try sample([
            "Une médiation, la politique de la ville.", "Pour la politique de la ville, tout va.",
            "Politique de la ville : un bilan.", "De politiques de la ville.",
        ])
        #expect(try completions(sample, "pol") == ["politique de la ville (expression, 4 fiches)"])
        #expect(try completions(sample, "VILLE").first == "politique de la ville (expression, 4 fiches)")
        #expect(try sample.full("politique de la ville").count == 4)
    }

    @Test("two documents make no usage: the word is proposed instead")
    func rare() throws {
        let sample = try sample(["Le premier accueil.", "Un premier accueil."])
        #expect(try completions(sample, "accu") == ["accueil (mot, 2 fiches)"])
    }

    @Test(
        "an expression begins and ends with a telling word", arguments: ["de la ville", "contre les", "lutte contre"])
    func ends(absent: String) throws {
        let sample = try sample((0..<4).map { "Mot\($0). La lutte contre les discriminations de la ville autre\($0)." })
        for letter in "abcdefghijklmnopqrstuvwxyz" {
            #expect(try !texts(sample, String(letter)).contains(absent))
        }
        #expect(try texts(sample, "lutte") == ["lutte contre les discriminations"])
    }

    @Test("words that meet by chance make no expression")
    func chance() throws {
        // « jardin » and « public » are everywhere, in every order.
        let words = ["jardin", "public", "banc", "arbre"]
        var random = Seeded(1)
        let texts = (0..<24).map { _ in
            (0..<12).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ") + "."
        }
        let sample = try sample(texts)
        #expect(try sample.searcher.complete("jardin p", limit: 8).allSatisfy { $0.note.hasPrefix("mot") })
        #expect(try self.texts(sample, "jard") == ["jardin"])
    }

    @Test("the longest is proposed where a shorter one is nearly always part of it")
    func longest() throws {
        let always = try sample((0..<5).map { "Mot\($0) : le conseil local de sécurité, puis autre\($0)." })
        #expect(try texts(always, "conseil") == ["conseil local de sécurité"])
        #expect(try texts(always, "local").first == "conseil local de sécurité")
        let apart = try sample(
            (0..<4).map { "Mot\($0) : le conseil citoyen du quartier." } + (0..<9).map { "Un conseil citoyen \($0)." })
        #expect(try texts(apart, "conseil") == ["conseil citoyen", "conseil citoyen du quartier"])
    }

    @Test("an expression is not made across a comma, nor of half a compound")
    func cut() throws {
        let pairs = (0..<4).map { "Mot\($0) : parents, enfants." }
        let sample = try sample(pairs + ["Un premier rendez-vous.", "Le premier rendez-vous.", "Premier rendez-vous."])
        #expect(try texts(sample, "parents") == ["parents"])
        #expect(try texts(sample, "premier") == ["premier rendez-vous"])
    }

    @Test("counts follow each pass, and what nothing says any longer is no longer proposed")
    func counts() throws {
        let many = (0..<100).map { Entry("m\($0)", "", "Mot\($0) seul.") }
        let some = (0..<4).map { Entry("d\($0)", "", "Mot\($0) de médiation sociale.") }
        let sample = try SampleIndex(some + many)
        #expect(try completions(sample, "médiation s") == ["médiation sociale (expression, 4 fiches)"])
        try sample.replace(Array(some.prefix(3)) + many)
        #expect(try completions(sample, "médiation s") == ["médiation sociale (expression, 3 fiches)"])
        try sample.replace(many + some)
        #expect(try completions(sample, "médiation s") == ["médiation sociale (expression, 4 fiches)"])
        try sample.replace(many)
        #expect(try completions(sample, "médiation s") == [])
    }

    @Test("expressions are chosen anew by a rebuild, and when many documents have changed")
    func refreshed() throws {
        let many = (0..<100).map { Entry("m\($0)", "", "Mot\($0) seul.") }
        let some = (0..<8).map { Entry("d\($0)", "", "Mot\($0) de médiation sociale.") }
        let sample = try SampleIndex(many)
        try sample.replace(many + some.prefix(4))
        let before = try completions(sample, "médiation")
        #expect(before == ["médiation (mot, 4 fiches)"])
        try sample.replace(many + some)
        #expect(try completions(sample, "médiation") == ["médiation sociale (expression, 8 fiches)"])
        try sample.replace(many + some.prefix(5))
        try sample.rebuild()
        #expect(try completions(sample, "médiation") == ["médiation sociale (expression, 5 fiches)"])
    }

    // MARK: Typing

    @Test(
        "accents, capitals, apostrophes, hyphens and articles may be typed or not",
        arguments: [
            ("l’éco", "École ouverte"), ("l'eco", "École ouverte"), ("lecole", "École ouverte"),
            ("ECO", "École ouverte"),
            ("les école", "École ouverte"), ("rendez-vous", "Le rendez-vous d’août"),
            ("rendez v", "Le rendez-vous d’août"), ("rendezvous d'a", "Le rendez-vous d’août"),
            ("le rendez", "Le rendez-vous d’août"), ("rendez vous daout", "Le rendez-vous d’août"),
            ("aujourdh", "Aujourd’hui l’œuvre"), ("aujourd'h", "Aujourd’hui l’œuvre"),
            ("oeuv", "Aujourd’hui l’œuvre"), ("ŒUV", "Aujourd’hui l’œuvre"), ("l’œ", "Aujourd’hui l’œuvre"),
            ("rep+", "Le collège REP+"), ("college rep", "Le collège REP+"),
        ])
    func typed(text: String, title: String) throws {
        let titles = ["École ouverte", "Le rendez-vous d’août", "Aujourd’hui l’œuvre", "Le collège REP+"]
        #expect(try texts(try sample([], titles: titles), text).first == title)
    }

    @Test("axes stand before thesaurus entries, expressions and titles, and those that begin so before the others")
    func ranks() throws {
        let axes = """
            schemes:
              - id: s
                label: S
            axes:
              - id: mediation
                scheme: s
                label: Médiation générale
            """
        let texts = (0..<3).map { "Mot\($0) de médiation sociale." }
        let sample = try sample(
            texts, titles: ["Une médiation ouverte", "Sortir la médiation"], axes: axes,
            thesaurus: ["médiation urbaine\tmédiation de ville\tsynonym\tboth\t1"],
            first: [Entry("a", "", "Une ville urbaine.", axes: ["mediation"])])
        #expect(
            try self.texts(sample, "média") == [
                "Médiation générale", "médiation urbaine", "médiation de ville", "médiation sociale",
                "Une médiation ouverte", "Sortir la médiation",
            ])
    }

    @Test("what only another name leads to comes last, three at most, and says which")
    func otherNames() throws {
        let names = ["Cadre", "Emploi", "Projet", "Santé"]
        let axes =
            "schemes: [{id: s, label: S}]\naxes:\n"
            + names.map { "  - {id: \($0.lowercased()), scheme: s, label: \($0), alt: [méthode \($0)]}\n" }.joined()
        let entries = names.map { Entry($0, "", $0, axes: [$0.lowercased()]) }
        let sample = try sample(["Une méthode ouverte."], titles: ["Bonne méthode"], axes: axes, first: entries)
        #expect(
            try completions(sample, "méth") == [
                "Bonne méthode (texte de référence)", "méthode (mot, 6 fiches)",
                "Cadre (axe, 1 fiche ; aussi : méthode Cadre)",
                "Emploi (axe, 1 fiche ; aussi : méthode Emploi)", "Projet (axe, 1 fiche ; aussi : méthode Projet)",
            ])
        #expect(try texts(sample, "sant") == ["Santé"])
    }

    @Test("thesaurus entries that more documents hold stand first, with their number where it is known")
    func frequentEntries() throws {
        let sample = try sample(
            (0..<4).map { "Mot\($0) de médiation sociale." } + ["Médiation et MDS.", "La mère."],
            thesaurus: [
                "mère\tmédiation de mère\tsynonym\tboth\t1", "médiation\tmédiation sociale\tsynonym\tboth\t1",
                "MDS\tmaison\tacronym\tboth\t1",
            ])
        #expect(
            try completions(sample, "m") == [
                "médiation (mot, 5 fiches)", "médiation sociale (expression, 4 fiches)", "mère (mot, 1 fiche)",
                "MDS (sigle, 1 fiche)", "médiation de mère (expression)",
            ])
    }

    @Test("a title that many documents share is proposed once, and hides no other")
    func shared() throws {
        let entries = (0..<60).map { Entry("d\($0)", $0 % 20 == 19 ? "Fanfare \($0)" : "Fanfare") }
        let sample = try SampleIndex(entries)
        #expect(try texts(sample, "fanf") == ["Fanfare", "Fanfare 19", "Fanfare 39", "Fanfare 59"])
    }

    @Test("where nothing begins so, words do, each in its most frequent form")
    func words() throws {
        let sample = try sample(
            ["Une parentalité.", "La parentalité.", "Les parentalités, le parental.", "Un apport parental, parentale."])
        #expect(
            try completions(sample, "parenta") == ["parental (mot, 2 fiches)", "parentalité (mot, 2 fiches)"])
        #expect(try texts(sample, "lapport") == ["apport"])
    }

    @Test("the last of several words is completed, the others stay as typed")
    func severalWords() throws {
        let sample = try sample(["Un médiateur à l’école."])
        #expect(try texts(sample, "mediateur ecol") == ["mediateur école"])
        #expect(try texts(sample, "Médiateur de l’ÉCOL") == ["Médiateur de l’école"])
        #expect(try texts(sample, "mediateur ") == [])
    }

    @Test("nothing is proposed that is not found")
    func found() throws {
        let titles = [
            "Le « mot » -juste", "-exclu", "titre:charte", "axe:rien du tout", "annee:2019 bilan", "Où ?", "Que le",
            "OU",
            "Un livre* ouvert", "\"Sans fin", "PRE", "LA PLACE DES FEMMES", "R.E.P.+", "日本語 texte", "n° 30 000",
            "C’est-à-dire", "Habitant·e·s du quartier", "+", "…", String(repeating: "long ", count: 300),
        ]
        let sample = try sample(["Une équipe de nuit.", "L’équipe de nuit.", "Équipe de nuit."], titles: titles)
        for title in titles + ["équipe de nuit", "fleur", "la", "d'", "30", "médiateur équipe"] {
            for length in 1...min(title.count, 30) {
                for completion in try sample.searcher.complete(String(title.prefix(length)), limit: 8) {
                    #expect(try !sample.search(completion.text).results.isEmpty, "\(completion.text)")
                }
            }
        }
    }
}
