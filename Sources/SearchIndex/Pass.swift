import Analysis
import Corpus
import Foundation
import GRDB
import Meaning

/// One execution of the indexer, within its transaction.
final class Pass {
    /// What a rebuild can take from the file that it replaces.
    enum Previous {
        /// There is none, or the pass writes in place.
        case none
        /// It is of this version, and whole.
        case lends(DatabasePool)
        /// It is of another version, or damaged: what the corpus does not give is lost.
        case unusable
    }

    private let reader: CorpusReader
    private let db: Database
    private let old: DatabasePool?
    private let isPreviousUnusable: Bool
    private let corpusPath: String
    private let model: Model?
    private let former = FormerPassages()
    private let writer: IndexWriter
    private var summary = PassSummary()
    /// What the last state holds, in this file or, for a rebuild, in the one that it replaces.
    private var before: [String: ContentHash] = [:]
    /// Those of them that the corpus has not shown yet.
    private var unseen: Set<String> = []
    /// Ids by content, for those that need no second look.
    private var known: [ContentHash: String] = [:]
    private var refused: [(id: String?, path: String)] = []

    init(
        _ reader: CorpusReader, db: Database, previous: Previous, corpusPath: String, model: Model?
    ) throws {
        self.reader = reader
        self.db = db
        old = if case .lends(let pool) = previous { pool } else { nil }
        isPreviousUnusable = if case .unusable = previous { true } else { false }
        self.corpusPath = corpusPath
        self.model = model
        before = try old.map { try $0.read(Self.hashes) } ?? Self.hashes(db)
        // Once for the life of a file, as its stemming: texts that are there already need what they were made with.
        if old != nil || before.isEmpty, try TextDictionary(db) == nil {
            try TextDictionary(learning: reader)?.write(db)
        }
        writer = try IndexWriter(db)
        unseen = Set(before.keys)
        guard old == nil else { return }
        let changedAxes = Meta.taxonomy(db).changes(to: reader.taxonomy)
        let touched = try Self.documents(carrying: changedAxes, db)
        for (id, hash) in before where !touched.contains(id) { known[hash] = id }
    }

    private static func hashes(_ db: Database) throws -> [String: ContentHash] {
        var hashes: [String: ContentHash] = [:]
        let rows = try Row.fetchCursor(db, sql: "SELECT id, hash FROM document")
        while let row = try rows.next() { hashes[row[0]] = ContentHash(data: row[1]) }
        return hashes
    }

    func run(_ progress: (PassProgress) -> Void) throws -> PassSummary {
        reader.problems.forEach { summary.note($0) }
        summary.refused += reader.problems.count { $0.severity == .error }
        var count = 0
        try Pipeline.run(
            capacity: Self.bytesAhead, weight: \.weight,
            make: { [reader, known, stemming = Meta.stemming(db), dictionary = try TextDictionary(db)] give in
                try reader.prepare(known: known, stemming: stemming, dictionary: dictionary, give: give)
            },
            take: { (entry: PreparedEntry) in
                try take(entry.content)
                count += 1
                progress(
                    PassProgress.reading(
                        documents: count, bytes: entry.bytesRead, totalBytes: entry.totalBytes))
            })
        try keepRefused()
        try removeUnseen()
        try writer.finish(changed: summary.added + summary.changed + summary.removed)
        try encodePassages(progress)
        try writeMeta()
        summary.documents = try Int.fetchOne(db, sql: "SELECT count(*) FROM document") ?? 0
        return summary
    }

    /// Text read ahead of what is written; the analysis of it takes ten times as much.
    ///
    /// Some 100 ms of reading, in which the other thread sorts postings, or FTS5 writes what it has collected.
    private static let bytesAhead = 1 << 20

    private func take(_ entry: PreparedEntry.Content) throws {
        switch entry {
        case .unchanged(let id):
            unseen.remove(id)
            summary.unchanged += 1
        case .document(let prepared, let hash, let warnings):
            let document = prepared.document
            warnings.forEach { summary.note($0) }
            unseen.remove(document.id)
            switch before[document.id] {
            case nil: summary.added += 1
            // A rebuild writes it anew; read again for its axes, it has changed.
            case hash where old != nil: summary.unchanged += 1
            default: summary.changed += 1
            }
            let number = try formerNumber(of: document)
            let added = try writer.add(prepared, ancestors: reader.taxonomy.ancestors(of:))
            if let number { former.note(added, was: number) }
        case .refused(let id, let path, let problems):
            problems.forEach { summary.note($0) }
            summary.refused += 1
            refused.append((id, path))
        }
    }

    /// A refused document keeps its last good version.
    private func keepRefused() throws {
        for (id, path) in refused {
            if let old {
                try copy(id: id, path: path, from: old)
            } else if let id {
                if unseen.remove(id) != nil { summary.kept += 1 } else if isPreviousUnusable { summary.lost.append(id) }
            } else {
                // The line does not even say its id: nothing of its file is taken for removed.
                for id in try String.fetchAll(db, sql: "SELECT id FROM document WHERE path = ?", arguments: [path])
                where unseen.remove(id) != nil { summary.kept += 1 }
            }
        }
    }

    private func copy(id: String?, path: String, from old: DatabasePool) throws {
        let ids =
            try id.map { [$0] }
            ?? old.read { db in
                try String.fetchAll(db, sql: "SELECT id FROM document WHERE path = ?", arguments: [path])
            }
        for id in ids where unseen.remove(id) != nil || before[id] == nil {
            guard let document = try Self.document(id: id, of: old) else {
                summary.lost.append(id)
                continue
            }
            let number = try formerNumber(of: document)
            let added = try writer.add(document, ancestors: reader.taxonomy.ancestors(of:))
            if let number { former.note(added, was: number) }
            summary.kept += 1
        }
    }

