import GRDB
import GRDBSQLite

/// Reads the words of documents within one state of the index, straight from SQLite's pages.
public struct ForwardReader {
    private let statement: Statement

    init(_ db: Database) throws {
        statement = try db.cachedStatement(sql: "SELECT words FROM forward WHERE document = ?")
    }

    /// Puts the document's words in the place of what `forward` holds; no words for a document that is not there.
    public func read(_ document: Int, into forward: inout Forward) throws {
        try withBlob(of: document) { blob in forward.read(blob) }
    }

    /// Calls `body` with the position and the word, for the words of the document that may be among the wanted ones.
    ///
    /// - Complexity: O(words of the document), nothing allocated.
    public func forEachWord(
        of document: Int, among wanted: FormFilter, _ body: (Int, Forward.Word) -> Void
    ) throws {
        try withBlob(of: document) { blob in Forward.forEachWord(in: blob, among: wanted, body) }
    }

    private func withBlob(of document: Int, _ body: (Span<UInt8>) -> Void) throws {
        let statement = unsafe self.statement.sqliteStatement
        defer { unsafe sqlite3_reset(statement) }
        unsafe sqlite3_bind_int64(statement, 1, sqlite3_int64(document))
        switch unsafe sqlite3_step(statement) {
        case SQLITE_DONE: return body(Span())
        case SQLITE_ROW: break
        case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code))
        }
        let count = Int(unsafe sqlite3_column_bytes(statement, 0))
        let bytes = unsafe UnsafeRawBufferPointer(start: sqlite3_column_blob(statement, 0), count: count)
        unsafe body(Span(_unsafeBytes: bytes))
    }
}
