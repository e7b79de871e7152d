import Foundation
import GRDB
import Search
import SearchIndex
import Synchronization
import Testing

@Suite struct SearcherTests {
    private static let entries = [
        Entry(
            "mediateur", "Un médiateur au collège", "Le médiateur et le décrochage des élèves du collège.",
            axes: ["decrochage-scolaire"]),
        Entry(
            "classe", "Une classe relais", "Le décrochage des élèves, la classe et le collège.",
            axes: ["decrochage-scolaire"]),
        Entry(
            "parents", "Les parents au collège", "Les parents des élèves et leur médiateur.", axes: ["cohesion-sociale"]
        ),
        Entry("jardin", "Un jardin", "Les légumes et les fleurs.", axes: ["cadre-de-vie"], kind: "outil"),
        Entry("verger", "Un verger", "Les fleurs et les arbres.", axes: ["cadre-de-vie"]),
        Entry("musee", "Le musée", "La peinture."), Entry("stade", "Le stade", "Le ballon."),
        Entry("four", "Le four", "Le pain."), Entry("pont", "Le pont", "La rivière."),
    ]

    private let sample: SampleIndex

    init() throws {
        sample = try SampleIndex(
            Self.entries, axes: SampleAxes.yaml, thesaurus: ["classe relais\tdispositif relais\tsynonym\tboth\t1"])
    }

    // MARK: Documents

    @Test("similar documents are neighbors, the document itself aside")
    func similar() throws {
        #expect(try sample.searcher.similar(to: "mediateur", limit: 2)?.map(\.id).sorted() == ["classe", "parents"])
        #expect(try sample.searcher.similar(to: "jardin", limit: 5)?.map(\.id) == ["verger"])
        #expect(try sample.searcher.similar(to: "mediateur", limit: 1)?.count == 1)
        #expect(try sample.searcher.similar(to: "musee", limit: 5)?.map(\.id).contains("musee") == false)
        #expect(try sample.searcher.similar(to: "absent", limit: 5) == nil)
        #expect(try sample.searcher.similar(to: "mediateur", limit: 2)?.allSatisfy { $0.snippet == nil } == true)
    }

