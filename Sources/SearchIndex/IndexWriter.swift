import Analysis
import Foundation
import GRDB

/// Writes documents within one transaction.
final class IndexWriter {
    private let db: Database
    private let analyzer: Analyzer
    private let phrases: PhraseTable
    private let postings: PostingWriter
    private var formCounts: [String: FormCount] = [:]

    private struct FormCount {
        var term: Term
        var delta: Int
    }

    init(_ db: Database) throws {
        self.db = db
        postings = try PostingWriter(db)
        analyzer = Analyzer(stemming: Meta.stemming(db))
        phrases = PhraseTable(db)
    }

    /// Adds a document, in the place of the one of the same id if there is one.
    func add(_ document: StoredDocument, ancestors: (String) -> [String]) throws {
        try remove(id: document.id)
        let analyzed = AnalyzedDocument(document.texts, analyzer: analyzer)
        let number = try insert(document, lengths: analyzed.lengths)
        try postings.add(Int(number), analyzed)
        for term in analyzed.forms { count(term, 1) }
        try insertParts(of: document, number: number, ancestors: ancestors)
        try db.cachedStatement(sql: Self.insertText).execute(arguments: [
            number, document.title, document.summary, document.headings, document.body, document.header,
        ])
        try db.cachedStatement(sql: "INSERT INTO forward (document, words) VALUES (?, ?)")
            .execute(arguments: [number, Data(analyzed.forward.blob)])
        try phrases.count(analyzed.forward, 1)
        for key in titleKeys(document.title) {
            try db.cachedStatement(sql: Self.insertTitleKey).execute(arguments: [key.isBeginning, key.letters, number])
        }
        try db.cachedStatement(sql: "DELETE FROM removed WHERE id = ?").execute(arguments: [document.id])
    }

    /// Removes a document if it is there.
    ///
    /// - Returns: its title, or `nil` if there was none of this id.
    @discardableResult
    func remove(id: String) throws -> String? {
        guard let row = try Row.fetchOne(db.cachedStatement(sql: Self.selectText), arguments: [id]) else { return nil }
        let number: Int64 = row["number"]
        let texts = StoredDocument.texts(row)
        try postings.remove(
            Int(number),
            lengths: FieldLengths(
                row["title_length"], row["summary_length"], row["headings_length"], row["body_length"]))
        for term in forms(in: texts) { count(term, -1) }
        for key in titleKeys(texts[0]) {
            try db.cachedStatement(sql: Self.deleteTitleKey).execute(arguments: [key.isBeginning, key.letters, number])
        }
        let words = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT words FROM forward WHERE document = ?"), arguments: [number])
        try phrases.count(Forward(blob: words ?? Data()), -1)
        // FTS5 with external content forgets a row only when told what it held.
        try db.cachedStatement(sql: Self.deleteText)
            .execute(arguments: [number, texts[0], texts[1], texts[2], texts[3], texts[4]])
        try db.cachedStatement(sql: "DELETE FROM document WHERE number = ?").execute(arguments: [number])
        return texts[0]
    }

    /// Notes that a document is gone for good.
    func recordRemoval(id: String, title: String) throws {
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO removed (id, title) VALUES (?, ?)")
            .execute(arguments: [id, title])
    }

    /// Writes what was counted in memory; the last step of a pass.
    ///
    /// - Parameter changed: how many documents the pass added, changed or removed.
    func finish(changed: Int) throws {
        let upsert = try db.cachedStatement(sql: Self.upsertForm)
        for (form, count) in formCounts where count.delta != 0 {
            try upsert.execute(arguments: [
                form, analyzer.fold(form), count.term.text, analyzer.root(of: form), form.count, count.delta,
            ])
        }
        try db.execute(sql: "DELETE FROM form WHERE documents <= 0")
        formCounts = [:]
        try postings.finish(documents: forEachDocument)
        try phrases.finish(changed: changed, analyzer: analyzer)
    }

