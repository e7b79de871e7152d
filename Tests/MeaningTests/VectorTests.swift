import Testing

@testable import Meaning

struct VectorTests {
    /// A direction drawn by a seed.
    static func vector(_ generator: inout Seeded) throws -> Vector {
        try #require(Vector((0..<Vector.count).map { _ in Float.random(in: -1...1, using: &generator) }))
    }

    @Test("only 512 finite values, not all zero, make a vector")
    func values() {
        #expect(Vector([Float](repeating: 1, count: 511)) == nil)
        #expect(Vector([Float](repeating: 0, count: 512)) == nil)
        #expect(Vector([Float](repeating: .nan, count: 512)) == nil)
        #expect(Vector([Float](repeating: .infinity, count: 512)) == nil)
        #expect(Vector([Float](repeating: 3, count: 512))?.values.allSatisfy { abs($0 - 0.0441942) < 1e-6 } == true)
    }

    @Test("a vector stored in 8 bits keeps its cosines", arguments: 0..<UInt64(2))
    func quantization(seed: UInt64) throws {
        var generator = Seeded(seed)
        let (query, stored) = (try Self.vector(&generator), try (0..<1100).map { _ in try Self.vector(&generator) })
        // More than one block of products.
        let quantized = stored.map(\.quantized) + [query.quantized]
        let scales = quantized.map(\.scale)
        let values = quantized.flatMap(\.values)
        for kernel in Kernel.all {
            var cosines = [Float](repeating: .nan, count: scales.count)
            var span = cosines.mutableSpan
            MeaningQuery(query, kernel: kernel).cosines(with: values.span, scales: scales.span, into: &span)
            for (cosine, vector) in zip(cosines, stored + [query]) {
                #expect(abs(cosine - query.cosine(vector)) < 0.002)
            }
            #expect(abs(cosines[1100] - 1) < 0.0001)
        }
    }

    @Test("a stored vector comes back as it was, one of another length or without scale does not")
    func stored() throws {
        var generator = Seeded(1)
        let vector = try Self.vector(&generator).quantized
        #expect(QuantizedVector(scale: vector.scale, values: vector.values) == vector)
        #expect(QuantizedVector(scale: vector.scale, values: vector.values.dropLast()) == nil)
        #expect(QuantizedVector(scale: 0, values: vector.values) == nil)
        #expect(QuantizedVector(scale: .nan, values: vector.values) == nil)
    }

    @Test("no stored vector is a query without answers, not a fault")
    func none() throws {
        var generator = Seeded(2)
        var cosines: [Float] = []
        var span = cosines.mutableSpan
        let (values, scales): ([Int8], [Float]) = ([], [])
        MeaningQuery(try Self.vector(&generator)).cosines(with: values.span, scales: scales.span, into: &span)
    }
}
