import GRDB

/// The segments of the postings: each has the documents of a range of numbers, ranges follow each other.
///
/// A pass adds a segment for its documents; nothing of the others is written again. Segments are merged so that each is
/// larger than all later ones together by a factor (the logarithmic method, Bentley & Saxe 1980): a query looks into few.
struct SegmentTable {
    struct Segment: Equatable {
        /// 0...255, the highest bits of the keys of its lists.
        var number: Int
        /// The numbers of its documents, from the first to one past the last.
        var documents: Range<Int>

        /// The key of a term's list in this segment.
        func key(of term: Int64) -> Int64 { Int64(number) << 55 | term }
        /// The keys of all its lists.
        var keys: ClosedRange<Int64> { key(of: 0)...key(of: SegmentTable.highestTerm) }
    }

    /// How much larger a segment is than all those after it.
    private static let ratio = 8
    /// The highest `Term.key`.
    static let highestTerm: Int64 = (1 << 55) - 1

    /// By the numbers of their documents, ascending.
    private(set) var segments: [Segment]

    init(_ db: Database) throws {
        segments = try Row.fetchAll(db, sql: "SELECT number, first, bound FROM segment ORDER BY first").map {
            Segment(number: $0[0], documents: ($0[1] as Int)..<max($0[1], $0[2] as Int))
        }
    }

    /// The segments that must become one so that the ratio holds again; fewer than two: none.
    var due: ArraySlice<Segment> {
        var later = 0
        var start = segments.endIndex
        for index in segments.indices.reversed() {
            if segments[index].documents.count < Self.ratio * later { start = index }
            later += segments[index].documents.count
        }
        return segments[start...]
    }

    /// A segment for these documents, which is not in the table yet.
    func new(documents: Range<Int>) -> Segment {
        let used = Set(segments.map(\.number))
        return Segment(number: (0...255).first { !used.contains($0) } ?? 255, documents: documents)
    }

    /// Puts one segment in the place of several that follow each other, or of none at the end.
    mutating func replace(_ old: ArraySlice<Segment>, with segment: Segment, _ db: Database) throws {
        for old in old { try db.execute(sql: "DELETE FROM segment WHERE number = ?", arguments: [old.number]) }
        segments.replaceSubrange(old.indices, with: [segment])
        try db.execute(
            sql: "INSERT INTO segment (number, first, bound) VALUES (?, ?, ?)",
            arguments: [segment.number, segment.documents.lowerBound, segment.documents.upperBound])
    }

    mutating func removeAll(_ db: Database) throws {
        try db.execute(sql: "DELETE FROM segment")
        segments = []
    }
}
