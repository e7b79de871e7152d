import Foundation
import GRDB

/// The statements that write a document, prepared once a pass: looking them up by their text took a tenth of it.
struct DocumentStatements {
    let selectText: Statement
    let insertText: Statement
    let deleteText: Statement
    let deleteDocument: Statement
    let insertForward: Statement
    let insertTitleKey: Statement
    let deleteTitleKey: Statement
    let deleteRemoval: Statement
    private let insertDocument: Statement
    private let insertSection: Statement

    init(_ db: Database) throws {
        selectText = try db.makeStatement(
            sql: "SELECT number, title, summary, headings, body, header FROM document_text WHERE id = ?")
        insertText = try db.makeStatement(sql: Self.insertTextSQL)
        deleteText = try db.makeStatement(sql: Self.deleteTextSQL)
        insertDocument = try db.makeStatement(sql: Self.insertDocumentSQL)
        deleteDocument = try db.makeStatement(sql: "DELETE FROM document WHERE number = ?")
        insertForward = try db.makeStatement(sql: "INSERT INTO forward (document, words, places) VALUES (?, ?, ?)")
        insertTitleKey = try db.makeStatement(
            sql: "INSERT OR IGNORE INTO title_key (beginning, key, document) VALUES (?, ?, ?)")
        deleteTitleKey = try db.makeStatement(
            sql: "DELETE FROM title_key WHERE beginning = ? AND key = ? AND document = ?")
        deleteRemoval = try db.makeStatement(sql: "DELETE FROM removed WHERE id = ?")
        insertSection = try db.makeStatement(sql: "INSERT INTO section VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    }

    private static let insertTextSQL =
        "INSERT INTO text (rowid, title, summary, headings, body, header) VALUES (?, ?, ?, ?, ?, ?)"
    private static let deleteTextSQL =
        "INSERT INTO text (text, rowid, title, summary, headings, body, header) VALUES ('delete', ?, ?, ?, ?, ?, ?)"
    private static let insertDocumentSQL = """
        INSERT INTO document (id, hash, kind, territory, year, nature, updated, title_length, summary_length,
                              headings_length, body_length, path, axes, publics, title, summary, headings, sources,
                              fields, header, body)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    func insertDocument(_ document: StoredDocument, _ texts: PackedTexts, lengths: FieldLengths) throws {
        try insertDocument.run([
            document.id, document.hash, document.kind, document.territory, document.year, document.nature,
            document.updated, lengths[0], lengths[1], lengths[2], lengths[3], document.path,
            document.axes.joined(separator: "\n"), document.publics.joined(separator: "\n"), document.title,
            document.summary, document.headings, document.sources, texts.fields, texts.header, texts.body,
        ])
    }

    func insertSections(of document: StoredDocument, _ number: Int64) throws {
        if document.isPlainText { return }
        for (position, section) in document.sections.enumerated() {
            try insertSection.run([
                number, position, section.heading, section.level, section.start, section.end, section.html,
                section.markdown,
            ])
        }
    }
}

extension Statement {
    /// Runs it with values for all its parameters, which are not counted again each time.
    func run(_ arguments: StatementArguments) throws {
        setUncheckedArguments(arguments)
        try execute()
    }
}
