import Foundation
import Search
import Testing

@Suite struct MetricsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var ranked: [String]
        var grades: [String: Int]
        var ndcg: Double, mrr: Double, recall: Double
        var testDescription: String { ranked.joined(separator: " ") }
    }

    /// By hand: dcg([2, 0, 1]) is 2 + 1/2, the ideal of {3, 2, 1} is 3 + 2/log₂3 + 1/2 = 4.761860.
    @Test(
        "metrics are those that one computes by hand",
        arguments: [
            Case(ranked: ["a", "x", "c"], grades: ["a": 2, "c": 1, "d": 3], ndcg: 0.525005, mrr: 1, recall: 2.0 / 3),
            Case(ranked: ["x", "a"], grades: ["a": 1], ndcg: 0.630930, mrr: 0.5, recall: 1),
            Case(ranked: ["a", "b"], grades: ["a": 1, "b": 1], ndcg: 1, mrr: 1, recall: 1),
            Case(ranked: ["b", "a"], grades: ["a": 2, "b": 1], ndcg: 0.859719, mrr: 1, recall: 1),
            Case(ranked: [], grades: ["a": 1], ndcg: 0, mrr: 0, recall: 0),
            Case(ranked: ["x", "y"], grades: ["a": 1], ndcg: 0, mrr: 0, recall: 0),
            Case(ranked: ["a"], grades: [:], ndcg: 0, mrr: 0, recall: 0),
            Case(ranked: ["z", "a"], grades: ["a": 1, "z": 0], ndcg: 0.630930, mrr: 0.5, recall: 1),
            Case(ranked: ["z", "a"], grades: ["a": 1, "z": -1], ndcg: 0.630930, mrr: 0.5, recall: 1),
            Case(ranked: ["a", "a", "b"], grades: ["a": 1, "b": 1], ndcg: 1, mrr: 1, recall: 1),
            Case(ranked: (0..<10).map { "x\($0)" } + ["a"], grades: ["a": 1], ndcg: 0, mrr: 0, recall: 0),
            Case(ranked: (0..<9).map { "x\($0)" } + ["a"], grades: ["a": 1], ndcg: 0.289065, mrr: 0.1, recall: 1),
            Case(
                ranked: (0..<10).map { "r\($0)" },
                grades: Dictionary(uniqueKeysWithValues: (0..<20).map { ("r\($0)", 1) }), ndcg: 1, mrr: 1, recall: 0.5),
        ])
    func byHand(sample: Case) {
        let metrics = Metrics(ranked: sample.ranked, grades: sample.grades)
        #expect(abs(metrics.ndcg10 - sample.ndcg) < 1e-6, "\(metrics.ndcg10)")
        #expect(abs(metrics.mrr10 - sample.mrr) < 1e-12)
        #expect(abs(metrics.recall10 - sample.recall) < 1e-12)
    }

    @Test("recall at a hundred sees what stands beyond ten")
    func recall100() {
        let metrics = Metrics(ranked: (0..<150).map { "r\($0)" }, grades: ["r0": 1, "r99": 1, "r100": 1, "absent": 2])
        #expect(metrics.recall100 == 0.5)
        #expect(metrics.recall10 == 0.25)
    }

    @Test("a mean is over queries, empty answers included")
    func mean() {
        let mean = Metrics.mean([Metrics(ranked: ["a"], grades: ["a": 1]), Metrics(ranked: [], grades: ["a": 1])])
        #expect((mean.ndcg10, mean.mrr10, mean.recall10, mean.recall100) == (0.5, 0.5, 0.5, 0.5))
        #expect(Metrics.mean([]) == Metrics())
    }
}

@Suite struct EvaluationTests {
    private let sample: SampleIndex

    init() throws {
        sample = try SampleIndex(
            (0..<8).map { Entry("d\($0)", "Fanfare", "La fanfare.") } + [
                Entry("k", "Kermesse", "La kermesse."), Entry("n", "Note", "Divers."),
            ])
        try SampleIndex.write(
            sample.folder + "/queries.jsonl",
            """
            {"_id": "q1", "text": "fanfare"}
            {"_id": "q2", "text": "kermesse"}

            {"_id": "q3", "text": "introuvable"}
            {"_id": "q4", "text": "note"}

            """)
        try SampleIndex.write(
            sample.folder + "/test.tsv", "query-id\tcorpus-id\tscore\nq1\td3\t2\nq2\tk\t1\nq3\tk\t1\nq4\tn\t0\n")
    }

    private func collection(qrels: Bool = true) throws -> TestCollection {
        try TestCollection(queries: sample.folder + "/queries.jsonl", qrels: qrels ? sample.folder + "/test.tsv" : nil)
    }

    @Test("metrics are over the judged queries; one without an answer counts nothing")
    func metrics() throws {
        let evaluation = try Evaluation(searcher: sample.searcher, collection: collection())
        let metrics = try #require(evaluation.metrics(of: try evaluation.answers(depth: 100)))
        // d3 is the fourth of eight equals: 1/log₂5 = 0.430677, then 1 and 0.
        #expect(abs(metrics.ndcg10 - (0.430677 + 1 + 0) / 3) < 1e-6)
        #expect(abs(metrics.mrr10 - (0.25 + 1 + 0) / 3) < 1e-12)
    }

