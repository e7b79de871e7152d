/// Memory for numbers that layers write before they read: it is not cleared when it is made or grows.
@safe final class Buffer<Element: BitwiseCopyable> {
    private(set) var count = 0
    fileprivate private(set) var start: UnsafeMutablePointer<Element>

    init() { unsafe start = .allocate(capacity: 0) }

    deinit { unsafe start.deallocate() }

    /// Makes room for `count` numbers; those of before are lost when there was less.
    func reserve(_ count: Int) {
        guard count > self.count else { return }
        unsafe start.deallocate()
        unsafe start = .allocate(capacity: count)
        self.count = count
    }

    /// Sets the numbers of a range.
    func fill(_ range: Range<Int>, with element: Element) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        unsafe (start + range.lowerBound).update(repeating: element, count: range.count)
    }
}

/// Rows of numbers within a buffer, `stride` apart. They may overlap: windows over a text are such rows.
@safe struct Rows<Element: BitwiseCopyable> {
    let count: Int
    let columns: Int
    let stride: Int
    private let buffer: Buffer<Element>
    private let offset: Int

    init(_ buffer: Buffer<Element>, from offset: Int = 0, count: Int, columns: Int, stride: Int? = nil) {
        self.buffer = buffer
        self.offset = offset
        self.count = count
        self.columns = columns
        self.stride = stride ?? columns
        precondition(offset >= 0 && count > 0 && columns > 0 && self.stride > 0)
        precondition(offset + (count - 1) * self.stride + columns <= buffer.count)
    }

    /// Valid until the buffer grows.
    @unsafe var start: UnsafeMutablePointer<Element> { unsafe buffer.start + offset }
    var isContiguous: Bool { stride == columns }

    /// The numbers of one row.
    var values: [Element] {
        precondition(count == 1)
        return unsafe Array(UnsafeBufferPointer(start: start, count: columns))
    }

    /// Sets the numbers of one row.
    func fill(with element: Element) {
        precondition(count == 1)
        buffer.fill(offset..<(offset + columns), with: element)
    }

    /// Columns of the same rows.
    func columns(_ range: Range<Int>) -> Rows {
        precondition(range.upperBound <= columns)
        return Rows(buffer, from: offset + range.lowerBound, count: count, columns: range.count, stride: stride)
    }

    /// One of the rows.
    func row(_ index: Int) -> Rows {
        precondition(index >= 0 && index < count)
        return Rows(buffer, from: offset + index * stride, count: 1, columns: columns)
    }
}
