import GRDB

/// The vectors of passages as the index keeps them: those of several documents in one row, by document number.
///
/// A row a passage would be read at a tenth of the speed when all of them are compared with a query. `docs/format.md`
/// has the bytes.
struct PassageBlock {
    /// A block of more passages than this is no block.
    static let capacity = 256
    static let entrySize = 16
    static let vectorSize = 512

    /// A passage without its vector.
    struct Entry: Equatable {
        var document: UInt32
        var start: UInt32
        var end: UInt32
        var scale: Float
    }

    private(set) var entries: [Entry] = []
    /// 512 bytes an entry, in their order.
    private(set) var vectors: [UInt8] = []

    var count: Int { entries.count }

    mutating func append(_ entry: Entry, _ vector: some Sequence<UInt8>) {
        entries.append(entry)
        vectors.append(contentsOf: vector)
    }

    /// Adds the passages of another block that `isWanted` lets through.
    mutating func append(_ other: PassageBlock, where isWanted: (Int) -> Bool) {
        for (index, entry) in other.entries.enumerated() where isWanted(Int(entry.document)) {
            append(entry, other.vector(index))
        }
    }

    func vector(_ index: Int) -> ArraySlice<UInt8> {
        vectors[index * Self.vectorSize..<(index + 1) * Self.vectorSize]
    }

    // MARK: Bytes

    static let headSize = 4

    /// Where the vectors begin in a blob of so many passages.
    static func vectorOffset(count: Int) -> Int { headSize + count * entrySize }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.vectorOffset(count: count) + vectors.count)
        bytes.append(littleEndian: UInt32(count))
        for entry in entries {
            for value in [entry.document, entry.start, entry.end, entry.scale.bitPattern] {
                bytes.append(littleEndian: value)
            }
        }
        return bytes + vectors
    }

    /// - Throws: a `DatabaseError` when the bytes are no block.
    init(bytes: [UInt8]) throws {
        let count = try Self.count(bytes, size: bytes.count)
        entries = try Self.entries(bytes, count: count)
        vectors = Array(bytes[Self.vectorOffset(count: count)...])
    }

    init() {}

    /// How many passages a blob of `size` bytes has that begins with `bytes`.
    static func count(_ bytes: [UInt8], size: Int) throws -> Int {
        guard bytes.count >= headSize else { throw DatabaseError.damagedPassages }
        let count = Int(number(bytes, at: 0))
        guard count <= capacity, size == vectorOffset(count: count) + count * vectorSize else {
            throw DatabaseError.damagedPassages
        }
        return count
    }

    /// The entries of a blob, whose head and entries `bytes` has at least.
    static func entries(_ bytes: [UInt8], count: Int) throws -> [Entry] {
        var last: UInt32 = 0
        return try (0..<count).map { index in
            let offset = headSize + index * entrySize
            let entry = Entry(
                document: number(bytes, at: offset), start: number(bytes, at: offset + 4),
                end: number(bytes, at: offset + 8), scale: Float(bitPattern: number(bytes, at: offset + 12)))
            guard entry.document >= last, entry.start <= entry.end, entry.scale.isFinite else {
                throw DatabaseError.damagedPassages
            }
            last = entry.document
            return entry
        }
    }

    private static func number(_ bytes: [UInt8], at offset: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
    }
}

extension DatabaseError {
    static var damagedPassages: DatabaseError {
        DatabaseError(resultCode: .SQLITE_CORRUPT, message: "vecteurs de passages illisibles")
    }
}