    /// A document of the file that a rebuild replaces; `nil` where its bytes are damaged, since a rebuild repairs that.
    private static func document(id: String, of old: DatabasePool) throws -> StoredDocument? {
        do {
            return try old.read { db in try StoredDocument.fetch(id: id, from: db) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            // Caught out here: SQLite ends no transaction well in which it has seen damage.
            return nil
        }
    }

    private func removeUnseen() throws {
        for id in unseen.sorted() {
            let title = try old.map { try $0.read { db in try Self.title(of: id, db) } } ?? writer.remove(id: id)
            try writer.recordRemoval(id: id, title: title ?? "")
            summary.removed += 1
        }
        try copyRemovals()
    }

    /// What was gone before a rebuild is gone after it, unless it has come back.
    private func copyRemovals() throws {
        guard let old else { return }
        let removed = try old.read { db in try Row.fetchAll(db, sql: "SELECT id, title FROM removed") }
        let ids = try Set(String.fetchAll(db, sql: "SELECT id FROM document"))
        for row in removed where !ids.contains(row["id"]) {
            try writer.recordRemoval(id: row["id"], title: row["title"])
        }
    }

    private static func title(of id: String, _ db: Database) throws -> String? {
        try String.fetchOne(db, sql: "SELECT title FROM document WHERE id = ?", arguments: [id])
    }

    // MARK: Passages

    /// The number that a document had before this pass, if its text is still what it was.
    private func formerNumber(of document: StoredDocument) throws -> Int? {
        guard model != nil, let hash = before[document.id], hash.data == document.hash else { return nil }
        func number(_ db: Database) throws -> Int? {
            let statement = try db.cachedStatement(sql: "SELECT number FROM document WHERE id = ?")
            return try Int.fetchOne(statement, arguments: [document.id])
        }
        return try old.map { try $0.read(number) } ?? number(db)
    }

    /// Brings the vectors of passages up to the documents; without a model, only forgets what is gone.
    private func encodePassages(_ progress: (PassProgress) -> Void) throws {
        guard let model else { return try writer.passages.dropRemoved() }
        let isOtherModel = try Meta.write(model.identity, for: .model, db)
        guard let old else {
            if isOtherModel { try writer.passages.removeAll() } else { try former.read(from: db) }
            try writer.passages.dropRemoved()
            return try encodePassages(model, source: nil, progress)
        }
        try old.read { oldDB in
            // Damaged, it lends nothing: a rebuild is what repairs it.
            let source = try? FormerPassages.Source(oldDB)
            try encodePassages(model, source: source?.model == model.identity ? source : nil, progress)
        }
    }

    private func encodePassages(
        _ model: Model, source: FormerPassages.Source?, _ progress: (PassProgress) -> Void
    ) throws {
        let outcome = try PassageEncoding(db, writer: writer.passages, model: model).run { number in
            try former.passages(of: number, in: source)
        } progress: { done, all in
            progress(.encoding(words: done, totalWords: all))
        }
        summary.encodedPassages = outcome.encoded
        summary.reusedMeanings = outcome.reused
    }

    private func writeMeta() throws {
        let taxonomyChanged = try Meta.write(reader.taxonomy.json, for: .taxonomy, db)
        let thesaurusChanged = try Meta.write(ThesaurusRow.json(reader.thesaurus), for: .thesaurus, db)
        if thesaurusChanged {
            let lines = ThesaurusLines(reader.thesaurus, analyzer: Analyzer(stemming: Meta.stemming(db)))
            _ = try Meta.write(lines.entryLines, for: .thesaurusEntries, db)
            _ = try Meta.write(lines.distinctLines, for: .distinctTerms, db)
        }
        let documentsChanged = summary.added + summary.changed + summary.removed > 0
        let passagesChanged = summary.encodedPassages > 0
        guard
            documentsChanged || passagesChanged || taxonomyChanged || thesaurusChanged
                || Meta.value(.generation, db) == nil
        else {
            return
        }
        let previous = try old.map { try $0.read { db in Meta.value(.generation, db) } } ?? Meta.value(.generation, db)
        let generation = (previous.flatMap { Int($0) } ?? 0) + 1
        _ = try Meta.write(String(generation), for: .generation, db)
        _ = try Meta.write(Date.now.ISO8601Format(.init(includingFractionalSeconds: true)), for: .indexedAt, db)
        _ = try Meta.write(corpusPath, for: .corpus, db)
        try db.execute(sql: "UPDATE state SET token = ?", arguments: [Int64.random(in: .min ... .max)])
    }

    private static func documents(carrying axes: Set<String>, _ db: Database) throws -> Set<String> {
        if axes.isEmpty { return [] }
        let table = try DocumentTable(db)
        let codes = axes.compactMap { table.values(of: .axis)[$0] }
        var documents = table.documents(having: codes, of: .axis)
        documents.formIntersection(table.live)
        var ids: Set<String> = []
        documents.forEach { ids.insert(table.id(of: $0)) }
        return ids
    }
}

extension ContentHash {
    init?(data: Data) {
        guard data.count == 16 else { return nil }
        let halves = data.reduce(into: (UInt64(0), UInt64(0))) { halves, byte in
            halves = (halves.0 << 8 | halves.1 >> 56, halves.1 << 8 | UInt64(byte))
        }
        self.init(high: halves.0, low: halves.1)
    }
}
