/// The documents that hold a term, with an impact each, in windows of 2,048 document numbers.
///
/// A block-max index (Ding & Suel 2011) whose blocks are aligned: the windows of all lists of a query fall together, and
/// a window whose maxima cannot reach the best hits so far is never read. A window of few documents lists their offsets,
/// one of many has a bit each (as *Roaring bitmaps* do, Chambi, Lemire, Kaser & Godin 2016). `docs/format.md` has the bytes.
public struct PostingList: Sendable, Equatable {
    // Constants that other modules compile in are computed: they would call for the address of a stored one.

    /// How many document numbers a window spans.
    @inlinable public static var windowSize: Int { 2_048 }
    static let windowShift = 11
    /// Windows of so many documents have bits: these are shorter then than their offsets.
    @inlinable static var densest: Int { 192 }
    /// A bit for each document of a window, in bytes.
    @inlinable static var bitmapSize: Int { windowSize / 8 }
    /// Two bytes for each 64 bits.
    @inlinable static var ranksSize: Int { windowSize / 64 * 2 }
    /// One past the highest document number that a window can have.
    static let mostDocuments = (Int(UInt16.max) + 1) << windowShift
    /// Shorter lists are kept flat in the index: a directory would be longer than they are.
    static let shortest = 128

    /// By number, ascending; none is empty.
    public private(set) var windows: [Window] = []
    /// What the windows hold, one after the other.
    public private(set) var bytes: [UInt8] = []
    /// How many documents it has.
    public private(set) var count = 0

    /// An empty list.
    public init() {}

    /// A list of documents that come by ascending number, with an impact each.
    public init(_ postings: some Sequence<(document: Int, impact: UInt8)>) {
        var builder = PostingListBuilder()
        for (document, impact) in postings { builder.append(document, impact: impact) }
        self = builder.list()
    }

    /// Adds a window above all those before; `offsets` ascend.
    fileprivate mutating func append(window number: Int, _ offsets: [UInt16], _ impacts: [UInt8]) {
        let window = Window(number: number, count: offsets.count, maximum: impacts.max() ?? 0, start: bytes.count)
        if window.isDense { appendBits(offsets) } else { for offset in offsets { bytes.append(littleEndian: offset) } }
        bytes += impacts
        windows.append(window)
        count += offsets.count
    }

    private mutating func appendBits(_ offsets: [UInt16]) {
        var words = [UInt64](repeating: 0, count: Self.windowSize / 64)
        for offset in offsets { words[Int(offset >> 6)] |= 1 << UInt64(offset & 63) }
        for word in words { bytes.append(littleEndian: word) }
        var rank: UInt16 = 0
        for word in words {
            bytes.append(littleEndian: rank)
            rank += UInt16(word.nonzeroBitCount)
        }
    }

    /// Adds a list whose documents are all above those before.
    mutating func append(contentsOf other: PostingList) {
        guard let next = other.windows.first else { return }
        var windows = other.windows[...]
        if let last = self.windows.last, last.number == next.number {
            var builder = PostingListBuilder()
            forEach(in: last) { builder.append($0, impact: $1) }
            other.forEach(in: next) { builder.append($0, impact: $1) }
            self.windows.removeLast()
            bytes.removeLast(bytes.count - last.start)
            count -= last.count
            append(contentsOf: builder.list())
            windows = windows.dropFirst()
        }
        guard let first = windows.first else { return }
        let shift = bytes.count - first.start
        bytes += other.bytes[first.start...]
        for window in windows {
            self.windows.append(
                Window(
                    number: window.number, count: window.count, maximum: window.maximum, start: window.start + shift))
            count += window.count
        }
    }

    // MARK: Reading

    /// Calls `body` with each document and its impact, ascending.
    public func forEach(_ body: (_ document: Int, _ impact: UInt8) throws -> Void) rethrows {
        for window in windows { try forEach(in: window, body) }
    }

