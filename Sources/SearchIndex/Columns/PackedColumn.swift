import GRDB

/// Whole numbers as the index stores a column of them: the least, then how far above it each one is, in as few bytes as
/// the farthest needs (frame of reference, Goldstein, Ramakrishnan & Shaft 1998). A column of one value takes 9 bytes.
///
/// The bytes stand in `docs/format.md`.
struct PackedColumns {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ values: [Int32]) {
        let least = values.min() ?? 0
        let width = Self.width(of: UInt32(bitPattern: (values.max() ?? 0) &- least))
        append(UInt32(values.count), width: 4)
        append(UInt32(bitPattern: least), width: 4)
        bytes.append(UInt8(width))
        for value in values { append(UInt32(bitPattern: value &- least), width: width) }
    }

    /// Appends bytes as they are; they end where the blob does.
    mutating func append(rest: [UInt8]) { bytes += rest }

    private mutating func append(_ value: UInt32, width: Int) {
        for byte in 0..<width { bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(8 * byte))) }
    }

    private static func width(of value: UInt32) -> Int {
        switch value {
        case 0: 0
        case ...0xFF: 1
        case ...0xFFFF: 2
        default: 4
        }
    }
}

/// Reads packed columns one after the other; bytes that are none throw.
struct PackedColumnReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next column, which has `count` values where that is known.
    mutating func column(count expected: Int? = nil) throws -> [Int32] {
        guard position + 9 <= bytes.count else { throw DatabaseError.damagedColumns }
        let count = Int(number(at: position))
        let least = Int32(bitPattern: number(at: position + 4))
        let width = Int(bytes[position + 8])
        let start = position + 9
        guard [0, 1, 2, 4].contains(width), count <= DocumentColumns.mostCodes, expected.map({ $0 == count }) ?? true,
            count * width <= bytes.count - start
        else { throw DatabaseError.damagedColumns }
        position = start + count * width
        return values(from: start, count: count, width: width, above: least)
    }

    /// The bytes that no column has taken.
    var rest: ArraySlice<UInt8> { bytes[position...] }

    private func values(from start: Int, count: Int, width: Int, above least: Int32) -> [Int32] {
        var values = Array(repeating: least, count: count)
        var span = values.mutableSpan
        let bytes = bytes.span
        // A loop for each width, and not a choice in each turn.
        switch width {
        case 0: break
        case 1: for index in 0..<count { span[index] &+= Int32(bytes[start + index]) }
        case 2:
            for index in 0..<count {
                let place = start + 2 * index
                span[index] &+= Int32(UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8)
            }
        default: for index in 0..<count { span[index] &+= Int32(bitPattern: number(at: start + 4 * index)) }
        }
        return values
    }

    private func number(at place: Int) -> UInt32 {
        UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2]) << 16
            | UInt32(bytes[place + 3]) << 24
    }
}

extension DatabaseError {
    static var damagedColumns: DatabaseError {
        DatabaseError(resultCode: .SQLITE_CORRUPT, message: "colonnes des documents illisibles")
    }
}
