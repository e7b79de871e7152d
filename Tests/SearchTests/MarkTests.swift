import Analysis
import Testing

@testable import Search
@testable import SearchIndex

@Suite struct MarkTests {
    private func title(_ title: String, _ query: String, thesaurus: [String] = []) throws -> String? {
        try SampleIndex([Entry("a", title), Entry("b", "Autre", "Divers.")], thesaurus: thesaurus).search(query).results
            .first { $0.id == "a" }?.markedTitle
    }

    @Test(
        "exactly the word is marked",
        arguments: [
            ("Le médiateur à l'école", "école", "Le médiateur à l'<mark>école</mark>"),
            ("À l’École d’Anne", "l'ecole", "À l’<mark>École</mark> d’Anne"),
            ("Les habitant·e·s du quartier", "habitant", "Les <mark>habitant·e·s</mark> du quartier"),
            ("Des élu(e)s", "élue", "Des <mark>élu(e)s</mark>"),
            ("Les emplois, ici", "emploi", "Les <mark>emplois</mark>, ici"),
            ("Aujourd’hui en ville", "aujourd'hui", "<mark>Aujourd’hui</mark> en ville"),
            ("Le C.L.S.P.D. de la ville", "CLSPD", "Le <mark>C.L.S.P.D.</mark> de la ville"),
            ("Le PRE et le pré", "PRE", "Le <mark>PRE</mark> et le pré"),
            ("30 000 élèves", "30000", "<mark>30 000</mark> élèves"),
            ("Les pommes de terre", "\"pomme de terre\"", "Les <mark>pommes de terre</mark>"),
            ("Terre de pommes", "pomme", "Terre de <mark>pommes</mark>"),
            ("Médiation et médiateur", "médiat*", "<mark>Médiation</mark> et <mark>médiateur</mark>"),
            ("Prendre rendez-vous", "rendez-vous", "Prendre <mark>rendez-vous</mark>"),
            ("De la vie", "la vie", "De la <mark>vie</mark>"),
            ("Le co\u{AD}llège", "collège", "Le <mark>co\u{AD}llège</mark>"),
            ("Me\u{301}diation", "médiation", "<mark>Me\u{301}diation</mark>"),
        ])
    func exact(title: String, query: String, expected: String) throws {
        #expect(try self.title(title, query) == expected)
    }

