import GRDB
import GRDBSQLite

/// Reads the words of documents within one state of the index, straight from SQLite's pages.
public struct ForwardReader {
    private let statement: Statement

    init(_ db: Database) throws {
        statement = try db.cachedStatement(sql: "SELECT words, places FROM forward WHERE document = ?")
    }

    /// Puts the document's words in the place of what `forward` holds; no words for a document that is not there.
    public func read(_ document: Int, into forward: inout Forward) throws {
        try withBlobs(of: document) { words, _ in forward.read(words) }
    }

    /// The words of the document's body, with the places of some; none for a document that is not there.
    public func body(of document: Int) throws -> BodyWords {
        var body: BodyWords?
        try withBlobs(of: document) { words, places in body = BodyWords(Forward(blob: words), places: places) }
        return body ?? BodyWords(Forward(), places: Span())
    }

    /// Calls `body` with the position and the word, for the words of the document that may be among the wanted ones, until
    /// it says that it has seen enough.
    ///
    /// - Complexity: O(words of the document), nothing allocated.
    public func forEachWord(
        of document: Int, among wanted: FormFilter, _ body: (Int, Forward.Word) -> Bool
    ) throws {
        try withBlobs(of: document) { words, _ in Forward.forEachWord(in: words, among: wanted, body) }
    }

    private func withBlobs(of document: Int, _ body: (_ words: Span<UInt8>, _ places: Span<UInt8>) -> Void) throws {
        let statement = unsafe self.statement.sqliteStatement
        defer { unsafe sqlite3_reset(statement) }
        unsafe sqlite3_bind_int64(statement, 1, sqlite3_int64(document))
        switch unsafe sqlite3_step(statement) {
        case SQLITE_DONE: return body(Span(), Span())
        case SQLITE_ROW: break
        case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code))
        }
        func blob(_ column: CInt) -> UnsafeRawBufferPointer {
            let count = Int(unsafe sqlite3_column_bytes(statement, column))
            return unsafe UnsafeRawBufferPointer(start: sqlite3_column_blob(statement, column), count: count)
        }
        let (words, places) = unsafe (blob(0), blob(1))
        unsafe body(Span(_unsafeBytes: words), Span(_unsafeBytes: places))
    }
}
