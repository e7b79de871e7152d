import Foundation
import GRDB
import Meaning

/// Keeps the vectors of passages up to the documents, within the transaction of a pass.
///
/// Blocks hold documents in the order of their numbers, which only grow: new ones go into the last block. A block loses
/// what is removed when the pass ends, and takes in the one after it once both fit.
final class PassageWriter {
    private let db: Database
    private var removed: Set<Int> = []

    init(_ db: Database) { self.db = db }

    /// Notes that a document is gone.
    func remove(_ number: Int) { removed.insert(number) }

    /// Forgets all vectors: those of another model say nothing beside the new ones.
    func removeAll() throws { try db.execute(sql: "DELETE FROM passage_block") }

    /// Writes the blocks of removed documents anew without them.
    func dropRemoved() throws {
        guard !removed.isEmpty else { return }
        let numbers = try Int64.fetchAll(db, sql: "SELECT number FROM passage_block ORDER BY number")
        var before: (number: Int64, block: PassageBlock)?
        for number in numbers {
            let block = try block(number)
            var kept = PassageBlock()
            kept.append(block) { !removed.contains($0) }
            guard kept.count < block.count else {
                before = nil
                continue
            }
            if var open = before, open.block.count + kept.count <= PassageBlock.capacity {
                open.block.append(kept) { _ in true }
                try delete(number)
                try write(open.block, number: open.number)
                before = open
            } else if kept.count == 0 {
                try delete(number)
            } else {
                try write(kept, number: number)
                before = (number, kept)
            }
        }
        removed = []
    }

    /// The last block, to be gone on with, if it has room.
    func lastBlock() throws -> (number: Int64, block: PassageBlock)? {
        try Int64.fetchOne(db, sql: "SELECT max(number) FROM passage_block").map { ($0, try block($0)) }
    }

    /// The blocks go by the number of their first document.
    func write(_ block: PassageBlock, number: Int64) throws {
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO passage_block (number, passages) VALUES (?, ?)")
            .execute(arguments: [number, Data(block.bytes)])
    }

    private func block(_ number: Int64) throws -> PassageBlock {
        let statement = try db.cachedStatement(sql: "SELECT passages FROM passage_block WHERE number = ?")
        return try PassageBlock(bytes: [UInt8](try Data.fetchOne(statement, arguments: [number]) ?? Data()))
    }

    private func delete(_ number: Int64) throws {
        try db.cachedStatement(sql: "DELETE FROM passage_block WHERE number = ?").execute(arguments: [number])
    }
}
