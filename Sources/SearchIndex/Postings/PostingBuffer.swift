import Foundation
import Glibc

/// The postings of a pass before they are written, sorted by term at the end, in bounded memory.
///
/// Records are collected as documents come; when there are too many they go, sorted, to a file that has no name any
/// more (a killed pass leaves nothing behind), and the runs are merged at the end (external merge sort, Knuth 5.4.1).
final class PostingBuffer {
    /// A term in a document, with how often each field holds it.
    struct Record {
        /// The term by its place among `keys`.
        fileprivate var term: Int32
        var document: Int32
        var frequencies: UInt64
    }

    /// 16 bytes each: 64 MB, twice that while they are sorted, or some 20,000 documents of 300 words.
    private let limit: Int
    private var records: [Record] = []
    /// Room for sorting.
    private var sorted: [Record] = []
    private var places = NumberedKeys()
    /// `Term.key` of each term, as they are met.
    private var keys: [Int64] = []
    private var spill: SpillFile?
    /// Where each run in the file begins and ends, in records.
    private var runs: [Range<Int>] = []

    init(limit: Int = 4_000_000) {
        self.limit = limit
    }

    /// Adds the terms of a document; documents come by ascending number.
    func append(_ document: Int32, _ entries: [AnalyzedDocument.Entry]) throws {
        if records.count >= limit { try spillRecords() }
        Self.append(document, entries, to: &records, &places, &keys)
    }

    /// Apart, so that the buffer's exclusive access is checked once a document.
    private static func append(
        _ document: Int32, _ entries: [AnalyzedDocument.Entry], to records: inout [Record],
        _ places: inout NumberedKeys, _ keys: inout [Int64]
    ) {
        for entry in entries {
            let key = UInt64(bitPattern: entry.key)
            let term = places.value(of: key, numbered: entry.number, else: keys.count)
            if term == keys.count { keys.append(entry.key) }
            records.append(
                Record(term: Int32(term), document: document, frequencies: entry.frequencies.packed))
        }
    }

    /// All the records, which the buffer does not have any more.
    func takeAll() -> SortedPostings {
        sortRecords()
        defer { removeAll() }
        return SortedPostings(keys: keys, file: spill, runs: runs, records: records)
    }

    func removeAll() {
        records = []
        sorted = []
        keys = []
        places.removeAll()
        spill = nil
        runs = []
    }

    /// Sorts by counting: terms are few beside records, and only they are compared. Documents stay in their order.
    private func sortRecords() {
        var next = [Int](repeating: 0, count: keys.count)
        for record in records { next[Int(record.term)] += 1 }
        var start = 0
        for term in keys.indices.sorted(by: { keys[$0] < keys[$1] }) {
            let count = next[term]
            next[term] = start
            start += count
        }
        if sorted.count < records.count { sorted = records }
        var sorted = self.sorted
        self.sorted = []
        for record in records {
            sorted[next[Int(record.term)]] = record
            next[Int(record.term)] += 1
        }
        sorted.removeLast(sorted.count - records.count)
        self.sorted = records
        records = sorted
    }

    private func spillRecords() throws {
        sortRecords()
        let file = try spill ?? SpillFile()
        let start = runs.last?.upperBound ?? 0
        try file.write(records, at: start)
        runs.append(start..<(start + records.count))
        spill = file
        records.removeAll(keepingCapacity: true)
    }
}

/// What a buffer has collected, sorted by term.
struct SortedPostings: Sendable {
    typealias Record = PostingBuffer.Record

    /// Of the terms, by their number; runs are sorted by it.
    fileprivate let keys: [Int64]
    fileprivate let file: SpillFile?
    fileprivate let runs: [Range<Int>]
    /// The last run.
    fileprivate let records: [Record]

    /// Calls `body` with each term's records, terms by ascending key, documents by ascending number.
    func forEachTerm(_ body: (Int64, ArraySlice<Record>) throws -> Void) throws {
        if let file { return try merge(file, body) }
        var start = 0
        while start < records.count {
            var end = start + 1
            while end < records.count, records[end].term == records[start].term { end += 1 }
            try body(keys[Int(records[start].term)], records[start..<end])
            start = end
        }
    }

    /// Merges the runs of the file, and the last records.
    private func merge(_ file: SpillFile, _ body: (Int64, ArraySlice<Record>) throws -> Void) throws {
        // Documents come by ascending number, so runs hold a term's documents in the order of the runs.
        var cursors = try runs.map { try SpillFile.Cursor(file: file, range: $0) }
        cursors.append(SpillFile.Cursor(records: records))
        var group: [Record] = []
        for term in keys.indices.sorted(by: { keys[$0] < keys[$1] }) {
            group.removeAll(keepingCapacity: true)
            for index in cursors.indices { try cursors[index].take(Int32(term), into: &group) }
            try body(keys[term], group[...])
        }
    }
}

/// Runs of records in one temporary file.
private final class SpillFile: Sendable {
    typealias Record = PostingBuffer.Record

    private let descriptor: CInt

    private static let recordSize = MemoryLayout<Record>.stride

    init() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("reperes-\(UUID().uuidString)").path
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw Self.error() }
        unsafe unlink(path)
    }

    deinit { close(descriptor) }

    /// - Parameter start: how many records stand before these.
    func write(_ records: [Record], at start: Int) throws {
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
    struct Cursor {
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

        /// Moves the records of the term to `group`, if they are the next ones.
        mutating func take(_ term: Int32, into group: inout [Record]) throws {
            while position < records.count, records[position].term == term {
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
