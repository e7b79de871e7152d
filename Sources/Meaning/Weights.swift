/// The numbers of the network, in the file's order. Names are those of its layers.
struct Weights: Sendable {
    /// Values of a vector, and of a piece's embedding.
    static let width = 512
    /// Values of a piece in one branch.
    static let branchWidth = 256
    /// Values of a piece when the branches have been joined to its embedding.
    static let featureWidth = width + 3 * branchWidth
    static let hiddenWidth = 320
    /// Pieces share 17 pairs of a scale and a lowest value, by their number modulo 17.
    static let chunkCount = 17
    static let pieceCount = 17 * 7530

    /// Gain and bias after a row was brought to mean 0 and variance 1.
    struct Normalization: Sendable {
        let gain: Table<Float>
        let bias: Table<Float>
    }

    /// Two convolutions over `order` pieces, of which `left` stand before the one they are written to.
    struct Branch: Sendable {
        let order: Int
        let left: Int
        let projection: Matrix
        let convolutions: [Matrix]
        let biases: [Table<Float>]
    }

    /// The six matrices behind the sum, named by what they read and feed.
    struct Dense: Sendable {
        let meanToFirst, meanToSecond, firstToSecond, secondToThird, secondToResult, thirdToResult: Matrix
    }

    let embeddings: Table<UInt8>
    let unknownScore: Float
    let epsilon: Float
    let chunkScales: Table<Float>
    let chunkLows: Table<Float>
    let projectionBias: Table<Float>
    /// What a piece's lowest value adds to each output of the projections: the sum of the matrix's column.
    let projectionSlope: Table<Float>
    let projectionNormalization: Normalization
    let branches: [Branch]
    let featureNormalization: Normalization
    let pooling: Matrix
    let poolingBias: Table<Float>
    let dense: Dense

    init(_ file: ModelFile) throws(ModelError) {
        embeddings = try file.table(.embeddings, of: UInt8.self, count: Self.pieceCount * Self.width)
        let bytes = try file.table(
            .matrices, of: Int8.self, count: Self.shapes.reduce(0) { $0 + $1.inputs * $1.outputs })
        var floats = Cursor(try file.table(.floats, of: Float.self, count: Self.floatCount))

        unknownScore = floats.next()
        epsilon = floats.next()
        chunkScales = floats.next(Self.chunkCount)
        chunkLows = floats.next(Self.chunkCount)
        let scales = floats.next(Self.shapes.count)
        let matrices = Self.matrices(bytes, scales)
        let joined = 3 * Self.branchWidth
        projectionBias = floats.next(joined)
        projectionSlope = floats.next(joined)
        projectionNormalization = Normalization(gain: floats.next(joined), bias: floats.next(joined))
        branches = [(order: 2, left: 0), (3, 1), (5, 2)].enumerated().map { index, shape in
            Branch(
                order: shape.order, left: shape.left, projection: matrices[index],
                convolutions: [matrices[3 + 2 * index], matrices[4 + 2 * index]],
                biases: [floats.next(Self.branchWidth), floats.next(Self.branchWidth)])
        }
        featureNormalization = Normalization(
            gain: floats.next(Self.featureWidth), bias: floats.next(Self.featureWidth))
        poolingBias = floats.next(Self.width)
        pooling = matrices[9]
        dense = Dense(
            meanToFirst: matrices[10], meanToSecond: matrices[11], firstToSecond: matrices[12],
            secondToThird: matrices[13], secondToResult: matrices[14], thirdToResult: matrices[15])
    }

    /// All matrices in the file's order: projections; convolutions, two a branch; pooling; dense.
    private static let shapes: [(inputs: Int, outputs: Int)] =
        Array(repeating: (width, branchWidth), count: 3)
        + [2, 2, 3, 3, 5, 5].map { ($0 * branchWidth, branchWidth) }
        + [(featureWidth, width), (width, hiddenWidth), (width, hiddenWidth), (hiddenWidth, hiddenWidth)]
        + [(hiddenWidth, width), (hiddenWidth, width), (width, width)]

    private static let floatCount =
        2 + 2 * chunkCount + shapes.count + 4 * 3 * branchWidth + 6 * branchWidth + 2 * featureWidth + width

    private static func matrices(_ bytes: Table<Int8>, _ scales: Table<Float>) -> [Matrix] {
        var offset = 0
        return shapes.enumerated().map { index, shape in
            let range = offset..<(offset + shape.inputs * shape.outputs)
            offset = range.upperBound
            return Matrix(
                values: bytes.slice(range), inputs: shape.inputs, outputs: shape.outputs, unit: scales[index] ?? 0)
        }
    }
}

/// A matrix of 8-bit numbers times a unit, in panels as the kernels read them.
struct Matrix: Sendable {
    let values: Table<Int8>
    let inputs: Int
    let outputs: Int
    let unit: Float
}

/// Takes numbers from a table, one group after the other.
private struct Cursor {
    private let table: Table<Float>
    private var position = 0

    init(_ table: Table<Float>) { self.table = table }

    mutating func next(_ count: Int) -> Table<Float> {
        position += count
        return table.slice((position - count)..<position)
    }

    mutating func next() -> Float { next(1)[0] ?? 0 }
}
