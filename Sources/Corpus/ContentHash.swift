internal import CXXHash

/// A fingerprint (XXH3, 128 bits) of what a document was read from: equal fingerprints need no second reading.
public struct ContentHash: Hashable, Sendable {
    /// The high 64 bits.
    public var high: UInt64
    /// The low 64 bits.
    public var low: UInt64

    /// A fingerprint stored earlier.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The fingerprint of `bytes`; another `seed` gives another one.
    ///
    /// - Complexity: O(`bytes.count`), some 10 GB/s.
    public init(of bytes: Span<UInt8>, seed: UInt64 = 0) {
        let hash = unsafe bytes.withUnsafeBufferPointer {
            unsafe XXH3_128bits_withSeed($0.baseAddress, $0.count, seed)
        }
        self.init(high: hash.high64, low: hash.low64)
    }
}
