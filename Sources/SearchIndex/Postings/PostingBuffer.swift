import Foundation
import Glibc

/// The postings of a pass before they are written, sorted by term at the end, in bounded memory.
///
/// Records are collected as documents come; when there are too many they go, sorted, to a file that has no name any
/// more (a killed pass leaves nothing behind), and the runs are merged at the end (external merge sort, Knuth 5.4.1).
final class PostingBuffer {
    /// A term in a document, with how often each field holds it.
    struct Record {
        var key: Int64
        var document: Int32
        var frequencies: UInt64
    }

    /// 24 bytes each: 48 MB, twice that while they are sorted, or some 10,000 documents of 300 words.
    private let limit: Int
    private var records: [Record] = []
    private var spill: SpillFile?

    init(limit: Int = 2_000_000) {
        self.limit = limit
    }

    /// Adds a term of a document; documents come by ascending number.
    func append(_ record: Record) throws {
        if records.count == limit { try spillRecords() }
        records.append(record)
    }

    /// Calls `body` with each term's records, terms by ascending key, documents by ascending number; empties the buffer.
    func drain(_ body: (Int64, ArraySlice<Record>) throws -> Void) throws {
        sortRecords()
        defer { removeAll() }
        guard let spill else { return try Self.forEachTerm(of: records, body) }
        try spill.merge(with: records, body)
    }

    /// The documents of one term, one after the other.
    private static func forEachTerm(
        of records: [Record], _ body: (Int64, ArraySlice<Record>) throws -> Void
    ) rethrows {
        var start = 0
        while start < records.count {
            var end = start + 1
            while end < records.count, records[end].key == records[start].key { end += 1 }
            try body(records[start].key, records[start..<end])
            start = end
        }
    }

    func removeAll() {
        records = []
        spill = nil
    }

    /// Sorts by counting: terms are few beside records, and only they are compared. Documents stay in their order.
    private func sortRecords() {
        var places = ScratchTable()
        var keys: [Int64] = []
        var counts: [Int] = []
        let terms = records.map { record in
            let term = places.value(of: UInt64(bitPattern: record.key), else: keys.count)
            if term == keys.count {
                keys.append(record.key)
                counts.append(0)
            }
            counts[term] += 1
            return Int32(term)
        }
        var next = counts
        var start = 0
        for term in keys.indices.sorted(by: { keys[$0] < keys[$1] }) {
            next[term] = start
            start += counts[term]
        }
        var sorted = records
        for (record, term) in zip(records, terms) {
            sorted[next[Int(term)]] = record
            next[Int(term)] += 1
        }
        records = sorted
    }

    private func spillRecords() throws {
        sortRecords()
        let file = try spill ?? SpillFile()
        try file.write(records)
        spill = file
        records.removeAll(keepingCapacity: true)
    }
}

/// Sorted runs of records in one temporary file.
private final class SpillFile {
    typealias Record = PostingBuffer.Record

    private let descriptor: CInt
    /// Where each run begins and ends, in records.
    private var runs: [Range<Int>] = []

    private static let recordSize = MemoryLayout<Record>.stride

    init() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("reperes-\(UUID().uuidString)").path
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw Self.error() }
        unsafe unlink(path)
    }

    deinit { close(descriptor) }

    func write(_ records: [Record]) throws {
        let start = runs.last?.upperBound ?? 0
        try unsafe records.withUnsafeBytes { bytes in
            var rest = unsafe bytes[...]
            while unsafe !rest.isEmpty {
                let done = unsafe bytes.count - rest.count
                let written = unsafe pwrite(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count,
                    start * Self.recordSize + done)
                guard written > 0 else { throw Self.error() }
                unsafe rest = rest.dropFirst(written)
            }
        }
        runs.append(start..<(start + records.count))
    }

    /// Merges the runs, and the last records, which are sorted too.
    func merge(with last: [Record], _ body: (Int64, ArraySlice<Record>) throws -> Void) throws {
        // Documents come by ascending number, so runs hold a term's documents in the order of the runs.
        var cursors = try runs.map { try Cursor(file: self, range: $0) }
        cursors.append(Cursor(records: last))
        var group: [Record] = []
        while let key = cursors.lazy.compactMap(\.key).min() {
            group.removeAll(keepingCapacity: true)
            for index in cursors.indices { try cursors[index].take(key, into: &group) }
            try body(key, group[...])
        }
    }

    private func read(_ range: Range<Int>) throws -> [Record] {
        try unsafe [Record](unsafeUninitializedCapacity: range.count) { buffer, initialized in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            var rest = unsafe bytes[..<(range.count * Self.recordSize)]
            while unsafe !rest.isEmpty {
                let done = unsafe range.count * Self.recordSize - rest.count
                let count = unsafe pread(
                    descriptor, UnsafeMutableRawBufferPointer(rebasing: rest).baseAddress, rest.count,
                    range.lowerBound * Self.recordSize + done)
                guard count > 0 else { throw Self.error() }
                unsafe rest = rest.dropFirst(count)
            }
            initialized = range.count
        }
    }

    private static func error() -> CocoaError {
        CocoaError(errno == ENOSPC ? .fileWriteOutOfSpace : .fileWriteUnknown)
    }

    /// A run as it is read, some pages at a time.
    private struct Cursor {
        private static let chunk = 16_384

        private let file: SpillFile?
        private var rest: Range<Int>
        private var records: [Record]
        private var position = 0

        init(file: SpillFile, range: Range<Int>) throws {
            self.file = file
            rest = range
            records = []
            try fill()
        }

        init(records: [Record]) {
            file = nil
            rest = 0..<0
            self.records = records
        }

        var key: Int64? { position < records.count ? records[position].key : nil }

        /// Moves the records of the term to `group`.
        mutating func take(_ key: Int64, into group: inout [Record]) throws {
            while self.key == key {
                group.append(records[position])
                position += 1
                if position == records.count { try fill() }
            }
        }

        private mutating func fill() throws {
            guard let file, !rest.isEmpty else { return }
            let next = rest.lowerBound..<min(rest.upperBound, rest.lowerBound + Self.chunk)
            records = try file.read(next)
            position = 0
            rest = next.upperBound..<rest.upperBound
        }
    }
}
