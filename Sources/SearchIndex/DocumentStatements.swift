import Foundation
import GRDB
import GRDBSQLite

/// The statements that write a document, prepared once a pass: looking them up by their text took a tenth of it.
struct DocumentStatements {
    let selectText: Statement
    let insertText: Statement
    let deleteText: Statement
    let deleteDocument: Statement
    let insertForward: Statement
    let deleteRemoval: Statement
    private let insertDocument: Statement
    private let insertSection: Statement

    init(_ db: Database) throws {
        selectText = try db.makeStatement(
            sql: "SELECT number, title, summary, headings, body, header FROM document_text WHERE id = ?")
        insertText = try db.makeHotStatement(Self.insertTextSQL)
        deleteText = try db.makeHotStatement(Self.deleteTextSQL)
        insertDocument = try db.makeHotStatement(Self.insertDocumentSQL)
        deleteDocument = try db.makeHotStatement("DELETE FROM document WHERE number = ?")
        insertForward = try db.makeHotStatement("INSERT INTO forward (document, words, places) VALUES (?, ?, ?)")
        deleteRemoval = try db.makeHotStatement("DELETE FROM removed WHERE id = ?")
        insertSection = try db.makeHotStatement("INSERT INTO section VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
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
        try insertDocument.run(
            document.id, document.hash, document.kind, document.territory.databaseValue,
            document.year.databaseValue, document.nature.databaseValue, document.updated.databaseValue,
            Int64(lengths[0]), Int64(lengths[1]), Int64(lengths[2]), Int64(lengths[3]), document.path,
            document.axes.joined(separator: "\n"), document.publics.joined(separator: "\n"), document.title,
            document.summary, document.headings, document.sources, texts.fields, texts.header, texts.body)
    }

    func insertSections(of document: StoredDocument, _ number: Int64) throws {
        if document.isPlainText { return }
        for (position, section) in document.sections.enumerated() {
            try insertSection.run(
                number, Int64(position), section.heading, Int64(section.level), Int64(section.start),
                Int64(section.end), section.html.databaseValue, section.markdown.databaseValue)
        }
    }
}

extension Database {
    /// A statement for `Statement.run`.
    func makeHotStatement(_ sql: String) throws -> Statement {
        let statement = try makeStatement(sql: sql)
        // GRDB would miss the values that are bound past it.
        statement.setUncheckedArguments([])
        return statement
    }
}

extension Statement {
    /// Runs a hot statement with values for all its parameters.
    ///
    /// GRDB's own arguments take a box for each value, an array for all and a copy of that, half as long as SQLite
    /// takes to write a row.
    func run<each Value: StatementBinding>(_ value: repeat each Value) throws {
        unsafe sqlite3_reset(sqliteStatement)
        var index: CInt = 0
        for value in repeat each value {
            index += 1
            let code = unsafe value.bind(to: sqliteStatement, at: index)
            guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
        }
        try execute()
    }
}
