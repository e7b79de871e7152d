import GRDB
import GRDBSQLite

/// Reads parts of the blocks of passages, without the rest of the row (incremental blob I/O of SQLite).
///
/// Valid within one state of the index. The handle moves from block to block: opening one anew costs more than reading.
@safe final class PassageBlockReader {
    private let db: Database
    private var blob: OpaquePointer?
    /// The block that `blob` stands on.
    private var current: Int64?
    private var buffer: [UInt8] = []

    init(_ db: Database) { self.db = db }

    deinit { unsafe sqlite3_blob_close(blob) }

    /// The entries of a block.
    func entries(of block: Int64) throws -> [PassageBlock.Entry] {
        try open(block)
        let size = Int(unsafe sqlite3_blob_bytes(blob))
        try read(min(size, PassageBlock.headSize), from: 0)
        let count = try PassageBlock.count(buffer, size: size)
        try read(PassageBlock.vectorOffset(count: count), from: 0)
        return try PassageBlock.entries(buffer, count: count)
    }

    /// Calls `body` with the vectors of some of a block's `count` passages, 512 bytes each.
    func withVectors(
        of block: Int64, count: Int, places: Range<Int>, _ body: (Span<UInt8>) throws -> Void
    ) throws {
        try open(block)
        try read(
            places.count * PassageBlock.vectorSize,
            from: PassageBlock.vectorOffset(count: count) + places.lowerBound * PassageBlock.vectorSize)
        let vectors = buffer
        try body(vectors.span)
    }

    private func open(_ block: Int64) throws {
        if block == current { return }
        current = nil
        let code =
            unsafe blob == nil
            ? sqlite3_blob_open(db.sqliteConnection, "main", "passage_block", "passages", block, 0, &blob)
            : sqlite3_blob_reopen(blob, block)
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
        current = block
    }

    private func read(_ count: Int, from offset: Int) throws {
        if buffer.count > count {
            buffer.removeLast(buffer.count - count)
        } else if buffer.count < count {
            buffer.append(contentsOf: repeatElement(0, count: count - buffer.count))
        }
        let code = unsafe sqlite3_blob_read(blob, &buffer, Int32(count), Int32(offset))
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}
