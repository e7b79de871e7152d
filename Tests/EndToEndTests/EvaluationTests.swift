import Foundation
import Testing

/// `evaluate`: figures against a hand calculation, and the forms that other programs read.
@Suite("Evaluation", .timeLimit(.minutes(15)))
struct EvaluationTests {
    /// Each query finds what its words say and nothing else, so the lists are known without running anything.
    static func collection() throws -> Folder {
        var lines = [
            #"{"_id": "a", "title": "Hamac", "text": "Une sieste."}"#,
            #"{"_id": "b", "title": "Bail", "text": "Le bail, encore le bail."}"#,
            #"{"_id": "c", "title": "Divers", "text": "Parmi bien d’autres sujets de la vie ordinaire, un mot du bail."}"#,
        ]
        lines += (10...21).map { #"{"_id": "n\#($0)", "title": "Potager", "text": "Des tomates."}"# }
        let queries = ["q1": "hamac", "q2": "bail", "q3": "xylophone", "q4": "hamac", "q5": "sieste", "q6": "potager"]
        let qrels =
            [
                "q1\ta\t1", "q1\tb\t2", "q2\tc\t3", "q3\ta\t1", "q4\ta\t0",
            ] + (10...21).map { "q6\tn\($0)\t1" }
        return try Folder([
            "corpus/corpus.jsonl": lines.joined(separator: "\n"),
            "corpus/queries.jsonl": queries.sorted { $0.key < $1.key }
                .map { #"{"_id": "\#($0)", "text": "\#($1)", "metadata": {}}"# }.joined(separator: "\n"),
            "corpus/qrels/test.tsv": (["query-id\tcorpus-id\tscore"] + qrels).joined(separator: "\n") + "\n",
        ])
    }

    private static let arguments = ["evaluate", "--queries", "corpus/queries.jsonl"]
    private static let judged = arguments + ["--qrels", "corpus/qrels/test.tsv"]

    @Test("the metrics are those that a hand calculation gives")
    func metrics() async throws {
        let folder = try Self.collection()
        #expect(try await Command.run("index", in: folder).status == 0)
        let outcome = try await Command.run(Self.judged, in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        // q1: [a], ideal b a:    nDCG 1 / (2 + 1/log₂3) = 0.380094, RR 1,   recall 1/2
        // q2: [b, c], ideal c:   nDCG (3/log₂3) / 3     = 0.630930, RR 1/2, recall 1
        // q3: nothing:           0
        // q6: twelve of twelve:  nDCG 1, RR 1, recall 10/12 among ten, 1 among a hundred
        // q4 has no relevant document and q5 no judgment: neither counts.
        #expect(
            outcome.output == """
                6 requêtes, 1 sans réponse
                requêtes jugées 4
                nDCG@10 0.5028
                MRR@10 0.6250
                recall@10 0.5833
                recall@100 0.6250

                """)
    }

    @Test("a run has TREC's six columns, ranks from 1 and strictly falling scores; ties fall by id")
    func run() async throws {
        let folder = try Self.collection()
        #expect(try await Command.run("index", in: folder).status == 0)
        let outcome = try await Command.run(Self.arguments + ["--run", "out.trec", "--depth", "5"], in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(!outcome.output.contains("nDCG"))
        let rows = try folder.text(of: "out.trec").split(separator: "\n").map {
            $0.split(separator: " ").map(String.init)
        }
        #expect(rows.allSatisfy { $0.count == 6 && $0[1] == "Q0" })
        let lists = Dictionary(grouping: rows) { $0[0] }
        #expect(
            lists.mapValues { $0.map { $0[2] } } == [
                "q1": ["a"], "q2": ["b", "c"], "q4": ["a"], "q5": ["a"], "q6": ["n10", "n11", "n12", "n13", "n14"],
            ])
        for list in lists.values {
            #expect(list.map { $0[3] } == (1...list.count).map(String.init))
            let scores = try list.map { try #require(Double($0[4])) }
            #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 > $1 })
        }
    }

    @Test("queries whose ids name topics are averaged over these too")
    func topics() async throws {
        let folder = try Self.collection()
        let queries = ["t1-1": "hamac", "t1-2": "xylophone", "t1-3": "tuba", "t2-1": "hamac"]
        try folder.write(
            queries.map { #"{"_id": "\#($0)", "text": "\#($1)"}"# }.joined(separator: "\n"), to: "corpus/queries.jsonl")
        try folder.write(queries.keys.map { "\($0)\ta\t1" }.joined(separator: "\n"), to: "corpus/qrels/test.tsv")
        #expect(try await Command.run("index", in: folder).status == 0)
        let outcome = try await Command.run(Self.judged, in: folder)
        #expect(outcome.output.contains("\nnDCG@10 0.5000\n"), "\(outcome.output)")
        // One third of t1, all of t2.
        #expect(
            outcome.output.hasSuffix(
                "\npar sujet (2) : nDCG@10 0.6667, MRR@10 0.6667, recall@10 0.6667, recall@100 0.6667\n"),
            "\(outcome.output)")
    }

    @Test("what is left out of the index or of the search is missed by the queries that need it")
    func without() async throws {
        let folder = try Folder([
            "corpus/corpus.jsonl": #"{"_id": "a", "text": "Une animatrice pour tous."}"#,
            // No spelling correction leads from one to the other.
            "corpus/queries.jsonl": #"{"_id": "q1", "text": "animateurs"}"# + "\n" + #"{"_id": "q2", "text": "pour"}"#,
        ])
        func unanswered(_ index: [String], _ evaluate: [String]) async throws -> String {
            #expect(try await Command.run(["index"] + index, in: folder).status == 0)
            let outcome = try await Command.run(Self.arguments + evaluate, in: folder)
            #expect(outcome.status == 0, "\(outcome.errors)")
            return outcome.output
        }
        let stemless = ["--without", "stemmer"]
        #expect(try await unanswered([], []) == "2 requêtes, 1 sans réponse\n")
        #expect(try await unanswered([], ["--without", "stop-words"]) == "2 requêtes, 0 sans réponse\n")
        #expect(try await unanswered(stemless, ["--without", "family"]) == "2 requêtes, 2 sans réponse\n")
        #expect(
            try await unanswered(stemless, ["--without", "family", "--without", "stop-words"])
                == "2 requêtes, 1 sans réponse\n")
        // A plain pass rebuilds it.
        #expect(try await unanswered([], []) == "2 requêtes, 1 sans réponse\n")
    }

    @Test("the parameters are listed as --set takes them, without queries or an index")
    func parameters() async throws {
        let folder = try Folder()
        let outcome = try await Command.run("evaluate", "--parameters", in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = outcome.output.split(separator: "\n").map(String.init)
        #expect(lines.contains { $0.wholeMatch(of: /k1=\d+(\.\d+)?/) != nil })
        #expect(lines == lines.sorted())
        let settings = lines.flatMap { ["--set", $0] } + ["--set", "k1=1.25"]
        let changed = try await Command.run(["evaluate", "--parameters"] + settings, in: folder)
        #expect(
            changed.output.split(separator: "\n").map(String.init) == lines.map { $0.hasPrefix("k1=") ? "k1=1.25" : $0 }
        )
    }

    @Test("timings are five numbers a query")
    func timings() async throws {
        let folder = try Self.collection()
        #expect(try await Command.run("index", in: folder).status == 0)
        let outcome = try await Command.run(Self.arguments + ["--timings", "times.json"], in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let times = try JSON(Data(try folder.text(of: "times.json").utf8)).members
        #expect(Set(times.keys) == ["q1", "q2", "q3", "q4", "q5", "q6"])
        for list in times.values {
            #expect(list.list.count == 5)
            #expect(list.list.allSatisfy { ($0.number ?? -1) > 0 })
        }
    }

    @Test("ids come back as they stand in the files, queries.jsonl and qrels are never indexed")
    func ids() async throws {
        let folder = try Folder([
            "corpus/corpus.jsonl": #"{"_id": "MED/12 é%2F", "title": "", "text": "hamac"}"#,
            "corpus/queries.jsonl": #"{"_id": "PLAIN-1", "text": "hamac"}"#,
        ])
        #expect(try await Command.run("index", in: folder).output.contains("1 ajoutée"))
        #expect(try await Command.run(Self.arguments + ["--run", "out.trec"], in: folder).status == 0)
        let run = try folder.text(of: "out.trec")
        #expect(run.hasPrefix("PLAIN-1 Q0 MED/12 é%2F 1 "), "\(run)")
    }

    @Test(
        "a damaged or missing file is named with its line",
        arguments: [
            (
                "corpus/queries.jsonl", #"{"_id": "q1", "text": "bail"}"# + "\n" + #"{"_id": "q2"}"#,
                "corpus/queries.jsonl:2:"
            ),
            ("corpus/queries.jsonl", nil, "corpus/queries.jsonl"),
            ("corpus/qrels/test.tsv", nil, "corpus/qrels/test.tsv"),
            ("corpus/qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\ta\n", "corpus/qrels/test.tsv:2:"),
            ("corpus/qrels/test.tsv", "q1\ta\tbeaucoup\nq1\tb\t1\nq1\tc\tx\n", "corpus/qrels/test.tsv:3:"),
        ])
    func damaged(name: String, text: String?, place: String) async throws {
        let folder = try Self.collection()
        #expect(try await Command.run("index", in: folder).status == 0)
        if let text { try folder.write(text, to: name) } else { try folder.remove(name) }
        let outcome = try await Command.run(Self.judged, in: folder)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(place), "\(outcome.errors)")
    }

    /// What the search reaches on the judged queries of `corpus/evaluation`; a change that goes below says why.
    private static let floor = 0.82

    @Test("our own judged queries are answered well enough")
    func judgedQueries() async throws {
        let folder = try Folder()
        let corpus = Command.package.appendingPathComponent("corpus").path
        let pass = try await Command.run("index", "--corpus", corpus, in: folder)
        #expect(pass.status == 0, "\(pass.errors)")
        let outcome = try await Command.run(
            "evaluate", "--queries", corpus + "/evaluation/queries.jsonl", "--qrels",
            corpus + "/evaluation/qrels/test.tsv",
            in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let line = try #require(outcome.output.split(separator: "\n").first { $0.hasPrefix("nDCG@10 ") })
        #expect(try #require(Double(line.split(separator: " ")[1])) >= Self.floor, "\(outcome.output)")
        // A collection that lost its judgments would pass any floor.
        #expect(outcome.output.contains("requêtes jugées 60"), "\(outcome.output)")
    }
}
