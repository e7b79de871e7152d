import SearchIndex
import Testing

@testable import Search

@Suite struct QueryParserTests {
    /// A query as its clauses read: field, exclusion, pieces.
    private func written(_ query: ParsedQuery) -> String {
        let clauses = query.clauses.map { clause in
            let pieces = clause.pieces.map { piece in
                switch piece {
                case .words(let text): text
                case .phrase(let text): "\"\(text)\""
                case .prefix(let text): text + "*"
                }
            }
            return (clause.isExcluded ? "-" : "") + (clause.field.map { "\($0):" } ?? "")
                + pieces.joined(separator: " | ")
        }
        func filters(_ sign: String, _ filters: SearchRequest.Filters) -> [String] {
            [("axe", filters.axis), ("type", filters.kind), ("territoire", filters.territory), ("annee", filters.year)]
                .flatMap { name, values in
                    values.map { "\(sign){\(name) \($0)}" }
                }
        }
        return (clauses.map { "[\($0)]" } + filters("", query.filters) + filters("-", query.excludedFilters)).joined(
            separator: " ")
    }

    @Test(
        "a query has the pieces that it says",
        arguments: [
            ("", ""), ("   ", ""), ("école", "[école]"), ("décrochage  scolaire", "[décrochage scolaire]"),
            ("30 000 élèves", "[30 000 élèves]"),
            ("\"mise en relation\"", "[\"mise en relation\"]"), ("« mise en relation »", "[\" mise en relation \"]"),
            ("“à deux”", "[\"à deux\"]"),
            ("a \"b c\" d", "[a] [\"b c\"] [d]"), ("\"ouverte", "[\"ouverte\"]"), ("« ouverte", "[\" ouverte\"]"),
            ("médiat*", "[médiat*]"),
            ("m*", "[m*]"), ("*", "[*]"), ("l'éc*", "[l'éc*]"), ("médiation -scolaire", "[médiation] [-scolaire]"),
            ("−scolaire", "[-scolaire]"),
            ("-\"à éviter\"", "[-\"à éviter\"]"), ("non-recours", "[non-recours]"), ("a - b", "[a - b]"),
            ("--a", "[--a]"), ("vélo OU roller", "[vélo | roller]"),
            ("a b OU c d", "[a] [b | c] [d]"), ("a OU b OU c", "[a | b | c]"), ("\"a b\" OU c*", "[\"a b\" | c*]"),
            ("vélo OR roller", "[vélo | roller]"),
            ("OU", "[OU]"), ("OU école", "[OU école]"), ("école OU", "[école OU]"), ("OUI école", "[OUI école]"),
            ("vélo ou roller", "[vélo ou roller]"),
            ("titre:médiation", "[title:médiation]"), ("TITRE:médiation", "[title:médiation]"),
            ("titre:\"au collège\"", "[title:\"au collège\"]"),
            ("-titre:médiation", "[-title:médiation]"), ("titre: médiation", "[title:médiation]"),
            ("titre : médiation", "[title:médiation]"), ("vélo ET casque", "[vélo casque]"),
            ("ET LES AUTRES", "[ET LES AUTRES]"),
            ("axe:cohesion-sociale", "{axe cohesion-sociale}"),
            ("axe:\"cohésion sociale\" école", "[école] {axe cohésion sociale}"), ("-axe:besoins", "-{axe besoins}"),
            ("type:outil", "{type outil}"),
            ("territoire:Lille", "{territoire Lille}"), ("annee:2015", "{annee 2015}"),
            ("année:2015–2017", "{annee 2015} {annee 2016} {annee 2017}"),
            ("annee:2017-2015", "{annee 2017-2015}"), ("annee:1000-2000", "{annee 1000-2000}"),
            ("annee:hier", "{annee hier}"), ("inconnu:école", "[inconnu:école]"),
            ("http://exemple.org", "[http://exemple.org]"), ("10:30", "[10:30]"), (":", "[:]"),
            ("NEAR( ^", "[NEAR( ^]"), ("école -", "[école -]"),
        ])
    func pieces(query: String, expected: String) {
        #expect(written(QueryParser.parse(query)) == expected)
    }

    @Test("any string is a query, and keeps its words", arguments: 0..<UInt64(30))
    func anyString(seed: UInt64) {
        var random = Seeded(seed)
        let pieces = [
            "école", "titre:", "axe:", "annee:", "-", "−", "\"", "«", "»", "“", "”", "*", "OU", " ", " ", "\u{A0}",
            "2015-2018", ":", "(", ")", "🙂", "\n", "e\u{301}", "\u{0}", "\u{1}", "'", "^", "AND",
        ]
        for _ in 0..<40 {
            let query = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            let parsed = QueryParser.parse(query)
            let filters = [parsed.filters, parsed.excludedFilters].flatMap { $0.axis + $0.year }
            let texts = parsed.clauses.flatMap { $0.pieces.map(\.text) } + filters
            #expect(
                texts.joined(separator: " ").components(of: "école") == query.components(of: "école"),
                "\(query.debugDescription)")
        }
    }

    @Test("what is seen to be words only is read the same character by character", arguments: 0..<UInt64(200))
    func wordsOnly(seed: UInt64) {
        var random = Seeded(seed)
        let pieces = [
            "école", "QPV", "REP+", "l’an", "l'an", "œuvre", "ÉCOLE", "OU", "ou", "OR", "ET", "AND", "OUI", "a", "À",
            "(2014)", "50 %", "et/ou", "vie ?", "-", "!",
        ]
        let marks = ["“", "\"", "*", "titre:", " : ", "axe:", "€", "−", "-", "  "]
        var query = pieces.randomElement(using: &random) ?? ""
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            let isMarked = Int.random(in: 0..<10, using: &random) == 0
            query += (isMarked ? marks.randomElement(using: &random) : " ") ?? ""
            query += pieces.randomElement(using: &random) ?? ""
        }
        #expect(QueryParser.parse(query) == QueryParser.parseByCharacter(query), "\(query)")
    }

    @Test("any string is answered", arguments: 0..<UInt64(6))
    func anyStringAnswers(seed: UInt64) throws {
        let sample = try SampleIndex([
            Entry("a", "École", "Le médiateur à l’école de Lille."), Entry("b", "Rue", "Une rue \"calme\"."),
        ])
        var random = Seeded(seed)
        let pieces = [
            "école", "titre:", "axe:", "annee:2015-", "-", "\"", "«", "»", "*", "éco*", "OU", " ", " ", ":", "(",
            "NEAR", "^", "{", "\u{0}", "\u{1}", "'", "l’", "+", "REP+", "\\", "%", "_", ";", "--",
        ]
        for _ in 0..<40 {
            let query = (0..<Int.random(in: 0..<14, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            let response = try sample.search(query)
            #expect(response.results.count <= 2)
            #expect(response.query == query)
        }
    }

    @Test("a thousand characters are a query, one more is not")
    func longest() throws {
        let sample = try SampleIndex([Entry("a", "École")])
        #expect(try sample.ids(String(repeating: "école ", count: 166) + "éco*") == ["a"])
        #expect(throws: SearchError.queryTooLong(length: 1_001)) {
            try sample.search(String(repeating: "é", count: 1_001))
        }
    }
}

extension String {
    /// How often `word` stands in the text.
    fileprivate func components(of word: String) -> Int { ranges(of: word).count }
}
