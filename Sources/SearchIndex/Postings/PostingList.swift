/// The documents that hold a term, with an impact each, in windows of 2,048 document numbers.
///
/// A block-max index (Ding & Suel 2011) whose blocks are aligned: the windows of all lists of a query fall together, and
/// a window whose maxima cannot reach the best hits so far is never read. `docs/format.md` has the bytes.
public struct PostingList: Sendable, Equatable {
    /// The part of a list that falls into one window.
    public struct Window: Sendable, Equatable {
        /// Document numbers `number * 2048 ..< (number + 1) * 2048`.
        public let number: Int
        /// Where its postings begin in `offsets` and `impacts`.
        public let start: Int
        /// How many there are, 1...2048.
        public let count: Int
        /// The highest impact among them.
        public let maximum: UInt8
    }

    /// How many document numbers a window spans.
    public static let windowSize = 2_048
    static let windowShift = 11
    /// Shorter lists are kept flat: a directory would be longer than they are.
    static let shortest = 128

    /// By number, ascending; none is empty.
    public private(set) var windows: [Window] = []
    /// Each document's number within its window.
    public private(set) var offsets: [UInt16] = []
    /// Each document's impact (`Impact`).
    public private(set) var impacts: [UInt8] = []

    /// An empty list.
    public init() {}

    /// How many documents it has.
    public var count: Int { offsets.count }

    /// Adds a document whose number is above all those before.
    public mutating func append(_ document: Int, impact: UInt8) {
        let number = document >> Self.windowShift
        if let last = windows.last, last.number == number {
            windows[windows.count - 1] = Window(
                number: number, start: last.start, count: last.count + 1, maximum: max(last.maximum, impact))
        } else {
            windows.append(Window(number: number, start: offsets.count, count: 1, maximum: impact))
        }
        offsets.append(UInt16(document & (Self.windowSize - 1)))
        impacts.append(impact)
    }

    /// Adds a list whose documents are all above those before.
    mutating func append(contentsOf other: PostingList) {
        guard let next = other.windows.first else { return }
        var windows = other.windows[...]
        if let last = self.windows.last, last.number == next.number {
            self.windows[self.windows.count - 1] = Window(
                number: last.number, start: last.start, count: last.count + next.count,
                maximum: max(last.maximum, next.maximum))
            windows = windows.dropFirst()
        }
        let shift = offsets.count
        self.windows += windows.map {
            Window(number: $0.number, start: $0.start + shift, count: $0.count, maximum: $0.maximum)
        }
        offsets += other.offsets
        impacts += other.impacts
    }

    /// Calls `body` with each document and its impact, ascending.
    public func forEach(_ body: (_ document: Int, _ impact: UInt8) throws -> Void) rethrows {
        for window in windows {
            let base = window.number << Self.windowShift
            for index in window.start..<(window.start + window.count) {
                try body(base + Int(offsets[index]), impacts[index])
            }
        }
    }
}

extension PostingList {
    /// Adds the documents to a set; those beyond its bound are passed over.
    public func insert(into bitmap: inout Bitmap) {
        let bound = bitmap.bound
        bitmap.withWords { words in
            for window in windows {
                let base = window.number << Self.windowShift
                for index in window.start..<(window.start + window.count) {
                    let document = base + Int(offsets[index])
                    if document < bound { words[document >> 6] |= 1 << UInt64(document & 63) }
                }
            }
        }
    }
}

// MARK: Bytes

extension PostingList {
    /// The list as the index keeps it.
    var bytes: [UInt8] {
        let isFlat = count < Self.shortest
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + (isFlat ? 5 * count : 6 * windows.count + 3 * count))
        bytes.append(littleEndian: UInt32(count))
        bytes.append(littleEndian: UInt32(isFlat ? 0 : windows.count))
        if isFlat {
            forEach { document, _ in bytes.append(littleEndian: UInt32(document)) }
        } else {
            for window in windows {
                bytes.append(littleEndian: UInt16(window.number))
                bytes.append(littleEndian: UInt16(window.count - 1))
                bytes.append(littleEndian: UInt16(window.maximum))
            }
            for offset in offsets { bytes.append(littleEndian: offset) }
        }
        bytes.append(contentsOf: impacts)
        return bytes
    }

    /// Reads a list; `nil` when the bytes are no list of documents below `bound`.
    init?(bytes: UnsafeRawBufferPointer, bound: Int) {
        guard bytes.count >= 8 else { return nil }
        let count = Int(unsafe bytes.littleEndian(UInt32.self, at: 0))
        let windowCount = Int(unsafe bytes.littleEndian(UInt32.self, at: 4))
        guard bytes.count == 8 + (windowCount == 0 ? 5 * count : 6 * windowCount + 3 * count) else { return nil }
        if windowCount == 0 {
            guard unsafe readFlat(bytes, count: count) else { return nil }
        } else {
            guard unsafe readWindows(bytes, count: count, windowCount: windowCount) else { return nil }
        }
        if let last = windows.last, last.number << Self.windowShift >= bound { return nil }
    }

    private mutating func readFlat(_ bytes: UnsafeRawBufferPointer, count: Int) -> Bool {
        offsets.reserveCapacity(count)
        impacts.reserveCapacity(count)
        var previous = -1
        for index in 0..<count {
            let document = Int(unsafe bytes.littleEndian(UInt32.self, at: 8 + 4 * index))
            guard document > previous else { return false }
            previous = document
            unsafe append(document, impact: bytes[8 + 4 * count + index])
        }
        return true
    }

    private mutating func readWindows(_ bytes: UnsafeRawBufferPointer, count: Int, windowCount: Int) -> Bool {
        windows.reserveCapacity(windowCount)
        var start = 0
        var previous = -1
        for index in 0..<windowCount {
            let place = 8 + 6 * index
            let number = Int(unsafe bytes.littleEndian(UInt16.self, at: place))
            let size = Int(unsafe bytes.littleEndian(UInt16.self, at: place + 2)) + 1
            guard number > previous else { return false }
            previous = number
            windows.append(
                Window(number: number, start: start, count: size, maximum: unsafe bytes[place + 4]))
            start += size
        }
        guard start == count else { return false }
        let place = 8 + 6 * windowCount
        offsets = unsafe [UInt16](unsafeUninitializedCapacity: count) { buffer, initialized in
            unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(
                from: .init(rebasing: bytes[place..<(place + 2 * count)]))
            initialized = count
        }
        impacts = unsafe Array(bytes[(place + 2 * count)...])
        return true
    }
}

extension [UInt8] {
    mutating func append(littleEndian value: some FixedWidthInteger) {
        unsafe Swift.withUnsafeBytes(of: value.littleEndian) { unsafe append(contentsOf: $0) }
    }
}

extension UnsafeRawBufferPointer {
    func littleEndian<Value: FixedWidthInteger>(_: Value.Type, at offset: Int) -> Value {
        unsafe Value(littleEndian: loadUnaligned(fromByteOffset: offset, as: Value.self))
    }
}
