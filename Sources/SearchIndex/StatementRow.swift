import GRDB
import GRDBSQLite

/// The row on which a statement stands, its columns read where SQLite has them.
///
/// For what every search reads: GRDB's rows copy a blob twice, and a row takes them longer than SQLite needs to find it.
/// Valid inside the closure that it is given to only.
@safe struct StatementRow {
    fileprivate let statement: OpaquePointer

    func integer(_ column: CInt) -> Int64 { unsafe sqlite3_column_int64(statement, column) }

    /// A blob's bytes, or a text's as UTF-8; none for NULL.
    func bytes(_ column: CInt) -> UnsafeRawBufferPointer {
        let start = unsafe sqlite3_column_blob(statement, column)
        return unsafe UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
    }

    /// `nil` for NULL.
    func text(_ column: CInt) -> String? {
        if unsafe sqlite3_column_type(statement, column) == SQLITE_NULL { return nil }
        return unsafe String(decoding: bytes(column), as: UTF8.self)
    }
}

extension Statement {
    /// Calls `body` with the row of a key, the statement's only parameter.
    ///
    /// - Returns: what `body` does; `nil` where there is no such row.
    @inline(__always)
    func row<Value>(of key: Int64, _ body: (StatementRow) throws -> Value) throws -> Value? {
        unsafe sqlite3_bind_int64(sqliteStatement, 1, key)
        defer { unsafe sqlite3_reset(sqliteStatement) }
        return try nextRow().map(body)
    }

    /// Calls `body` with each row, once the parameters are bound.
    @inline(__always)
    func forEachRow(_ body: (StatementRow) throws -> Void) throws {
        defer { unsafe sqlite3_reset(sqliteStatement) }
        while let row = try nextRow() { try body(row) }
    }

    private func nextRow() throws -> StatementRow? {
        switch unsafe sqlite3_step(sqliteStatement) {
        case SQLITE_ROW: unsafe StatementRow(statement: sqliteStatement)
        case SQLITE_DONE: nil
        case let code:
            throw unsafe DatabaseError(
                resultCode: ResultCode(rawValue: code),
                message: String(cString: sqlite3_errmsg(sqlite3_db_handle(sqliteStatement))))
        }
    }
}
