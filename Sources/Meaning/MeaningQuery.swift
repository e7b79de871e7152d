/// A vector that is compared with many stored ones.
public struct MeaningQuery: Sendable {
    /// 14 bits and a sign: products with any 512 bytes then fit into 32 bits.
    private static let largest: Float = 16383
    /// Products are written to memory that the processor has at hand, so many at a time.
    private static let blockCount = 1024

    private let values: [Int16]
    private let unit: Float
    private let kernel: Kernel

    /// Widens the vector once.
    public init(_ vector: Vector) { self.init(vector, kernel: .best) }

    init(_ vector: Vector, kernel: Kernel) {
        let largest = vector.values.reduce(0) { max($0, abs($1)) }
        values = vector.values.map { Int16(($0 / largest * Self.largest).rounded()) }
        // Of unit length after rounding, like stored vectors.
        let squares = values.reduce(0) { $0 + Int($1) * Int($1) }
        unit = Float(1 / Double(squares).squareRoot())
        self.kernel = kernel
    }

    /// Writes the cosine with each of `scales.count` stored vectors.
    ///
    /// - Parameters:
    ///   - vectors: their values, 512 bytes each, one after the other.
    ///   - scales: their scales.
    ///   - cosines: as many as `scales`.
    /// - Complexity: O(`scales.count`): the memory's speed, 512 bytes a vector; a buffer of 4 KB is allocated.
    public func cosines(with vectors: RawSpan, scales: Span<Float>, into cosines: inout MutableSpan<Float>) {
        precondition(vectors.byteCount == scales.count * Vector.count && cosines.count == scales.count)
        var sums = [Int32](repeating: 0, count: min(Self.blockCount, scales.count))
        var first = 0
        while first < scales.count {
            let count = min(Self.blockCount, scales.count - first)
            if count < sums.count { sums.removeLast(sums.count - count) }
            var block = sums.mutableSpan
            kernel.multiply(values.span, with: vectors, from: first * Vector.count, into: &block)
            for index in 0..<count {
                cosines[first + index] = Float(block[index]) * unit * scales[first + index]
            }
            first += count
        }
    }

    /// The same for vectors that stand in an array.
    public func cosines(with vectors: Span<Int8>, scales: Span<Float>, into cosines: inout MutableSpan<Float>) {
        // Bytes are called unsafe for types with gaps; Int8 has none.
        unsafe self.cosines(with: vectors.bytes, scales: scales, into: &cosines)
    }
}
