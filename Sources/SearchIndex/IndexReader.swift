import Foundation
import GRDB

/// Reads an index file; safe to share between threads.
public final class IndexReader: Sendable {
    private let pool: DatabasePool
    private let path: String
    private let identity: FileIdentity?

    /// Opens the file for reading.
    ///
    /// - Throws: `.missing`, `.otherVersion`, `.damaged`.
    public init(path: String) throws(IndexError) {
        self.path = path
        identity = FileIdentity(path: path)
        pool = try IndexFile.reader(path)
    }

    /// Whether another file stands at the path by now: `make clean` and a new index, or a damaged one replaced.
    public var isReplaced: Bool {
        FileIdentity(path: path).map { $0 != identity } ?? false
    }

    /// Runs `body` on one state of the index, whatever a pass commits meanwhile.
    public func read<Value>(_ body: (IndexState) throws -> Value) throws -> Value {
        do {
            return try pool.read { db in try body(IndexState(db)) }
        } catch let error as DatabaseError {
            throw IndexError(error, path: path)
        }
    }
}
