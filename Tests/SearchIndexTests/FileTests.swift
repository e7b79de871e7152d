import Corpus
import Foundation
import GRDB
import Testing

@testable import SearchIndex

@Suite struct FileTests {
    private let sample: SampleCorpus

    init() throws {
        sample = try Sample.corpus()
        try sample.pass()
    }

    private var size: Int { FileManager.default.contents(atPath: sample.index)?.count ?? 0 }

    private func error(_ body: () throws -> Void) -> IndexError? {
        do {
            try body()
            return nil
        } catch {
            return error as? IndexError
        }
    }

    @Test("a second pass is refused while one runs")
    func lock() throws {
        var lock: IndexLock? = try IndexLock(for: sample.index)
        #expect(error { try sample.pass() } == .busy(path: sample.index))
        withExtendedLifetime(lock) {}
        lock = nil
        #expect(try sample.pass().unchanged == 5)
    }

    @Test("a reader says what keeps it from reading")
    func readerErrors() throws {
        #expect(
            error { _ = try IndexReader(path: sample.folder + "/absent.sqlite") }
                == .missing(path: sample.folder + "/absent.sqlite"))
        try sample.execute("PRAGMA user_version = 1")
        #expect(error { _ = try IndexReader(path: sample.index) } == .otherVersion(path: sample.index))
        try Data("Ceci n’est pas un index, mais un texte assez long pour un en-tête de fichier SQLite.".utf8)
            .write(to: URL(fileURLWithPath: sample.index))
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: sample.index + suffix) }
        guard case .damaged = error({ _ = try IndexReader(path: sample.index) }) else {
            Issue.record("not said to be damaged")
            return
        }
    }

    @Test("an index of another version is rebuilt without being asked")
    func otherVersion() throws {
        let before = try sample.content()
        try sample.execute("PRAGMA user_version = 1")
        let summary = try sample.pass()
        #expect(summary.rebuilt)
        #expect(summary.documents == 5)
        let after = try sample.content()
        #expect(after == before)
    }

    enum Damage: String, CaseIterable { case text, empty, half, zeroPages }

    private func damage(_ damage: Damage) throws {
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: sample.index + suffix) }
        var bytes = FileManager.default.contents(atPath: sample.index) ?? Data()
        switch damage {
        case .text: bytes = Data(String(repeating: "Ceci n’est pas un index. ", count: 400).utf8)
        case .empty: bytes = Data()
        case .half: bytes = bytes.prefix(bytes.count / 2)
        case .zeroPages: bytes.replaceSubrange(4_096..<bytes.count, with: Data(count: bytes.count - 4_096))
        }
        try bytes.write(to: URL(fileURLWithPath: sample.index))
    }

    @Test("a file that is no index is rebuilt without being asked", arguments: [Damage.text, .empty])
    func noIndex(damage: Damage) throws {
        let before = try sample.content()
        try self.damage(damage)
        #expect(try sample.pass().rebuilt)
        let after = try sample.content()
        #expect(after == before)
    }

    @Test("a damaged file is rebuilt when asked", arguments: [Damage.text, .empty, .half])
    func rebuiltWhenAsked(damage: Damage) throws {
        let before = try sample.content()
        try self.damage(damage)
        #expect(try sample.pass(rebuild: true).rebuilt)
        let after = try sample.content()
        #expect(after == before)
        #expect(try sample.damage() == [])
    }

    @Test("a file whose pages are damaged is rebuilt when asked")
    func rebuiltWhenPagesAreDamaged() throws {
        let before = try sample.content()
        try damage(.zeroPages)
        #expect(try sample.pass(rebuild: true).rebuilt)
        let after = try sample.content()
        #expect(after == before)
    }

    @Test("a damaged file is rebuilt, or said to be damaged with the remedy", arguments: [Damage.half, .zeroPages])
    func damagedInside(damage: Damage) throws {
        let before = try sample.content()
        try self.damage(damage)
        do {
            #expect(try sample.pass().rebuilt)
            let after = try sample.content()
            #expect(after == before)
        } catch {
            #expect(String(describing: error).contains("--rebuild"))
        }
    }

    @Test("what a killed rebuild left is removed", arguments: ["", "-journal", "-wal", "-shm"])
    func leftovers(suffix: String) throws {
        let path = sample.index + ".build" + suffix
        try Data("reste".utf8).write(to: URL(fileURLWithPath: path))
        try sample.pass()
        #expect(!FileManager.default.fileExists(atPath: path))
        try Data("reste".utf8).write(to: URL(fileURLWithPath: path))
        try sample.pass(rebuild: true)
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(try sample.rows("SELECT count(*) FROM document") == ["5"])
    }

    @Test("a reader sees a new state by itself, and none within a read", arguments: [false, true])
    func runningReader(rebuild: Bool) throws {
        let reader = try sample.reader()
        func count(_ state: IndexState) throws -> Int { try state.documentTable().count }
        let (before, within) = try reader.read { state in
            let before = (try state.token, try count(state))
            try sample.write("experiences/neuf.md", Sample.document("Une neuvième fiche"))
            try sample.pass(rebuild: rebuild)
            return (before, (try state.token, try count(state)))
        }
        #expect(before == within)
        #expect(before.1 == 5)
        let after = try reader.read { (try $0.token, try count($0)) }
        #expect(after.1 == 6)
        #expect(after.0 != before.0)
    }

    @Test("generations grow with each change, through a rebuild too")
    func generations() throws {
        func number() throws -> Int { try sample.reader().read(\.generation) }
        let first = try number()
        try sample.write("experiences/neuf.md", Sample.document("Une fiche"))
        try sample.pass()
        #expect(try number() == first + 1)
        try sample.pass(rebuild: true)
        #expect(try number() == first + 2)
    }

    @Test("a missing corpus is a problem that names the folder, and leaves the index alone")
    func missingCorpus() throws {
        let before = try sample.content()
        #expect(throws: Problem.self) { try Indexer(corpus: sample.folder + "/absent", index: sample.index).run() }
        let after = try sample.content()
        #expect(after == before)
    }

    @Test("damaged axes keep what was indexed")
    func damagedAxes() throws {
        let before = try sample.content()
        try sample.write("axes.yml", "axes: [\n")
        #expect(throws: Problem.self) { try sample.pass() }
        let after = try sample.content()
        #expect(after == before)
    }

    @Test("a folder that cannot be made is said, with its remedy")
    func notWritable() throws {
        try Data().write(to: URL(fileURLWithPath: sample.folder + "/fichier"))
        let found = error {
            _ = try Indexer(corpus: sample.corpus, index: sample.folder + "/fichier/x/index.sqlite").run()
        }
        guard case .notWritable(let path, _) = found else {
            Issue.record("\(String(describing: found))")
            return
        }
        #expect(path == sample.folder + "/fichier/x/index.sqlite")
    }

    @Test(
        "every error says where, and what to do",
        arguments: [
            (IndexError.missing(path: "x"), "reperes index"), (.damaged(path: "x", reason: "r"), "--rebuild"),
            (.otherVersion(path: "x"), "reperes index"),
            (.busy(path: "x"), "attendez"), (.diskFull(path: "x"), "place"),
            (.notWritable(path: "x", reason: "r"), "--index"), (.sqlite(path: "x", reason: "r"), "relancez"),
        ])
    func messages(error: IndexError, remedy: String) {
        #expect(error.description.hasPrefix("x : "))
        #expect(error.description.contains(remedy))
    }

    @Test("no room for the postings of a pass is a full disk too")
    func fullTemporaryFolder() {
        #expect(IndexError(CocoaError(.fileWriteOutOfSpace), path: "x") == .diskFull(path: "x"))
    }
}