    private func forEachDocument(_ body: (Int, AnalyzedDocument) throws -> Void) throws {
        try StoredDocument.forEachText(db) { number, texts in
            try body(number, AnalyzedDocument(texts, analyzer: analyzer))
        }
    }

    // MARK: Statements

    private static let insertText =
        "INSERT INTO text (rowid, title, summary, headings, body, header) VALUES (?, ?, ?, ?, ?, ?)"
    private static let deleteText =
        "INSERT INTO text (text, rowid, title, summary, headings, body, header) VALUES ('delete', ?, ?, ?, ?, ?, ?)"
    private static let insertTitleKey = "INSERT OR IGNORE INTO title_key (beginning, key, document) VALUES (?, ?, ?)"
    private static let deleteTitleKey = "DELETE FROM title_key WHERE beginning = ? AND key = ? AND document = ?"
    private static let selectText = """
        SELECT number, title, summary, headings, body, header, title_length, summary_length, headings_length, body_length
          FROM document WHERE id = ?
        """
    private static let upsertForm = """
        INSERT INTO form (form, folded, term, root, length, documents) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (form) DO UPDATE SET documents = documents + excluded.documents
        """
    private static let insertDocument = """
        INSERT INTO document (id, hash, kind, territory, year, nature, updated, title_length, summary_length,
                              headings_length, body_length, path, title, summary, headings, header, sources, fields,
                              body)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    private func insert(_ document: StoredDocument, lengths: FieldLengths) throws -> Int64 {
        try db.cachedStatement(sql: Self.insertDocument).execute(arguments: [
            document.id, document.hash, document.kind, document.territory, document.year, document.nature,
            document.updated, lengths[0], lengths[1], lengths[2], lengths[3], document.path, document.title,
            document.summary, document.headings, document.header, document.sources, document.fields, document.body,
        ])
        return db.lastInsertedRowID
    }

    private func insertParts(of document: StoredDocument, number: Int64, ancestors: (String) -> [String]) throws {
        for (position, section) in document.sections.enumerated() {
            try db.cachedStatement(sql: #"INSERT INTO section VALUES (?, ?, ?, ?, ?, ?, ?)"#).execute(arguments: [
                number, position, section.heading, section.level, section.start, section.end, section.html,
            ])
        }
        var axes = document.axes.map { ($0, true) }
        for axis in document.axes {
            for ancestor in ancestors(axis) where !axes.contains(where: { $0.0 == ancestor }) {
                axes.append((ancestor, false))
            }
        }
        for (position, axis) in axes.enumerated() {
            try db.cachedStatement(sql: "INSERT INTO document_axis VALUES (?, ?, ?, ?)")
                .execute(arguments: [number, position, axis.0, axis.1])
        }
        for (position, value) in document.publics.enumerated() {
            try db.cachedStatement(sql: "INSERT INTO document_public VALUES (?, ?, ?)")
                .execute(arguments: [number, position, value])
        }
    }

    // MARK: Analysis

    private func forms(in texts: [String]) -> [Term] {
        var seen: Set<UInt32> = []
        var forms: [Term] = []
        for text in texts {
            analyzer.forEachToken(in: Array(text.utf8)) { token in
                if token.kind == .word, seen.insert(token.term.formHash).inserted { forms.append(token.term) }
            }
        }
        return forms
    }

    /// Titles longer than a line are no wording that anyone would choose.
    private func titleKeys(_ title: String) -> [CompletionKey] {
        title.utf8.count > Self.longestTitle ? [] : CompletionKey.keys(of: title, analyzer: analyzer)
    }

    private static let longestTitle = 300

    private func count(_ term: Term, _ delta: Int) {
        guard let first = term.form.utf8.first, first >= 0x61, term.form.utf8.count <= 48 else { return }
        formCounts[term.form, default: FormCount(term: term, delta: 0)].delta += delta
    }
}
