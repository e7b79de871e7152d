import Foundation

/// The lines of a file, however long the file: memory is bounded by the longest line allowed.
struct LineStream {
    /// A line without its end.
    enum Line {
        case bytes(ArraySlice<UInt8>)
        /// Beyond the limit: its bytes were passed over.
        case tooLong
    }

    private let file: FileHandle
    private let limit: Int
    private let chunkSize: Int
    private var buffer: [UInt8] = []
    private var number = 0
    private var isPassingOver = false

    /// - Parameters:
    ///   - limit: of a line, in bytes.
    ///   - chunkSize: what is read at a time, in bytes.
    init(_ file: FileHandle, limit: Int, chunkSize: Int = 1 << 20) {
        self.file = file
        self.limit = limit
        self.chunkSize = chunkSize
    }

    /// Gives each line to `each`, with its number from 1; `chunk` is told the bytes read, now and then.
    mutating func forEach(chunk: (Int) -> Void, _ each: (Int, Line) throws -> Void) throws {
        while let data = try file.read(upToCount: chunkSize), !data.isEmpty {
            let searched = buffer.count
            buffer.append(contentsOf: data)
            try giveLines(from: searched, each)
            if buffer.count > limit { isPassingOver = true }
            if isPassingOver { buffer.removeAll(keepingCapacity: true) }
            chunk(data.count)
        }
        if isPassingOver || !buffer.isEmpty { try give(buffer[...], each) }
    }

    /// Gives the whole lines of the buffer, keeps the rest; no line ends before `searched`.
    private mutating func giveLines(from searched: Int, _ each: (Int, Line) throws -> Void) throws {
        var start = 0
        var search = searched
        while let end = buffer[search...].firstIndex(of: UInt8(ascii: "\n")) {
            try give(buffer[start..<end], each)
            start = end + 1
            search = start
        }
        buffer.removeFirst(start)
    }

    private mutating func give(_ line: ArraySlice<UInt8>, _ each: (Int, Line) throws -> Void) throws {
        number += 1
        let isTooLong = isPassingOver || line.count > limit
        isPassingOver = false
        if isTooLong { return try each(number, .tooLong) }
        var line = line
        if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        try each(number, .bytes(line))
    }
}
