/// The meaning of a text: 512 values of unit length. Texts that say the same have a high cosine, in any language.
public struct Vector: Sendable, Equatable {
    /// How many values a vector has.
    public static let count = 512

    /// The values; the sum of their squares is 1.
    public let values: [Float]

    /// Brings `values` to unit length; `nil` unless there are 512 finite ones that are not all zero.
    public init?(_ values: [Float]) {
        let length = values.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
        guard values.count == Self.count, length.isFinite, length > 0 else { return nil }
        let factor = Float(1 / length)
        self.values = values.map { $0 * factor }
    }

    /// How near two meanings are, from -1 to 1.
    public func cosine(_ other: Vector) -> Float {
        zip(values, other.values).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// The same vector in 8 bits a value; their cosine is above 0.999.
    public var quantized: QuantizedVector {
        let largest = values.reduce(0) { max($0, abs($1)) }
        let integers = values.map { Int8(($0 / largest * 127).rounded()) }
        return QuantizedVector(unitOf: integers)
    }
}

/// A vector in 512 bytes and a scale: what an index stores.
public struct QuantizedVector: Sendable, Equatable {
    /// What 1 stands for.
    public let scale: Float
    /// -127...127; the largest is 127 or -127.
    public let values: [Int8]

    /// A vector stored earlier; `nil` unless it has 512 values and a scale above 0.
    public init?(scale: Float, values: [Int8]) {
        guard values.count == Vector.count, scale.isFinite, scale > 0 else { return nil }
        self.scale = scale
        self.values = values
    }

    /// Scaled to unit length, as it is after rounding, so that a vector's cosine with itself is 1.
    fileprivate init(unitOf integers: [Int8]) {
        let squares = integers.reduce(0) { $0 + Int($1) * Int($1) }
        scale = Float(1 / Double(squares).squareRoot())
        values = integers
    }
}
