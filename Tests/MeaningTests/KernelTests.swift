import CMeaning
import Testing

@testable import Meaning

struct KernelTests {
    @Test("all kernels give the sums that multiplying by hand gives", arguments: 0..<UInt64(24))
    func products(seed: UInt64) {
        var generator = Seeded(seed)
        let (count, inputs) = (
            Int.random(in: 1...20, using: &generator), 2 * Int.random(in: 1...150, using: &generator)
        )
        let outputs = 16 * Int.random(in: 1...5, using: &generator)
        let stride = Int.random(in: 1...(inputs + 40), using: &generator)
        // The ends of the range as often as anything else: there products of two pairs just fit.
        let rows = (0..<((count - 1) * stride + inputs)).map { _ in
            [Int16.min, .max, .random(in: .min ... .max, using: &generator)].randomElement(using: &generator) ?? 0
        }
        let matrix = (0..<(inputs * outputs)).map { _ in
            [Int8.min, .max, .random(in: .min ... .max, using: &generator)].randomElement(using: &generator) ?? 0
        }
        let expected = Self.multiply(rows, stride, count, matrix, inputs, outputs)
        for index in 0..<meaning_kernel_count() {
            var sums = [Int32](repeating: 7, count: count * outputs)
            unsafe meaning_kernel_at(index).pointee.multiply(rows, stride, count, matrix, inputs, outputs, &sums)
            #expect(sums == expected, "kernel \(index)")
        }
    }

    /// From the layout's description: panels of 16 columns, pairs of rows, the two values of every column.
    private static func multiply(
        _ rows: [Int16], _ stride: Int, _ count: Int, _ matrix: [Int8], _ inputs: Int, _ outputs: Int
    ) -> [Int32] {
        (0..<(count * outputs)).map { position in
            let (row, column) = (position / outputs, position % outputs)
            return (0..<inputs).reduce(0) { sum, k in
                let place = column / 16 * 16 * inputs + k / 2 * 32 + column % 16 * 2 + k % 2
                return sum &+ Int32(rows[row * stride + k]) &* Int32(matrix[place])
            }
        }
    }

    @Test("all kernels give the products of vectors that multiplying by hand gives", arguments: 0..<UInt64(8))
    func dots(seed: UInt64) {
        var generator = Seeded(seed)
        let count = Int.random(in: 0...9, using: &generator)
        let vector = (0..<512).map { _ in Int16.random(in: -16383...16383, using: &generator) }
        let vectors = (0..<(count * 512)).map { _ in Int8.random(in: .min ... .max, using: &generator) }
        let expected = (0..<count).map { index in
            (0..<512).reduce(Int32(0)) { $0 &+ Int32(vector[$1]) &* Int32(vectors[index * 512 + $1]) }
        }
        for index in 0..<meaning_kernel_count() {
            var sums = [Int32](repeating: 7, count: count)
            unsafe meaning_kernel_at(index).pointee.dots(vector, vectors, count, &sums)
            #expect(sums == expected, "kernel \(index)")
        }
    }

    @Test("values are rounded to the nearest whole number, and kept within 16 bits whatever they are")
    func rounding() {
        let values: [Float] = [0, 0.49, 0.51, -0.51, 32767, 32768, -40000, .infinity, -.infinity, .nan, 1e30, -3.7]
        var integers = [Int16](repeating: 7, count: values.count)
        unsafe meaning_round(values, values.count, 1, values.count, 1, &integers, values.count)
        #expect(integers[..<9] == [0, 0, 1, -1, 32767, 32767, -32767, 32767, -32767])
        #expect(integers[10...] == [32767, -4])
    }
}