    /// The same for one window.
    func forEach(in window: Window, _ body: (_ document: Int, _ impact: UInt8) throws -> Void) rethrows {
        let base = window.number << Self.windowShift
        try window.forEach(in: unsafe bytes.span.bytes) { offset, impact in try body(base | Int(offset), impact) }
    }

    /// Adds the documents to a set; those beyond its bound are passed over.
    public func insert(into bitmap: inout Bitmap) {
        let bound = bitmap.bound
        let bytes = unsafe bytes.span.bytes
        bitmap.withWords { words in
            for window in windows {
                let base = window.number << Self.windowShift
                if window.isDense, base + Self.windowSize <= bound {
                    for index in 0..<(Self.windowSize / 64) {
                        words[base >> 6 + index] |= window.word(index, in: bytes)
                    }
                } else {
                    window.forEach(in: bytes) { offset, _ in
                        let document = base | Int(offset)
                        if document < bound { words[document >> 6] |= 1 << UInt64(document & 63) }
                    }
                }
            }
        }
    }
}

/// Makes a list of documents as they come.
struct PostingListBuilder {
    private var made = PostingList()
    private var number = 0
    private var offsets: [UInt16] = []
    private var impacts: [UInt8] = []

    /// Adds a document whose number is above all those before.
    mutating func append(_ document: Int, impact: UInt8) {
        if document >> PostingList.windowShift != number { endWindow() }
        number = document >> PostingList.windowShift
        offsets.append(UInt16(document & (PostingList.windowSize - 1)))
        impacts.append(impact)
    }

    private mutating func endWindow() {
        if offsets.isEmpty { return }
        made.append(window: number, offsets, impacts)
        offsets.removeAll(keepingCapacity: true)
        impacts.removeAll(keepingCapacity: true)
    }

    /// All that was added.
    mutating func list() -> PostingList {
        endWindow()
        return made
    }
}

// MARK: Stored bytes

extension PostingList {
    /// The list as the index keeps it.
    var blob: [UInt8] {
        let isFlat = count < Self.shortest
        var blob: [UInt8] = []
        blob.reserveCapacity(8 + (isFlat ? 5 * count : 6 * windows.count + bytes.count))
        blob.append(littleEndian: UInt32(count))
        blob.append(littleEndian: UInt32(isFlat ? 0 : windows.count))
        if isFlat {
            forEach { document, _ in blob.append(littleEndian: UInt32(document)) }
            forEach { _, impact in blob.append(impact) }
        } else {
            for window in windows {
                blob.append(littleEndian: UInt16(window.number))
                blob.append(littleEndian: UInt16(window.count - 1))
                blob.append(littleEndian: UInt16(window.maximum))
            }
            blob += bytes
        }
        return blob
    }

