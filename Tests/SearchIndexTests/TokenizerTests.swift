import GRDB
import Testing

@testable import SearchIndex

@Suite struct TokenizerTests {
    private let sample: SampleCorpus

    init() throws {
        sample = try SampleCorpus([
            "lot.jsonl": Sample.line("a", "Les emplois", "L’école et le rendez-vous du PRE.")
                + Sample.line("b", "Un pré", "Une médiation à l'école, un emploi pour les habitant·e·s du CLSPD.")
                + Sample.line("c", "Rien", "Du café sans sucre.")
        ])
        try sample.pass()
    }

    private func ids(_ expression: String) throws -> [String] {
        try sample.rows(
            "SELECT d.id FROM text JOIN document AS d ON d.number = text.rowid WHERE text MATCH ? ORDER BY d.id",
            [expression])
    }

    @Test(
        "FTS5 finds words as the analyzer reads them",
        arguments: [
            ("emploi", ["a", "b"]), ("emplois", ["a", "b"]), ("EMPLOI", ["a", "b"]), ("ecole", ["a", "b"]),
            ("\"l'école\"", ["a", "b"]),
            ("pre", ["a", "b"]), ("\"rendez vous\"", ["a"]), ("rendezvous", ["a"]), ("habitante", ["b"]),
            ("\"C.L.S.P.D.\"", ["b"]),
            ("emploi AND ecole", ["a", "b"]), ("emploi NOT mediation", ["a"]), ("title : emploi", ["a"]),
            ("{body} : emploi", ["b"]),
            ("cafe OR mediation", ["b", "c"]), ("\"sans sucre\"", ["c"]), ("\"sucre sans\"", []), ("medi*", ["b"]),
            ("absent", []),
            ("NEAR(mediation ecole, 3)", ["b"]),
        ])
    func match(expression: String, expected: [String]) throws {
        #expect(try ids(expression) == expected)
    }

    @Test(
        "a word after U+0001 is a term already, taken to the letter",
        arguments: [
            ("emploi", ["a", "b"]), ("emplois", []), ("PRE", ["a"]), ("pre", ["a", "b"]), ("habitant", ["b"]),
            ("Emploi", []), ("rendez \u{1}vou", ["a"]),
        ])
    func verbatim(term: String, expected: [String]) throws {
        #expect(try ids("\"\u{1}\(term)\"") == expected)
    }

    @Test(
        "offsets are those of the word, its article outside",
        arguments: [
            (
                "ecole", 3,
                [
                    "L’[école] et le rendez-vous du PRE.",
                    "Une médiation à l'[école], un emploi pour les habitant·e·s du CLSPD.",
                ]
            ),
            ("emplois", 0, ["Les [emplois]", "Un pré"]),
            ("habitants", 3, ["Une médiation à l'école, un emploi pour les [habitant·e·s] du CLSPD."]),
            ("\"rendez vous\"", 3, ["L’école et le [rendez-vous] du PRE."]), ("cafe", 3, ["Du [café] sans sucre."]),
        ])
    func highlight(expression: String, column: Int, expected: [String]) throws {
        #expect(
            try sample.rows(
                "SELECT highlight(text, ?, '[', ']') FROM text WHERE text MATCH ? ORDER BY rowid", [column, expression])
                == expected)
    }

    @Test("frequencies are counted field by field")
    func frequencies() throws {
        try sample.write(
            "lot.jsonl",
            #"{"_id": "a", "title": "Emploi, emplois", "resume": "L’emploi", "text": "Un emploi, deux emplois, trois emplois."}"#
        )
        try sample.pass()
        let found = try sample.reader().read { state in try state.occurrences(of: [["emploi"]], in: nil) }
        #expect(
            found.map { occurrence in [Field.title, .summary, .headings, .body].map { occurrence.frequencies[$0] } }
                == [[2, 1, 0, 3]])
    }

    @Test(
        "occurrences are of any of the phrases, in the field asked",
        arguments: [(nil, ["a", "b"]), (Field.title, ["a"]), (.body, ["b"])])
    func occurrences(field: Field?, expected: [String]) throws {
        let ids = try sample.reader().read { state in
            let table = try state.documentTable()
            return try state.occurrences(of: [["emploi"], ["absent", "d"]], in: field).map { table.id(of: $0.document) }
        }
        #expect(ids.sorted() == expected)
    }

    @Test(
        "a term with quotation marks is no syntax error",
        arguments: ["\"", "a\"b", "AND", "*", "^", "(", "NEAR(", "\u{1}", ""])
    func anyTerm(term: String) throws {
        #expect(try sample.reader().read { try $0.occurrences(of: [[term]], in: nil) } == [])
    }
}
