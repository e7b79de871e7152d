import Corpus
import Testing

@testable import SearchIndex

@Suite struct StateTests {
    private let sample: SampleCorpus

    init() throws {
        sample = try Sample.corpus()
        try sample.pass()
    }

    @Test("a document comes back as its file says it")
    func document() throws {
        let stored = try #require(try sample.reader().read { try $0.document(id: "voisins") })
        var expected: Document?
        try CorpusReader(folder: sample.corpus).read(known: { _ in nil }, progress: { _, _ in }) { entry in
            if case .document(let document, _, _) = entry, document.id == "voisins" { expected = document }
        }
        #expect(stored == expected)
        #expect(stored.sections.map(\.heading) == ["Contexte", "Limites"])
    }

    @Test("the table holds what filters and sorting read")
    func table() throws {
        let (table, numbers) = try sample.reader().read { state in
            (try state.documentTable(), try ["voisins", "a", "absent"].map { try state.number(of: $0) })
        }
        let number = try #require(numbers[0])
        #expect(table.count == 5)
        #expect(table.id(of: number) == "voisins")
        #expect(table.value(of: number, .kind) == "experience")
        #expect(table.value(of: number, .territory) == "Ormesval")
        #expect(table.year(of: number) == 2019)
        #expect(table.updated(number) == 20_261_124)
        func texts(_ codes: some Sequence<DocumentTable.Code>, _ facet: DocumentTable.Facet) -> [String] {
            codes.map { table.values(of: facet).texts[Int($0)] }
        }
        #expect(texts(table.namedAxes(of: number), .axis) == ["proprete"])
        #expect(texts(table.codes(of: number, .axis), .axis) == ["proprete", "cadre-de-vie"])
        #expect(texts(table.codes(of: number, .public), .public) == ["jeunes", "parents"])
        #expect(table.fieldLengths(of: number) == [3, 5, 2, 7])
        #expect(numbers[2] == nil)
        let line = try #require(numbers[1])
        #expect((table.year(of: line), table.updated(line)) == (0, 0))
        #expect(table.value(of: line, .territory) == nil)
    }

    @Test("terms with a prefix come by frequency", arguments: [("mar", ["march"]), ("jar", ["jardin"]), ("zz", [])])
    func prefix(prefix: String, expected: [String]) throws {
        #expect(try sample.reader().read { try $0.terms(withPrefix: prefix, limit: 10) } == expected)
    }

    @Test("documents are counted by term, once a form; unknown terms are left out")
    func documentCounts() throws {
        let lines = [("a", "Une tulipe"), ("b", "Des tulipes, la tulipe"), ("c", "La pivoine")]
        try sample.write("lot.jsonl", lines.map { Sample.line($0, "Note", $1) }.joined(separator: "\n"))
        try sample.pass()
        let counts = try sample.reader().read { try $0.documentCounts(ofTerms: ["tulip", "pivoin", "zzz"]) }
        #expect(counts == ["tulip": 3, "pivoin": 1])
    }

    @Test("forms are found by length and by what they fold to")
    func forms() throws {
        let (folding, sevenLetters) = try sample.reader().read { state in
            (
                try state.forms(folding: "marche").map(\.form),
                try state.forms(ofLength: 7...7) { _ in 1 }.map(\.form.form)
            )
        }
        #expect(folding == ["marché"])
        #expect(sevenLetters.contains("fanfare"))
        #expect(sevenLetters.allSatisfy { $0.count == 7 })
    }

    @Test("a family is of one root, the term itself aside")
    func family() throws {
        try sample.write("lot.jsonl", Sample.line("a", "Déclarer", "Une déclaration, la montagne."))
        try sample.pass()
        let family = try sample.reader().read { try $0.family(ofTerm: "declarer", root: "declar", limit: 5) }
        #expect(family == ["declaration"])
    }
}
