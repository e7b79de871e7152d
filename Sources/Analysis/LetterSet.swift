/// Which letters a folded word has: words that differ by more of them are further apart than as many changes.
public struct LetterSet: Sendable {
    private var bits: UInt64 = 0

    /// The letters of a folded word; all that is no small ASCII letter counts as one of a few.
    public init(_ folded: [UInt8]) {
        for byte in folded { bits |= 1 << UInt64(byte & 63) }
    }

    /// Whether so many changes may make one word of the other.
    ///
    /// A change takes one letter away and brings one in at most; a swap of neighbors does neither.
    public func mayBecome(_ other: LetterSet, changes: Int) -> Bool {
        (bits & ~other.bits).nonzeroBitCount <= changes && (other.bits & ~bits).nonzeroBitCount <= changes
    }
}
