import GRDB
import GRDBSQLite

/// Reads a column of blobs by the keys of their rows, within one transaction.
///
/// SQLite's incremental I/O leaves its cursor open between rows, where a statement opens and closes it for each: a row
/// takes half of the time, and bytes are copied once.
@safe final class BlobReader {
    private let connection: OpaquePointer?
    private let table: String
    private let column: String
    /// Stands on the last row that was found.
    private var blob: OpaquePointer?
    private var bytes: [UInt8] = []

    init(_ db: Database, table: String, column: String) {
        unsafe connection = db.sqliteConnection
        self.table = table
        self.column = column
    }

    deinit { unsafe sqlite3_blob_close(blob) }

    /// Calls `body` with the bytes of a row.
    ///
    /// - Returns: whether there is such a row.
    @discardableResult
    func read(_ key: Int64, _ body: (Span<UInt8>) -> Void) throws -> Bool {
        guard let count = try copy(key) else { return false }
        let bytes = bytes
        body(bytes.span.extracting(first: count))
        return true
    }

    /// - Returns: how many bytes the row has.
    private func copy(_ key: Int64) throws -> Int? {
        guard let count = try seek(key) else { return nil }
        if count > bytes.count { bytes = Array(repeating: 0, count: 2 * count) }
        try unsafe bytes.withUnsafeMutableBytes {
            try unsafe copy(from: 0, to: UnsafeMutableRawBufferPointer(rebasing: $0[..<count]))
        }
        return count
    }

    /// Moves to a row.
    ///
    /// - Returns: how many bytes it has; `nil` where it is not there. SQLite gives the cursor up then.
    func seek(_ key: Int64) throws -> Int? {
        var code: CInt
        if unsafe blob == nil {
            code = unsafe sqlite3_blob_open(connection, "main", table, column, key, 0, &blob)
        } else {
            code = unsafe sqlite3_blob_reopen(blob, key)
            if code != SQLITE_OK {
                unsafe sqlite3_blob_close(blob)
                unsafe blob = nil
            }
        }
        guard code == SQLITE_OK || code == SQLITE_ERROR else { throw error(code) }
        return code == SQLITE_OK ? Int(unsafe sqlite3_blob_bytes(blob)) : nil
    }

    /// Copies bytes of the row that was found last, which has as many.
    func copy(from offset: Int, to target: UnsafeMutableRawBufferPointer) throws {
        let code = unsafe sqlite3_blob_read(blob, target.baseAddress, CInt(target.count), CInt(offset))
        guard code == SQLITE_OK else { throw error(code) }
    }

    private func error(_ code: CInt) -> DatabaseError {
        unsafe DatabaseError(
            resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection)))
    }
}