    /// Reads a list; `nil` when the bytes are no list of documents below `bound`.
    init?(blob: UnsafeRawBufferPointer, bound: Int) {
        unsafe self.init(size: blob.count, bound: bound) { offset, target in
            unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: blob[offset..<(offset + target.count)]))
        }
    }

    /// Reads a list of so many bytes; `nil` when they are no list of documents below `bound`.
    ///
    /// What windows hold is not looked at: reading them takes care of bits and offsets that are damaged.
    ///
    /// - Parameter read: copies the bytes from an offset on, as many as the target has.
    init?(
        size: Int, bound: Int, _ read: (_ offset: Int, _ target: UnsafeMutableRawBufferPointer) throws -> Void
    ) rethrows {
        guard size >= 8 else { return nil }
        let bound = min(bound, Self.mostDocuments)
        let isRead = try unsafe withUnsafeTemporaryAllocation(byteCount: 8, alignment: 8) { head in
            try unsafe read(0, head)
            let head = UnsafeRawBufferPointer(head)
            let count = Int(unsafe head.littleEndian(UInt32.self, at: 0))
            let windowCount = Int(unsafe head.littleEndian(UInt32.self, at: 4))
            return windowCount == 0
                ? try unsafe readFlat(count: count, size: size - 8, bound: bound, read)
                : try unsafe readWindows(windowCount, size: size - 8, read) && self.count == count
        }
        if !isRead { return nil }
        if let last = windows.last, last.number << Self.windowShift >= bound { return nil }
    }

    private mutating func readFlat(
        count: Int, size: Int, bound: Int, _ read: (Int, UnsafeMutableRawBufferPointer) throws -> Void
    ) rethrows -> Bool {
        guard size == 5 * count, count < Self.shortest else { return false }
        return try unsafe withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) { postings in
            try unsafe read(8, postings)
            return unsafe readFlat(UnsafeRawBufferPointer(postings), count: count, bound: bound)
        }
    }

    private mutating func readFlat(_ postings: UnsafeRawBufferPointer, count: Int, bound: Int) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 3 * count)
        var span = bytes.mutableSpan
        var (first, previous) = (0, -1)
        windows.reserveCapacity(min(count, bound >> Self.windowShift + 1))
        for index in 0..<count {
            let document = Int(unsafe postings.littleEndian(UInt32.self, at: 4 * index))
            guard document > previous, document < bound else { return false }
            let number = previous >> Self.windowShift
            if document >> Self.windowShift != number, index > 0 {
                windows.append(unsafe Self.endFlat(number, first..<index, postings, count: count, &span))
                first = index
            }
            previous = document
            // Behind all windows before and the offsets of this one.
            span[first + 2 * index] = UInt8(truncatingIfNeeded: document)
            span[first + 2 * index + 1] = UInt8(truncatingIfNeeded: document >> 8 & (Self.windowSize >> 8 - 1))
        }
        if count > 0 {
            let number = previous >> Self.windowShift
            windows.append(unsafe Self.endFlat(number, first..<count, postings, count: count, &span))
        }
        self.bytes = bytes
        self.count = count
        return true
    }

    /// Puts the impacts of some documents of a flat list behind their offsets.
    ///
    /// - Returns: the window that they make.
    private static func endFlat(
        _ number: Int, _ places: Range<Int>, _ postings: UnsafeRawBufferPointer, count: Int,
        _ bytes: inout MutableSpan<UInt8>
    ) -> Window {
        var maximum: UInt8 = 0
        for place in places {
            let impact = unsafe postings[4 * count + place]
            bytes[2 * places.upperBound + place] = impact
            maximum = max(maximum, impact)
        }
        return Window(number: number, count: places.count, maximum: maximum, start: 3 * places.lowerBound)
    }

    private mutating func readWindows(
        _ windowCount: Int, size: Int, _ read: (Int, UnsafeMutableRawBufferPointer) throws -> Void
    ) rethrows -> Bool {
        let directorySize = 6 * windowCount
        guard size >= directorySize else { return false }
        let end = try unsafe withUnsafeTemporaryAllocation(byteCount: directorySize, alignment: 2) { directory in
            try unsafe read(8, directory)
            return unsafe readDirectory(UnsafeRawBufferPointer(directory), windowCount)
        }
        guard let end, size == directorySize + end else { return false }
        bytes = try unsafe Array(unsafeUninitializedCapacity: end) { buffer, count in
            try unsafe read(8 + directorySize, UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: end))
            count = end
        }
        return true
    }

    /// - Returns: where the last window ends; `nil` where they are none.
    private mutating func readDirectory(_ directory: UnsafeRawBufferPointer, _ windowCount: Int) -> Int? {
        windows.reserveCapacity(windowCount)
        var (start, previous) = (0, -1)
        for place in stride(from: 0, to: 6 * windowCount, by: 6) {
            let count = Int(unsafe directory.littleEndian(UInt16.self, at: place + 2)) + 1
            guard count <= Self.windowSize else { return nil }
            let window = Window(
                number: Int(unsafe directory.littleEndian(UInt16.self, at: place)), count: count,
                maximum: unsafe directory[place + 4], start: start)
            guard window.number > previous else { return nil }
            (start, previous) = (window.end, window.number)
            windows.append(window)
            self.count += count
        }
        return start
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
