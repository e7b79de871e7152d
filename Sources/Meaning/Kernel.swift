internal import CMeaning

/// Products of whole numbers, by the instructions that this processor has. All kernels give the same numbers.
@safe struct Kernel: @unchecked Sendable {
    // Unchecked: it points to a constant of the C library.
    private let kernel: UnsafePointer<meaning_kernel>

    /// All that this processor can run, the slowest first.
    static let all: [Kernel] = (0..<meaning_kernel_count()).map { unsafe Kernel(kernel: meaning_kernel_at($0)) }
    static let best = unsafe Kernel(kernel: meaning_kernel_at(meaning_kernel_count() - 1))

    /// Each row times the matrix, its unit left out; the sums lie in `sums`, row after row.
    func multiply(_ rows: Rows<Int16>, by matrix: Matrix, into sums: Buffer<Int32>) {
        precondition(rows.columns == matrix.inputs && matrix.values.count == matrix.inputs * matrix.outputs)
        precondition(matrix.inputs.isMultiple(of: 2) && matrix.outputs.isMultiple(of: Int(MEANING_PANEL)))
        precondition(rows.count * matrix.outputs <= sums.count)
        let target = Rows(sums, count: rows.count, columns: matrix.outputs)
        unsafe kernel.pointee.multiply(
            rows.start, rows.stride, rows.count, matrix.values.start, matrix.inputs, matrix.outputs, target.start)
    }

    /// The product of `vector` with each of `sums.count` vectors from byte `offset` of `vectors` on.
    func multiply(_ vector: Span<Int16>, with vectors: RawSpan, from offset: Int, into sums: inout MutableSpan<Int32>) {
        let length = Int(MEANING_VECTOR)
        precondition(vector.count == length && offset >= 0 && sums.count <= (vectors.byteCount - offset) / length)
        let count = sums.count
        unsafe vector.withUnsafeBufferPointer { vector in
            unsafe vectors.withUnsafeBytes { vectors in
                unsafe sums.withUnsafeMutableBufferPointer { sums in
                    guard let from = vectors.baseAddress, count > 0 else { return }
                    unsafe kernel.pointee.dots(
                        vector.baseAddress, (from + offset).assumingMemoryBound(to: Int8.self), count, sums.baseAddress)
                }
            }
        }
    }
}
