import Analysis
import Foundation
import GRDB

/// Keeps the postings up to the documents, within the transaction of a pass.
final class PostingWriter {
    /// Tombstones beyond this share of the documents, and beyond so many, are swept out of the lists.
    private static let sweptShare = 32
    private static let fewTombstones = 64

    private let db: Database
    private let weights: FieldWeights
    private let buffer = PostingBuffer()
    private var totals: LengthTotals
    private var lengths: [FieldLengths] = []
    /// The number of the pass's first document; those of the pass follow each other.
    private var first: Int?

    init(_ db: Database) throws {
        self.db = db
        weights = Meta.fieldWeights(db)
        totals = Meta.lengthTotals(db) ?? LengthTotals()
    }

    /// Adds a document, whose number is above all those before.
    func add(_ document: Int, _ analyzed: AnalyzedDocument) throws {
        totals.count(analyzed.lengths, 1)
        try collect(document, analyzed)
    }

    /// Marks a document as gone: its postings stay until they are merged.
    func remove(_ document: Int, lengths: FieldLengths) throws {
        totals.count(lengths, -1)
        try db.cachedStatement(sql: "INSERT INTO tombstone (document) VALUES (?)").execute(arguments: [document])
    }

    /// Writes a segment for the documents of the pass, and merges those that have become too many.
    ///
    /// - Parameter documents: calls its argument with every document of the index, by ascending number.
    func finish(documents: ((Int, AnalyzedDocument) throws -> Void) throws -> Void) throws {
        let means = MeanLengths(sums: totals.sums, documents: totals.documents)
        if let before = Meta.meanLengths(db), before != means { try startAgain(documents) }
        try Meta.write(means, totals, db)
        var table = try SegmentTable(db)
        try writeSegment(&table, FrequencyWeigher(weights, means: means))
        let tombstones = try Int.fetchAll(db, sql: "SELECT document FROM tombstone ORDER BY document")
        let isSwept = tombstones.count > Self.fewTombstones + totals.documents / Self.sweptShare
        let merged = isSwept ? table.segments[...] : table.due
        guard isSwept || merged.count > 1 else { return }
        try merge(merged, in: &table, without: tombstones)
    }

    // MARK: Parts

    private func collect(_ document: Int, _ analyzed: AnalyzedDocument) throws {
        let start = first ?? document
        first = start
        while start + lengths.count < document { lengths.append(FieldLengths()) }
        lengths.append(analyzed.lengths)
        try buffer.append(Int32(document), analyzed.entries)
    }

    /// The mean lengths have moved, and every impact with them.
    private func startAgain(_ documents: ((Int, AnalyzedDocument) throws -> Void) throws -> Void) throws {
        try db.execute(sql: "DELETE FROM posting; DELETE FROM tombstone")
        var table = try SegmentTable(db)
        try table.removeAll(db)
        buffer.removeAll()
        lengths = []
        first = nil
        try documents(collect)
    }

    /// Lists are made by a thread of their own, while this one writes those that it has made.
    private func writeSegment(_ table: inout SegmentTable, _ weigher: FrequencyWeigher) throws {
        guard let first else { return }
        let segment = table.new(documents: first..<(first + lengths.count))
        let insert = try db.makeHotStatement(Self.insertList)
        try Pipeline.run(
            capacity: Self.bytesAhead, weight: { $0.list.count + 50 },
            make: { [postings = buffer.takeAll(), lengths] give in
                try postings.forEachTerm { key, records in
                    let list = Self.list(records) { record in
                        weigher.frequency(
                            FieldFrequencies(packed: record.frequencies),
                            lengths: lengths[Int(record.document) - first])
                    }
                    try give((key, Data(list.blob)))
                }
            },
            take: { (posting: (key: Int64, list: Data)) in
                try insert.run(segment.key(of: posting.key), posting.list)
            })
        try table.replace(table.segments[table.segments.endIndex...], with: segment, db)
    }

    private static let bytesAhead = 1 << 20

    static func list(
        _ records: ArraySlice<PostingBuffer.Record>, frequency: (PostingBuffer.Record) -> Double
    ) -> PostingList {
        var builder = PostingListBuilder()
        for record in records { builder.append(Int(record.document), impact: Impact.code(frequency(record))) }
        return builder.list()
    }

    private func merge(
        _ merged: ArraySlice<SegmentTable.Segment>, in table: inout SegmentTable, without tombstones: [Int]
    ) throws {
        guard let start = merged.first?.documents.lowerBound, let end = merged.last?.documents.upperBound else {
            return
        }
        let segment = table.new(documents: start..<end)
        let gone = Set(tombstones)
        let insert = try db.cachedStatement(sql: Self.insertList)
        try SegmentMerge(merged, db).forEachTerm { key, lists in
            var builder = PostingListBuilder()
            for part in lists {
                part.forEach { document, impact in
                    if !gone.contains(document) { builder.append(document, impact: impact) }
                }
            }
            let list = builder.list()
            if list.count > 0 { try insert.execute(arguments: [segment.key(of: key), Data(list.blob)]) }
        }
        for old in merged {
            try db.execute(
                sql: "DELETE FROM posting WHERE key BETWEEN ? AND ?",
                arguments: [old.keys.lowerBound, old.keys.upperBound])
        }
        try db.execute(sql: "DELETE FROM tombstone WHERE document >= ? AND document < ?", arguments: [start, end])
        try table.replace(merged, with: segment, db)
    }

    private static let insertList = "INSERT INTO posting (key, list) VALUES (?, ?)"
}

/// The lengths of all documents together.
struct LengthTotals: Codable, Equatable {
    private(set) var documents = 0
    private(set) var sums = [Int](repeating: 0, count: FrequencyWeigher.measuredFields)

    /// Counts a document that came (+1) or went (-1).
    mutating func count(_ lengths: FieldLengths, _ delta: Int) {
        documents += delta
        for field in sums.indices { sums[field] += delta * Int(lengths[field]) }
    }
}

/// The lists of several segments, side by side, by ascending term.
private struct SegmentMerge {
    private let segments: ArraySlice<SegmentTable.Segment>
    private let db: Database

    init(_ segments: ArraySlice<SegmentTable.Segment>, _ db: Database) {
        self.segments = segments
        self.db = db
    }

    func forEachTerm(_ body: (Int64, [PostingList]) throws -> Void) throws {
        var cursors = try segments.map { segment in
            try Row.fetchCursor(
                db, sql: "SELECT key, list FROM posting WHERE key BETWEEN ? AND ? ORDER BY key",
                arguments: [segment.keys.lowerBound, segment.keys.upperBound])
        }
        var heads = try cursors.indices.map { try next(&cursors[$0]) }
        while let term = heads.lazy.compactMap({ $0?.term }).min() {
            var lists: [PostingList] = []
            for index in heads.indices where heads[index]?.term == term {
                if let head = heads[index] { lists.append(head.list) }
                heads[index] = try next(&cursors[index])
            }
            try body(term, lists)
        }
    }

    private func next(_ cursor: inout RowCursor) throws -> (term: Int64, list: PostingList)? {
        guard let row = try cursor.next() else { return nil }
        let list = try PostingList(data: row[1])
        return ((row[0] as Int64) & SegmentTable.highestTerm, list)
    }
}

extension PostingList {
    /// Reads a list of this file; documents are not checked against a bound.
    init(data: Data) throws {
        let list = unsafe data.withUnsafeBytes { unsafe PostingList(blob: $0, bound: Int(UInt32.max)) }
        guard let list else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "liste de documents illisible")
        }
        self = list
    }
}
