import GRDB

/// Keeps the keys of titles up to the documents, within the transaction of a pass.
final class TitleTable {
    /// So many keys, some 8 MB, are written at once, in the order of the table: each page is looked up for several.
    private static let keysAtOnce = 1 << 16

    private struct Row {
        let key: CompletionKey
        let document: Int64
    }

    private let insert: Statement
    private let delete: Statement
    private var rows: [Row] = []

    init(_ db: Database) throws {
        insert = try db.makeHotStatement(
            "INSERT OR IGNORE INTO title_key (beginning, key, document) VALUES (?, ?, ?)")
        delete = try db.makeHotStatement("DELETE FROM title_key WHERE beginning = ? AND key = ? AND document = ?")
    }

    /// Adds the keys of a document's title.
    func add(_ keys: [CompletionKey], _ document: Int64) throws {
        for key in keys { rows.append(Row(key: key, document: document)) }
        if rows.count >= Self.keysAtOnce { try finish() }
    }

    /// Removes the keys of the title of a document that was there before the pass.
    func remove(_ keys: [CompletionKey], _ document: Int64) throws {
        for key in keys { try delete.run(Int64(key.isBeginning ? 1 : 0), key.letters, document) }
    }

    /// Writes what is not written yet.
    func finish() throws {
        // By their first letters, which say which page: whole keys take ten times as long to compare.
        let places = rows.indices.map { (key: rows[$0].key.sortKey, place: $0) }.sorted { $0.key < $1.key }
        for (_, place) in places {
            let row = rows[place]
            try insert.run(Int64(row.key.isBeginning ? 1 : 0), row.key.letters, row.document)
        }
        rows.removeAll(keepingCapacity: true)
    }
}

extension CompletionKey {
    /// Beginnings last, as the table has them, then the first seven letters.
    fileprivate var sortKey: UInt64 {
        letters.utf8.prefix(7).enumerated().reduce(isBeginning ? 1 << 56 : 0) { key, letter in
            key | UInt64(letter.element) << UInt64(48 - 8 * letter.offset)
        }
    }
}
