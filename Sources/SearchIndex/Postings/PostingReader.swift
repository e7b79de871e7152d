import Analysis
import GRDB

/// What reading postings needs to know of a state of the index, read once.
public struct PostingCatalog: Sendable {
    let segments: [SegmentTable.Segment]
    /// Documents that are gone, whose postings are not yet.
    public let tombstones: Bitmap
    private let hasTombstones: Bool
    /// By window: whether a document of it is gone.
    private let windows: [Bool]
    /// Weighs occurrences as the impacts were made.
    public let weigher: FrequencyWeigher

    /// One past the highest document number that a list may hold.
    public var bound: Int { tombstones.bound }

    init(_ db: Database) throws {
        segments = try SegmentTable(db).segments
        let bound = segments.last?.documents.upperBound ?? 0
        var tombstones = Bitmap(bound: bound)
        var windows = [Bool](repeating: false, count: bound / PostingList.windowSize + 1)
        for document in try Int.fetchAll(db, sql: "SELECT document FROM tombstone") where document < bound {
            tombstones.insert(document)
            windows[document / PostingList.windowSize] = true
        }
        self.tombstones = tombstones
        self.windows = windows
        hasTombstones = windows.contains(true)
        weigher = FrequencyWeigher(
            Meta.fieldWeights(db), means: Meta.meanLengths(db) ?? MeanLengths(sums: [0, 0, 0, 0], documents: 0))
    }

    /// How many documents of the list are still there.
    ///
    /// - Complexity: O(windows), and the postings of those in which a document is gone.
    public func count(of list: PostingList) -> Int {
        guard hasTombstones else { return list.count }
        var count = list.count
        for window in list.windows where windows[window.number] {
            list.forEach(in: window) { document, _ in if tombstones.contains(document) { count -= 1 } }
        }
        return count
    }
}

/// Reads the postings of terms within one state of the index.
public struct PostingReader {
    /// What is known of the postings.
    public let catalog: PostingCatalog
    /// For the first segment, which is larger than all others together and has most terms.
    private let blobs: BlobReader
    /// For the others, which have few: not to find a row costs a cursor of blobs more than to find it.
    private let statement: Statement

    init(_ db: Database, catalog: PostingCatalog) throws {
        self.catalog = catalog
        blobs = BlobReader(db, table: "posting", column: "list")
        statement = try db.cachedStatement(sql: "SELECT list FROM posting WHERE key = ?")
    }

    /// The documents that hold the term, tombstones included; an empty list when there are none.
    ///
    /// - Complexity: a look-up for each segment, and a copy of the list.
    /// - Throws: a `DatabaseError` when the bytes are no list.
    public func list(of term: String) throws -> PostingList { try list(of: Term.key(Array(term.utf8))) }

    func list(of key: Int64) throws -> PostingList {
        guard let first = catalog.segments.first else { return PostingList() }
        var list = try readBlob(first.key(of: key)) ?? PostingList()
        for segment in catalog.segments.dropFirst() {
            guard let part = try readRow(segment.key(of: key)) else { continue }
            if list.count == 0 { list = part } else { list.append(contentsOf: part) }
        }
        return list
    }

    private func readBlob(_ key: Int64) throws -> PostingList? {
        let blobs = blobs
        guard let size = try blobs.seek(key) else { return nil }
        let list = try unsafe PostingList(size: size, bound: catalog.bound) { offset, target in
            try unsafe blobs.copy(from: offset, to: target)
        }
        guard let list else { throw DatabaseError.damagedList }
        return list
    }

    private func readRow(_ key: Int64) throws -> PostingList? {
        try statement.row(of: key) { row in
            guard let list = unsafe PostingList(blob: row.bytes(0), bound: catalog.bound) else {
                throw DatabaseError.damagedList
            }
            return list
        }
    }
}

extension DatabaseError {
    fileprivate static var damagedList: DatabaseError {
        DatabaseError(resultCode: .SQLITE_CORRUPT, message: "liste de documents illisible")
    }
}

extension IndexState {
    /// What reading postings needs to know; the same for all searches of this state.
    public func postingCatalog() throws -> PostingCatalog { try PostingCatalog(db) }

    /// A reader of the postings of this state.
    public func postings(_ catalog: PostingCatalog) throws -> PostingReader { try PostingReader(db, catalog: catalog) }
}
