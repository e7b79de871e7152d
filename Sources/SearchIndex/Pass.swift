import Corpus
import Foundation
import GRDB

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
    private let writer: IndexWriter
    private var summary = PassSummary()
    /// What the index holds and the corpus has not shown yet.
    private var unseen: Set<String>
    /// Ids by content, for those that need no second look.
    private var known: [ContentHash: String]
    private var refused: [(id: String?, path: String)] = []
    private var bytes = (read: 0, total: 0)

    init(_ reader: CorpusReader, db: Database, previous: Previous, corpusPath: String) throws {
        self.reader = reader
        self.db = db
        old = if case .lends(let pool) = previous { pool } else { nil }
        isPreviousUnusable = if case .unusable = previous { true } else { false }
        self.corpusPath = corpusPath
        writer = IndexWriter(db)
        unseen = []
        known = [:]
        let changedAxes = Meta.taxonomy(db).changes(to: reader.taxonomy)
        let touched = try Self.documents(carrying: changedAxes, db)
        let rows = try Row.fetchCursor(db, sql: "SELECT id, hash FROM document")
        while let row = try rows.next() {
            let id: String = row[0]
            unseen.insert(id)
            if !touched.contains(id), let hash = ContentHash(data: row[1]) { known[hash] = id }
        }
    }

    func run(_ progress: (PassProgress) -> Void) throws -> PassSummary {
        reader.problems.forEach { summary.note($0) }
        summary.refused += reader.problems.count { $0.severity == .error }
        var count = 0
        try reader.read(
            known: { hash in known[hash] },
            progress: { read, total in bytes = (read, total) },
            each: { entry in
                try take(entry)
                count += 1
                progress(PassProgress(documents: count, bytes: bytes.read, totalBytes: bytes.total))
            })
        try keepRefused()
        try removeUnseen()
        try writer.finish()
        try writeMeta()
        summary.documents = try Int.fetchOne(db, sql: "SELECT count(*) FROM document") ?? 0
        return summary
    }

    private func take(_ entry: CorpusReader.Entry) throws {
        switch entry {
        case .unchanged(let id):
            unseen.remove(id)
            summary.unchanged += 1
        case .document(let document, let hash, let warnings):
            warnings.forEach { summary.note($0) }
            if unseen.remove(document.id) != nil { summary.changed += 1 } else { summary.added += 1 }
            try writer.add(
                StoredDocument(document, hash: hash, taxonomy: reader.taxonomy),
                ancestors: reader.taxonomy.ancestors(of:))
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
        let documents = try old.read { db in
            let ids =
                try id.map { [$0] }
                ?? String.fetchAll(db, sql: "SELECT id FROM document WHERE path = ?", arguments: [path])
            return try ids.compactMap { try StoredDocument.fetch(id: $0, from: db) }
        }
        if documents.isEmpty, let id { summary.lost.append(id) }
        for document in documents {
            let exists = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM document WHERE id = ?)", arguments: [document.id])
            if exists != true {
                try writer.add(document, ancestors: reader.taxonomy.ancestors(of:))
                summary.kept += 1
            }
        }
    }

    private func removeUnseen() throws {
        for id in unseen.sorted() {
            if let title = try writer.remove(id: id) {
                try writer.recordRemoval(id: id, title: title)
                summary.removed += 1
            }
        }
        guard let old else { return }
        // A rebuild finds no unseen rows: what is gone is told by the old file.
        let (before, removed) = try old.read { db in
            (
                try Row.fetchAll(db, sql: "SELECT id, title FROM document"),
                try Row.fetchAll(db, sql: "SELECT id, title FROM removed")
            )
        }
        let ids = try Set(String.fetchAll(db, sql: "SELECT id FROM document"))
        for row in before where !ids.contains(row["id"]) {
            summary.removed += 1
            try writer.recordRemoval(id: row["id"], title: row["title"])
        }
        for row in removed where !ids.contains(row["id"]) {
            try writer.recordRemoval(id: row["id"], title: row["title"])
        }
        let kept = before.count { ids.contains($0["id"]) }
        summary.added -= kept
        summary.changed += kept
    }

    private func writeMeta() throws {
        let taxonomyChanged = try Meta.write(reader.taxonomy.json, for: .taxonomy, db)
        let thesaurusChanged = try Meta.write(ThesaurusRow.json(reader.thesaurus), for: .thesaurus, db)
        let documentsChanged = summary.added + summary.changed + summary.removed > 0
        guard documentsChanged || taxonomyChanged || thesaurusChanged || Meta.value(.generation, db) == nil else {
            return
        }
        let previous = try old.map { try $0.read { db in Meta.value(.generation, db) } } ?? Meta.value(.generation, db)
        let generation = (previous.flatMap { Int($0) } ?? 0) + 1
        _ = try Meta.write(String(generation), for: .generation, db)
        _ = try Meta.write(Date.now.ISO8601Format(.init(includingFractionalSeconds: true)), for: .indexedAt, db)
        _ = try Meta.write(corpusPath, for: .corpus, db)
    }

    private static func documents(carrying axes: Set<String>, _ db: Database) throws -> Set<String> {
        var ids: Set<String> = []
        for axis in axes {
            let carrying = """
                SELECT d.id FROM document_axis AS a JOIN document AS d ON d.number = a.document WHERE a.axis = ?
                """
            ids.formUnion(try String.fetchAll(db, sql: carrying, arguments: [axis]))
        }
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
