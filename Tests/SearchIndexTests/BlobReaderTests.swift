import Foundation
import GRDB
import Testing

@testable import SearchIndex

@Suite struct BlobReaderTests {
    @Test("rows are found in any order, after ones that are not there too")
    func rows() throws {
        let queue = try DatabaseQueue()
        try queue.write { db in
            try db.execute(sql: "CREATE TABLE sample (key INTEGER PRIMARY KEY, bytes BLOB)")
            let rows: [(Int64, [UInt8])] = [(1, [7]), (2, []), (3, Array(repeating: 9, count: 100_000)), (5, [1, 2])]
            for (key, bytes) in rows {
                try db.execute(sql: "INSERT INTO sample VALUES (?, ?)", arguments: [key, Data(bytes)])
            }
            let reader = BlobReader(db, table: "sample", column: "bytes")
            for key: Int64 in [4, 1, 3, 5, 2, 9, 9, 1, 3] {
                let expected = rows.first { $0.0 == key }?.1
                #expect(try Self.bytes(reader, key) == expected)
            }
        }
    }

    private static func bytes(_ reader: BlobReader, _ key: Int64) throws -> [UInt8]? {
        var found: [UInt8]?
        try reader.read(key) { bytes in found = bytes.indices.map { bytes[$0] } }
        return found
    }
}
