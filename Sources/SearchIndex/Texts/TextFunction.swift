import CZstd
import GRDB
import GRDBSQLite

/// The SQL function `reperes_text(value)`: the text that a `TextPacker` made the value of.
///
/// A text that was stored as it is comes back as it is. Bytes that are no compressed text are `SQLITE_CORRUPT`.
enum TextFunction {
    static func register(in db: Database) throws {
        let unpacker = unsafe Unmanaged.passRetained(TextUnpacker()).toOpaque()
        let code = unsafe sqlite3_create_function_v2(
            db.sqliteConnection, "reperes_text", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, unpacker,
            { context, _, values in
                guard let value = unsafe values?[0] else { return }
                guard unsafe sqlite3_value_type(value) == SQLITE_BLOB else {
                    return unsafe sqlite3_result_value(context, value)
                }
                let unpacker = unsafe Unmanaged<TextUnpacker>.fromOpaque(sqlite3_user_data(context))
                if unsafe unpacker.takeUnretainedValue().unpack(value, into: context) { return }
                unsafe sqlite3_result_error(context, DatabaseError.damagedText.message, -1)
                unsafe sqlite3_result_error_code(context, SQLITE_CORRUPT)
            }, nil, nil,
            { unpacker in
                guard let unpacker = unsafe unpacker else { return }
                unsafe Unmanaged<TextUnpacker>.fromOpaque(unpacker).release()
            })
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}

extension DatabaseError {
    static var damagedText: DatabaseError {
        DatabaseError(resultCode: .SQLITE_CORRUPT, message: "texte d’une fiche illisible")
    }
}

/// Reads compressed texts for one connection, which keeps the dictionary of the last one.
@safe private final class TextUnpacker {
    private let context = unsafe ZSTD_createDCtx()
    private var dictionary: OpaquePointer?
    /// Of the dictionary; 0 while there is none.
    private var number: UInt32 = 0

    deinit {
        unsafe ZSTD_freeDCtx(context)
        unsafe ZSTD_freeDDict(dictionary)
    }

    /// Gives SQLite the text of a blob, or says that the blob is none.
    func unpack(_ blob: OpaquePointer, into result: OpaquePointer?) -> Bool {
        guard let source = unsafe sqlite3_value_blob(blob), let context = unsafe context else { return false }
        let count = Int(unsafe sqlite3_value_bytes(blob))
        // What is no frame, or does not say its size, has one beyond all bounds.
        let size = unsafe ZSTD_getFrameContentSize(source, count)
        let wanted = unsafe ZSTD_getDictID_fromFrame(source, count)
        guard size > 0, size <= UInt64(TextPacker.longest),
            unsafe wanted == 0 || use(wanted, sqlite3_context_db_handle(result)),
            let text = unsafe sqlite3_malloc64(size)
        else { return false }
        let written = unsafe ZSTD_decompress_usingDDict(
            context, text, Int(size), source, count, wanted == 0 ? nil : dictionary)
        guard ZSTD_isError(written) == 0, written == Int(size) else {
            unsafe sqlite3_free(text)
            return false
        }
        unsafe sqlite3_result_text64(
            result, text.assumingMemoryBound(to: CChar.self), size, sqlite3_free, UInt8(SQLITE_UTF8))
        return true
    }

    /// Takes the dictionary of this number, which a rebuild may have changed since the last text.
    private func use(_ wanted: UInt32, _ connection: OpaquePointer?) -> Bool {
        if wanted == number { return true }
        unsafe ZSTD_freeDDict(dictionary)
        unsafe dictionary = unsafe read(wanted, connection)
        number = unsafe ZSTD_getDictID_fromDDict(dictionary)
        return wanted == number
    }

    private func read(_ number: UInt32, _ connection: OpaquePointer?) -> OpaquePointer? {
        var row: OpaquePointer?
        defer { unsafe sqlite3_finalize(row) }
        let select = "SELECT bytes FROM text_dictionary WHERE number = ?"
        guard unsafe sqlite3_prepare_v2(connection, select, -1, &row, nil) == SQLITE_OK,
            unsafe sqlite3_bind_int64(row, 1, sqlite3_int64(number)) == SQLITE_OK,
            unsafe sqlite3_step(row) == SQLITE_ROW
        else { return nil }
        return unsafe ZSTD_createDDict(sqlite3_column_blob(row, 0), Int(sqlite3_column_bytes(row, 0)))
    }
}
