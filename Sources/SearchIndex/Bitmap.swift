import CPlatform

/// A set of document numbers, one bit each: filters, matches, the documents that are still there.
public struct Bitmap: Sendable, Equatable {
    /// 64 numbers each, the lowest bit first; bits at `bound` and beyond are 0.
    public private(set) var words: [UInt64]
    /// One past the highest number that it may hold.
    public let bound: Int

    /// The empty set, or all the numbers below `bound`.
    public init(bound: Int, filled: Bool = false) {
        self.bound = bound
        words = Array(repeating: filled ? .max : 0, count: (bound + 63) / 64)
        if filled, bound % 64 != 0 { words[words.count - 1] = (1 << UInt64(bound % 64)) - 1 }
    }

    /// The set that bytes hold, 8 numbers each, the lowest bit first; `nil` when they are no set of this bound.
    init?(bytes: [UInt8], bound: Int) {
        guard bytes.count == (bound + 7) / 8, bound % 8 == 0 || bytes[bytes.count - 1] >> UInt8(bound % 8) == 0 else {
            return nil
        }
        self.init(bound: bound)
        for (index, byte) in bytes.enumerated() { words[index >> 3] |= UInt64(byte) << UInt64(8 * (index & 7)) }
    }

    /// Whether the number is in the set; numbers beyond the bound are not.
    public func contains(_ number: Int) -> Bool {
        number < bound && words[number >> 6] >> UInt64(number & 63) & 1 == 1
    }

    /// Whether it holds no number.
    public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// Adds a number below the bound.
    public mutating func insert(_ number: Int) { words[number >> 6] |= 1 << UInt64(number & 63) }

    /// Takes a number below the bound out.
    public mutating func remove(_ number: Int) { words[number >> 6] &= ~(1 << UInt64(number & 63)) }

    /// Keeps what the other holds too; both have one bound.
    public mutating func formIntersection(_ other: Bitmap) {
        var words = words.mutableSpan
        let others = other.words.span
        precondition(words.count == others.count)
        for index in words.indices { words[index] &= others[index] }
    }

    /// Adds what the other holds; both have one bound.
    public mutating func formUnion(_ other: Bitmap) {
        var words = words.mutableSpan
        let others = other.words.span
        precondition(words.count == others.count)
        for index in words.indices { words[index] |= others[index] }
    }

    /// Takes out what the other holds; both have one bound.
    public mutating func subtract(_ other: Bitmap) {
        var words = words.mutableSpan
        let others = other.words.span
        precondition(words.count == others.count)
        for index in words.indices { words[index] &= ~others[index] }
    }

    /// How many numbers it holds.
    public var count: Int {
        Int(unsafe platform_common_bits(words, words, words.count))
    }

    /// How many numbers both hold, without making their intersection; both have one bound.
    public func intersectionCount(_ other: Bitmap) -> Int {
        precondition(words.count == other.words.count)
        return Int(unsafe platform_common_bits(words, other.words, words.count))
    }

    /// Calls `body` with each number, ascending.
    public func forEach(_ body: (Int) throws -> Void) rethrows {
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                try body(index << 6 | rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
    }

    /// Calls `body` with the words themselves, to write many bits without a check for each.
    public mutating func withWords(_ body: (inout MutableSpan<UInt64>) -> Void) {
        var span = words.mutableSpan
        body(&span)
    }
}