    @Test("a document is found, removed or unknown")
    func lookup() throws {
        guard case .found(let detail) = try sample.searcher.document("jardin", highlighting: "fleur") else {
            Issue.record("not found")
            return
        }
        #expect(
            (detail.id, detail.title, detail.kind, detail.url) == ("jardin", "Un jardin", "outil", "/fiches/jardin"))
        #expect(detail.axes.map(\.label) == ["Cadre de vie"])
        #expect(detail.sections.map(\.html) == ["<p>Les légumes et les <mark>fleurs</mark>.</p>"])
        try sample.replace(Self.entries.filter { $0.id != "jardin" })
        guard case .removed(let title, _) = try sample.searcher.document("jardin") else {
            Issue.record("not removed")
            return
        }
        #expect(title == "Un jardin")
        guard case .unknown(let near) = try sample.searcher.document("le-verger") else {
            Issue.record("not unknown")
            return
        }
        #expect(near.map(\.id) == ["verger"])
    }

    @Test("of the documents near an unknown id, the one whose id is misspelled stands first")
    func misspelled() throws {
        let sample = try SampleIndex([
            Entry("mediateur-college", "Un médiateur entre le collège et les écoles"),
            Entry("autre", "Un médiateur", "Le médiateur et le médiateur."), Entry("jardin", "Un jardin"),
        ])
        guard case .unknown(let near) = try sample.searcher.document("mediateur-colege") else {
            Issue.record("not unknown")
            return
        }
        #expect(near.map(\.id) == ["mediateur-college", "autre"])
    }

    @Test(
        "an id is percent-encoded in its address",
        arguments: [
            ("a b/c?d", "/fiches/a%20b%2Fc%3Fd"), ("é", "/fiches/%C3%A9"), ("a-b_c.d~e", "/fiches/a-b_c.d~e"),
            ("100%", "/fiches/100%25"),
        ])
    func address(id: String, url: String) throws {
        let sample = try SampleIndex([Entry(id, "Fanfare")])
        #expect(try sample.search("fanfare").results.map(\.url) == [url])
    }

    // MARK: Axes

    @Test("axes are counted with their descendants; merged and unknown ones lead elsewhere")
    func axes() throws {
        let nodes = try sample.searcher.axes().flatMap(\.axes)
        #expect(nodes.map { "\($0.id) \($0.count)" }.sorted() == ["cadre-de-vie 2", "cohesion-sociale 3"])
        #expect(
            nodes.first { $0.id == "cohesion-sociale" }?.children.map { "\($0.id) \($0.count)" } == [
                "decrochage-scolaire 2"
            ])
        #expect(try sample.searcher.axis("ancien-axe") == .moved("cadre-de-vie"))
        guard case .found(let detail) = try sample.searcher.axis("cadre-de-vie") else {
            Issue.record("not found")
            return
        }
        #expect(detail.kinds.map { "\($0.id) \($0.count)" } == ["outil 1", "reference 1"])
        guard case .unknown(let nearest) = try sample.searcher.axis("cadre-de-vi") else {
            Issue.record("not unknown")
            return
        }
        #expect(nearest.map(\.id) == ["cadre-de-vie"])
    }

    // MARK: Completions

    @Test(
        "completions need neither accents nor capitals",
        arguments: [
            ("décroch", ["Décrochage scolaire"]), ("DECROCH", ["Décrochage scolaire"]),
            ("cohesion", ["Cohésion sociale"]), ("volet", ["volet", "Cohésion sociale"]),
            ("classe r", ["classe relais", "Une classe relais"]), ("dispositif", []),
            ("un jar", ["Un jardin"]), ("jardin", ["Un jardin"]), ("zzz", []), ("", []), ("'", []),
        ])
    func completions(text: String, expected: [String]) throws {
        #expect(try sample.searcher.complete(text, limit: 8).map(\.text) == expected)
    }

    @Test("completions say what they are")
    func notes() throws {
        #expect(try sample.searcher.complete("décro", limit: 8).map(\.note) == ["sous-thème, 2 fiches"])
        #expect(try sample.searcher.complete("cadre", limit: 8).map(\.note) == ["axe, 2 fiches"])
        #expect(try sample.searcher.complete("un jard", limit: 8).map(\.note) == ["outil"])
    }

    @Test("completions are at most eight", arguments: [(1, 1), (8, 8), (100, 8), (0, 0)])
    func bounded(limit: Int, count: Int) throws {
        let sample = try SampleIndex((0..<50).map { Entry("d\($0)", "Fanfare \($0)") })
        #expect(try sample.searcher.complete("fan", limit: limit).count == count)
    }

    // MARK: States

    @Test("what a search cannot read is an error that names the file and the remedy")
    func damaged() throws {
        try DatabaseQueue(path: sample.path).write { db in try db.execute(sql: "UPDATE posting SET list = x'0102'") }
        let error = SearchError.index(.damaged(path: sample.path, reason: "liste de documents illisible"))
        #expect(throws: error) { try sample.search("fleurs") }
        #expect(throws: error) { _ = try sample.searcher.ranked("fleurs", depth: 10) }
        #expect(throws: error) { _ = try sample.searcher.similar(to: "jardin", limit: 3) }
    }

    @Test("damaged columns are told by searches and by preparing them; what the index holds is known all the same")
    func damagedColumns() throws {
        try DatabaseQueue(path: sample.path).write { db in
            try db.execute(sql: "UPDATE document_block SET columns = x'0102'")
        }
        #expect(try sample.searcher.statistics().documents == Self.entries.count)
        let error = SearchError.index(.damaged(path: sample.path, reason: "colonnes des documents illisibles"))
        #expect(throws: error) { try sample.searcher.prepare() }
        #expect(throws: error) { try sample.search("fleurs") }
    }

    @Test("a searcher needs an index")
    func missing() {
        #expect(throws: SearchError.index(.missing(path: "/absent/index.sqlite"))) {
            try Searcher(indexPath: "/absent/index.sqlite")
        }
    }

    @Test("a new state is seen without opening anew: words, completions, counts", arguments: [false, true])
    func newState(rebuild: Bool) throws {
        #expect(try sample.ids("fanfare") == [])
        #expect(try sample.searcher.complete("fanf", limit: 3) == [])
        let generation = try sample.searcher.statistics().generation
        try sample.replace(Self.entries + [Entry("fanfare", "La fanfare")], rebuild: rebuild)
        #expect(try sample.ids("fanfare") == ["fanfare"])
        #expect(try sample.searcher.complete("fanf", limit: 3).map(\.text) == ["La fanfare"])
        let statistics = try sample.searcher.statistics()
        #expect((statistics.documents, statistics.generation) == (10, generation + 1))
    }

    private final class Passes: Sendable {
        let areDone = Mutex(false)
    }

    @Test("searches beside a pass see one state or another, never a mix")
    func besideAPass() async throws {
        func state(_ number: Int) -> [Entry] {
            (0..<20).map { Entry("d\($0)", "Fanfare \(number)", "Le mot\(number) de la fanfare.") }
        }
        let sample = try SampleIndex(state(0))
        let searcher = sample.searcher
        let passes = Passes()
        let answers = try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<2 {
                group.addTask {
                    var faults: [String] = []
                    var count = 0
                    while !passes.areDone.withLock({ $0 }) || count < 3 {
                        let response = try searcher.search(SearchRequest("fanfare", limit: 100))
                        let titles = Set(response.results.map(\.title))
                        if response.results.count != 20 || response.total != 20 || titles.count != 1 {
                            faults.append("\(response.results.count) of \(response.total), titles \(titles.sorted())")
                        }
                        count += 1
                    }
                    return faults
                }
            }
            for number in 1...6 { try sample.replace(state(number), rebuild: number % 3 == 0) }
            passes.areDone.withLock { $0 = true }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(answers == [])
        #expect(try sample.search("fanfare").results.first?.title == "Fanfare 6")
    }
}
