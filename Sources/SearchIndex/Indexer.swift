public import Analysis
import Corpus
import Foundation
import GRDB
import Glibc
public import Meaning

/// Brings an index file up to a corpus folder.
public struct Indexer: Sendable {
    private let corpusPath: String
    private let indexPath: String
    private let stemming: Stemming
    private let weights: FieldWeights
    private let model: Model?

    /// An indexer of the folder into the file; neither is touched yet.
    ///
    /// - Parameter model: makes the vectors for search by meaning; without it, those of unchanged documents stay.
    public init(
        corpus: String, index: String, stemming: Stemming = .light, weights: FieldWeights = FieldWeights(),
        model: Model? = nil
    ) {
        corpusPath = corpus
        indexPath = index
        self.stemming = stemming
        self.weights = weights
        self.model = model
    }

    /// Runs one pass: one transaction for readers, who see the old state or the new one.
    ///
    /// An unchanged corpus costs no writes. A rebuild, asked for or made necessary by another version,
    /// another stemming or other weights, happens in a file beside the index, which is copied in at the end.
    ///
    /// - Parameter progress: called after each document.
    /// - Throws: `IndexError` on the file, `Problem` when the folder or its taxonomy cannot be read at all.
    public func run(rebuild: Bool = false, progress: (PassProgress) -> Void = { _ in }) throws -> PassSummary {
        let clock = ContinuousClock()
        let start = clock.now
        try createFolder()
        let lock = try IndexLock(for: indexPath)
        defer { withExtendedLifetime(lock) {} }
        removeLeftovers()
        let reader = try CorpusReader(folder: corpusPath)
        if let problem = reader.problems.first(where: { $0.severity == .error }), reader.taxonomy.axes.isEmpty {
            throw problem
        }
        var summary = PassSummary()
        do {
            if !rebuild, IndexFile.isCurrent(indexPath, stemming: stemming, weights: weights) {
                let queue = try IndexFile.writer(indexPath)
                summary = try pass(reader, into: queue, previous: .none, progress: progress)
            } else {
                summary = try self.rebuild(reader, progress: progress)
            }
        } catch {
            throw error is Problem ? error : IndexError(error, path: indexPath)
        }
        summary.took = clock.now - start
        return summary
    }

    // MARK: Files

    private var buildPath: String { indexPath + ".build" }

    private func createFolder() throws {
        let folder = URL(fileURLWithPath: indexPath).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw IndexError.notWritable(path: indexPath, reason: error.localizedDescription)
        }
    }

    /// A killed rebuild leaves its file behind; the lock tells that nobody is writing it.
    private func removeLeftovers() {
        for suffix in ["", "-journal", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: buildPath + suffix)
        }
    }

    private func rebuild(_ reader: CorpusReader, progress: (PassProgress) -> Void) throws -> PassSummary {
        let old = soundIndex()
        let isUnusable = old == nil && FileManager.default.fileExists(atPath: indexPath)
        let builder = try IndexFile.builder(buildPath, stemming: stemming, weights: weights)
        defer { removeLeftovers() }
        let previous: Pass.Previous = old.map { .lends($0) } ?? (isUnusable ? .unusable : .none)
        var summary = try pass(reader, into: builder, previous: previous, progress: progress)
        summary.rebuilt = true
        if old != nil {
            // One transaction for readers; renaming over a live WAL file would leave them with the old one's log.
            let writer = try IndexFile.writer(indexPath)
            try builder.backup(to: writer)
            // Only a commit in SQL empties the log by itself: it would grow by the whole index each time. Where a reader
            // needs it still, the next pass empties it.
            _ = try? writer.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
        } else {
            try builder.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = WAL") }
            try builder.close()
            try replaceIndex()
        }
        return summary
    }

    /// The index there is, if it is of this version and its pages are whole: only then can it lend its documents.
    private func soundIndex() -> DatabasePool? {
        guard let pool = try? IndexFile.reader(indexPath) else { return nil }
        let verdict = try? pool.read { db in try String.fetchOne(db, sql: "PRAGMA quick_check(1)") }
        return verdict == "ok" ? pool : nil
    }

    /// Puts the built file where there was none, or a damaged one, whose log must not be taken for the new one's.
    private func replaceIndex() throws {
        for suffix in ["-journal", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: indexPath + suffix)
        }
        guard unsafe rename(buildPath, indexPath) == 0 else {
            throw IndexError.notWritable(path: indexPath, reason: unsafe String(cString: strerror(errno)))
        }
    }

    // MARK: One pass

    private func pass(
        _ reader: CorpusReader, into queue: DatabaseQueue, previous: Pass.Previous, progress: (PassProgress) -> Void
    ) throws -> PassSummary {
        var summary = PassSummary()
        try queue.inTransaction(.immediate) { db in
            summary = try Pass(reader, db: db, previous: previous, corpusPath: corpusPath, model: model).run(progress)
            return .commit
        }
        return summary
    }
}