    /// Four queries with answers of nDCG 0.430677 (`fanfare`), 1, 0 and, without a relevant document, none.
    @Test(
        "topics count alike, however many wordings they have",
        arguments: [
            (["a-1", "a-2", "b-1", "b-2"], 2, ((0.430677 + 1) / 2 + 0) / 2),
            (["a-1", "b-1", "b-2-x", "c-1"], 2, (0.430677 + (1 + 0) / 2) / 2),
            // One topic is none; neither is one a query, nor an id without a hyphen among others.
            (["a-1", "a-2", "a-3", "a-4"], nil, nil), (["a-1", "b-1", "c-1", "d-1"], nil, nil),
            (["a-1", "a-2", "b", "c-1"], nil, nil),
        ] as [([String], Int?, Double?)])
    func topics(ids: [String], topics: Int?, ndcg: Double?) throws {
        let texts = ["fanfare", "kermesse", "introuvable", "note"]
        let queries = zip(ids, texts).map { #"{"_id": "\#($0)", "text": "\#($1)"}"# }
        let qrels = zip(ids, ["d3\t2", "k\t1", "k\t1", "n\t0"]).map { "\($0)\t\($1)" }
        try SampleIndex.write(sample.folder + "/queries.jsonl", queries.joined(separator: "\n"))
        try SampleIndex.write(sample.folder + "/test.tsv", qrels.joined(separator: "\n"))
        let evaluation = try Evaluation(searcher: sample.searcher, collection: collection())
        let found = evaluation.metricsByTopic(of: try evaluation.answers(depth: 100))
        #expect(found?.topics == topics)
        #expect(found.map { ($0.mean.ndcg10 * 1e5).rounded() } == ndcg.map { ($0 * 1e5).rounded() })
    }

    @Test("what an evaluation leaves out changes its answers")
    func without() throws {
        func answers(_ parts: Set<SearchPart>) throws -> [Int] {
            try SampleIndex.write(sample.folder + "/queries.jsonl", #"{"_id": "q1", "text": "la fanfare"}"#)
            return try Evaluation(searcher: sample.searcher, collection: collection(), without: parts)
                .answers(depth: 100).map(\.ranked.count)
        }
        #expect(try answers([]) == [8])
        #expect(try answers([.stopWords]) == [9])
    }

    @Test("without judgments there are answers and no metrics")
    func withoutQrels() throws {
        let evaluation = try Evaluation(searcher: sample.searcher, collection: collection(qrels: false))
        let answers = try evaluation.answers(depth: 3)
        #expect(answers.map(\.ranked.count) == [3, 1, 0, 1])
        #expect(evaluation.metrics(of: answers) == nil)
    }

    @Test("the scores of a run fall strictly, equal ones too")
    func run() throws {
        let evaluation = try Evaluation(searcher: sample.searcher, collection: collection())
        let run = Evaluation.trecRun(try evaluation.answers(depth: 100))
        let rows = run.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(rows.allSatisfy { $0.count == 6 && $0[1] == "Q0" && $0[5] == "reperes" })
        let first = rows.filter { $0[0] == "q1" }
        #expect(first.map { $0[2] } == (0..<8).map { "d\($0)" })
        #expect(first.map { $0[3] } == (1...8).map(String.init))
        let scores = first.compactMap { Double($0[4]) }
        #expect(scores.count == 8)
        #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 > $1 })
    }

    @Test("ranked gives the order of a search")
    func ranked() throws {
        #expect(try sample.searcher.ranked("fanfare", depth: 5).map(\.id) == sample.ids("fanfare").prefix(5).map { $0 })
    }

    @Test("timings are five a query, whatever is timed", arguments: TimedAnswer.allCases)
    func timings(answer: TimedAnswer) throws {
        let timings = try Evaluation(searcher: sample.searcher, collection: collection()).timings(of: answer)
        #expect(timings.keys.sorted() == ["q1", "q2", "q3", "q4"])
        #expect(timings.values.allSatisfy { $0.count == 5 && $0.allSatisfy { $0 > 0 } })
    }

    @Test("an evaluation matches as it is told", arguments: [(SearchRequest.Match.any, 9), (.all, 0)])
    func match(rule: SearchRequest.Match, found: Int) throws {
        try SampleIndex.write(
            sample.folder + "/queries.jsonl", #"{"_id": "q1", "text": "fanfare kermesse"}"# + "\n")
        let evaluation = try Evaluation(
            searcher: sample.searcher, collection: collection(qrels: false), match: rule)
        #expect(try evaluation.answers(depth: 10).map(\.ranked.count) == [found])
    }

    @Test("judgments in TREC's layout are read too")
    func trecQrels() throws {
        try SampleIndex.write(sample.folder + "/test.tsv", "q1\t0\td3\t2\r\nq2\t0\tk\t1\r\n")
        #expect(try collection().grades == ["q1": ["d3": 2], "q2": ["k": 1]])
    }

    @Test(
        "a damaged line is named with its number",
        arguments: [
            ("queries.jsonl", "{\"_id\": \"q1\", \"text\": \"a\"}\n{\n", "queries.jsonl:2"),
            ("test.tsv", "query-id\tcorpus-id\tscore\nq1\td1\tbien\n", "test.tsv:2"),
        ])
    func damage(name: String, text: String, place: String) throws {
        try SampleIndex.write(sample.folder + "/" + name, text)
        do {
            _ = try collection()
            Issue.record("read")
        } catch {
            #expect(String(describing: error).contains(place))
        }
    }
}
