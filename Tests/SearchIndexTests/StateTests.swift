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
        let table = try sample.reader().read { try $0.documentTable() }
        let number = try #require(table.number(of: "voisins"))
        #expect(table.count == 5)
        #expect(table.kinds.values[Int(table.kind[number])] == "experience")
        #expect(table.territories.values[Int(table.territory[number])] == "Ormesval")
        #expect(table.year[number] == 2019)
        #expect(table.updated[number] == 20_261_124)
        #expect(table.axes[number].map { table.axisIDs.values[Int($0)] } == ["proprete"])
        #expect(table.axesWithAncestors[number].map { table.axisIDs.values[Int($0)] } == ["proprete", "cadre-de-vie"])
        #expect(table.publics[number].map { table.publicValues.values[Int($0)] } == ["jeunes", "parents"])
        #expect(Array(table.lengths[(number * 4)..<(number * 4 + 4)]) == [3, 5, 2, 7])
        #expect(table.number(of: "absent") == nil)
        let line = try #require(table.number(of: "a"))
        #expect((table.year[line], table.territory[line], table.updated[line]) == (0, -1, 0))
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
            (try state.forms(folding: "marche").map(\.form), try state.forms(ofLength: 7...7).map(\.form))
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