    @Test("a synonym is marked too")
    func synonym() throws {
        #expect(
            try title("Un quartier prioritaire", "QPV", thesaurus: ["QPV\tquartier prioritaire\tacronym\tboth\t1"])
                == "Un <mark>quartier prioritaire</mark>")
    }

    @Test("no markup of a text is markup of the answer")
    func escaped() throws {
        let sample = try SampleIndex([
            Entry(
                "a", "<b>École</b> & \"Cie\"", "Avant. <script>alert('école')</script> l'école & <mark>faux</mark>",
                summary: "<i>Résumé</i>")
        ])
        let hit = try #require(try sample.search("école").results.first)
        #expect(hit.markedTitle == "&lt;b&gt;<mark>École</mark>&lt;/b&gt; &amp; &quot;Cie&quot;")
        #expect(
            hit.snippet
                == "Avant. &lt;script&gt;alert('<mark>école</mark>')&lt;/script&gt; l'<mark>école</mark> &amp; &lt;mark&gt;faux&lt;/mark&gt;"
        )
        #expect(hit.title == "<b>École</b> & \"Cie\"")
    }

    @Test("a snippet is the passage that answers, from a long text")
    func passage() throws {
        let filler = String(repeating: "Un compte rendu du mardi sur divers sujets. ", count: 80)
        let sample = try SampleIndex([Entry("a", "Note", filler + "Ici joue la fanfare des voisins. " + filler)])
        let snippet = try #require(try sample.search("fanfare").results.first?.snippet)
        #expect(snippet.contains("joue la <mark>fanfare</mark> des voisins"))
        #expect(snippet.hasPrefix("… ") && snippet.hasSuffix(" …"))
        #expect(snippet.count < 500)
    }

    @Test("a long text is read as far as the first pieces that hold all the words, and to its end for the last one")
    func pieces() throws {
        let filler = String(repeating: "Un compte rendu du mardi sur divers sujets.\n", count: 400)
        let text = filler + "La fanfare seule. " + filler + "Ici la fanfare des voisins. " + filler
        let sample = try SampleIndex([Entry("a", "Note", text)])
        func snippet(_ query: String) throws -> String? { try sample.search(query).results.first?.snippet }
        #expect(try snippet("fanfare")?.contains("La <mark>fanfare</mark> seule") == true)
        #expect(
            try snippet("fanfare voisins")?.contains("Ici la <mark>fanfare</mark> des <mark>voisins</mark>") == true)
    }

    @Test("pieces of a text end where no word, number or phrase does", arguments: 3_900..<4_120)
    func pieceEnds(offset: Int) throws {
        let analyzer = Analyzer()
        let filler = String(repeating: "mot ", count: 2_000).prefix(offset)
        let text = filler + "l’an 30 000,\nla mise\nen relation d’aujourd’hui\n" + filler
        let query = AnalyzedQuery(clauses: [
            AnalyzedQuery.Clause(
                text: "mise en relation",
                alternatives: [
                    AnalyzedQuery.Alternative(
                        terms: analyzer.tokens(in: "mise en relation").map(\.term.text), weight: 1, isOriginal: true)
                ], words: [])
        ])
        let patterns = MarkPatterns(query)
        var whole = MarkedText(Array(text.utf8))
        whole.readAll(patterns, analyzer)
        var pieces = MarkedText(Array(text.utf8))
        while !pieces.isRead { pieces.readPiece(patterns, analyzer) }
        #expect(pieces.words == whole.words)
        #expect(whole.words.count { $0.clauses == 1 } == 3)
    }

    @Test("marks open and close around words that answer, and hide nothing", arguments: 0..<UInt64(12))
    func property(seed: UInt64) throws {
        var random = Seeded(seed)
        let words = [
            "l’école", "mise", "en", "relation", "les", "habitant·e·s", "REP+", "rendez-vous", "30 000", "<b>", "&",
            "PRE", "pré", "d'aide", "\"", "co-éducation",
        ]
        let queries = [
            "\"mise en relation\" relation", "école aide", "rendez-vous", "REP+ PRE", "en* OU aide",
            "habitants relation mise", "co-éducation \"l’école\"", "\"en relation\" \"mise en\"",
        ]
        let title = (0..<12).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
        let sample = try SampleIndex([Entry("a", title)])
        let plain = title.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
        for query in queries {
            guard let marked = try sample.search(query).results.first?.markedTitle else { continue }
            #expect(marked.replacing("<mark>", with: "").replacing("</mark>", with: "") == plain)
            let marks = marked.matches(of: /<\/?mark>/).map { String($0.output) }
            #expect(marks == marks.indices.map { $0 % 2 == 0 ? "<mark>" : "</mark>" }, "\(marked)")
            #expect(!marked.contains("<mark></mark>"))
        }
    }

    @Test("a passage that a body’s words tell is the one that reading the text finds", arguments: 0..<UInt64(40))
    func byWords(seed: UInt64) throws {
        var random = Seeded(seed)
        let common = [
            "un", "compte", "rendu", "l’an", "30 000", "d'Anne", "habitant·e·s", "à", "REP+,", "(2014)", "S.N.C.F.",
        ]
        let rare = ["fanfare", "Fanfares", "voisins", "mise en relation", "relation", "rendez-vous", "PRE", "2014-173"]
        // Some hardly longer than a snippet, whose ends show.
        let text = (0..<(seed < 20 ? 560 : 16 + Int(seed))).map { _ in
            (Int.random(in: 0..<30, using: &random) == 0 ? rare : common).randomElement(using: &random) ?? ""
        }.joined(separator: " ")
        let sample = try SampleIndex([Entry("a", "Note", text)])
        let analyzer = Analyzer()
        for words in [
            ["fanfare"], ["voisin", "fanfare"], ["mise en relation", "30000"], ["rendezvous"], ["PRE"], ["zut"],
        ] {
            let query = AnalyzedQuery(
                clauses: words.map { text in
                    let terms = text == "PRE" ? [text] : analyzer.tokens(in: text).map(\.term.text)
                    return AnalyzedQuery.Clause(
                        text: text, alternatives: [.init(terms: terms, weight: 1, isOriginal: true)], words: [])
                })
            try IndexReader(path: sample.path).read { state in
                let number = try #require(try state.number(of: "a"))
                let texts = try #require(try state.texts(of: number))
                let byText = Marker(query: query, analyzer: analyzer)
                let terms = TermDictionary(state: state, cache: WordCache())
                let byWords = try Marker(query: query, analyzer: analyzer, terms: terms)
                let body = try byWords.bodyWords.map { try state.forwards().body(of: number, among: $0) }
                func snippet(_ marker: Marker, _ body: BodyWords?) throws -> String {
                    try marker.snippet(of: texts, body, answering: .max) { try state.header(of: number) }
                }
                #expect(try snippet(byWords, body) == snippet(byText, nil), "\(words)")
            }
        }
    }

    @Test("damaged places of words give a snippet all the same", arguments: 0..<UInt64(60))
    func damagedPlaces(seed: UInt64) throws {
        var random = Seeded(seed)
        let words = ["un", "compte", "rendu", "fanfare", "d'Anne", "REP+,"]
        let text = (0..<200).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
        let sample = try SampleIndex([Entry("a", "Note", text)])
        let clause = AnalyzedQuery.Clause(
            text: "fanfare", alternatives: [.init(terms: ["fanfar"], weight: 1, isOriginal: true)], words: [])
        try IndexReader(path: sample.path).read { state in
            let number = try #require(try state.number(of: "a"))
            let texts = try #require(try state.texts(of: number))
            let marker = try Marker(
                query: AnalyzedQuery(clauses: [clause]), analyzer: Analyzer(),
                terms: TermDictionary(state: state, cache: WordCache()))
            let wanted = try #require(marker.bodyWords)
            let places = (0..<26).map { _ in UInt8.random(in: 0...[2, 127, 255][Int(seed % 3)], using: &random) }
            let body = BodyWords(try state.forward(of: number).blob.span, among: wanted, places: places.span)
            #expect(marker.snippet(of: texts, body, answering: 1) { "" }.contains("<mark>"))
        }
    }

    @Test("a document without a title shows its first words")
    func untitled() throws {
        let sample = try SampleIndex([
            Entry("a", "", "Une fanfare joue dans la rue, et puis la fête continue sur la place du marché.")
        ])
        #expect(
            try sample.search("fanfare").results.first?.title
                == "Une fanfare joue dans la rue, et puis la fête continue sur …")
    }
}
