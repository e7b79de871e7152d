/// Turns texts into vectors, one at a time: it holds the memory that a text needs while it goes through the layers.
///
/// Whole numbers of 16 bits times weights of 8 bits: the weights are exactly that, so the vectors are those of the
/// reference in floats (cosine above 0.99999), at a multiple of the speed and the same on all processors.
public final class Encoder {
    /// How many pieces of a text are read, some 340 words; the rest is ignored.
    public static let longestText = 512
    /// Of normalized text, in bytes: more than the longest pieces could fill.
    private static let longestBytes = longestText * 64
    /// Zero rows in front of a text and behind it: the widest window reaches so far.
    private static let margin = 2

    private let model: Model
    private let kernel: Kernel
    private var scratch = Tokenizer.Scratch()

    private let embeddings = Buffer<Int16>()
    private let sums = Buffer<Int32>()
    /// The three branches side by side.
    private let projected = Buffer<Float>()
    /// What goes into a convolution: as floats, and rounded between zero rows.
    private let hidden = Buffer<Float>()
    private let windows = Buffer<Int16>()
    /// The embedding, then what each branch gave.
    private let features = Buffer<Float>()
    private let dense: Dense

    /// An encoder for one thread at a time; several may share a model.
    public convenience init(_ model: Model) { self.init(model, kernel: .best) }

    init(_ model: Model, kernel: Kernel) {
        self.model = model
        self.kernel = kernel
        dense = Dense(model.weights, kernel: kernel)
    }

    /// The text's meaning; `nil` when the text has no piece: it is empty or blank.
    ///
    /// - Complexity: O(`text.utf8.count`) until `longestText` pieces are read; 30 µs a piece. Memory that the longest
    ///   text needed is kept for the next one, 8 MB at most.
    public func vector(of text: String) -> Vector? {
        var pieces = model.tokenizer.pieces(of: text.utf8Span.span, longest: Self.longestBytes, scratch: &scratch)
        guard !pieces.isEmpty else { return nil }
        pieces = [Tokenizer.start] + pieces.prefix(Self.longestText) + [Tokenizer.end]
        reserve(pieces.count)
        embed(pieces)
        for (index, branch) in model.weights.branches.enumerated() { convolve(branch, index, pieces.count) }
        let rows = Rows(features, count: pieces.count, columns: Weights.featureWidth)
        rows.normalize(model.weights.featureNormalization, epsilon: model.weights.epsilon)
        return dense.vector(of: rows)
    }

    private func reserve(_ count: Int) {
        let width = Weights.branchWidth
        embeddings.reserve(count * Weights.width)
        sums.reserve(count * 3 * width)
        projected.reserve(count * 3 * width)
        hidden.reserve(count * width)
        windows.reserve((count + 2 * Self.margin) * width)
        features.reserve(count * Weights.featureWidth)
    }

    /// Looks up the pieces, projects them for the three branches and normalizes the branches together.
    private func embed(_ pieces: [Int32]) {
        let (weights, width) = (model.weights, Weights.branchWidth)
        let rows = Rows(embeddings, count: pieces.count, columns: Weights.width)
        let features = Rows(self.features, count: pieces.count, columns: Weights.featureWidth)
        let projected = Rows(self.projected, count: pieces.count, columns: 3 * width)
        // A damaged file may have pieces that there is no embedding of.
        let numbers = pieces.map { Int(min(max($0, 0), Int32(Weights.pieceCount - 1))) }
        for (index, number) in numbers.enumerated() {
            let start = number * Weights.width
            let bytes = weights.embeddings.slice(start..<(start + Weights.width))
            rows.row(index).setEmbedding(bytes)
            let (scale, low) = Self.scaleAndLow(weights, number)
            features.row(index).columns(0..<Weights.width).setEmbedding(bytes, scale: scale, low: low)
        }
        for (branch, matrix) in weights.branches.map(\.projection).enumerated() {
            let columns = (branch * width)..<((branch + 1) * width)
            let (slope, bias) = (weights.projectionSlope.slice(columns), weights.projectionBias.slice(columns))
            kernel.multiply(rows, by: matrix, into: sums)
            let sums = Rows(self.sums, count: pieces.count, columns: width)
            for (index, number) in numbers.enumerated() {
                let (scale, low) = Self.scaleAndLow(weights, number)
                projected.row(index).columns(columns)
                    .set(sums.row(index), unit: scale * matrix.unit, weight: low, slope: slope, bias: bias)
            }
        }
        projected.normalize(weights.projectionNormalization, epsilon: weights.epsilon)
    }

    private static func scaleAndLow(_ weights: Weights, _ piece: Int) -> (Float, Float) {
        let chunk = piece % Weights.chunkCount
        return (weights.chunkScales[chunk] ?? 0, weights.chunkLows[chunk] ?? 0)
    }

    /// Two convolutions, each added to what went into it; the second one's result goes to the features.
    private func convolve(_ branch: Weights.Branch, _ index: Int, _ count: Int) {
        let width = Weights.branchWidth
        let input = Rows(projected, count: count, columns: 3 * width).columns((index * width)..<((index + 1) * width))
        let hidden = Rows(self.hidden, count: count, columns: width)
        let first = Weights.width + index * width
        let output = Rows(features, count: count, columns: Weights.featureWidth).columns(first..<(first + width))
        let largest = convolve(branch, 0, input, largest: input.largest, into: hidden)
        _ = convolve(branch, 1, hidden, largest: largest, into: output)
    }

    private func convolve(
        _ branch: Weights.Branch, _ layer: Int, _ input: Rows<Float>, largest: Float, into output: Rows<Float>
    ) -> Float {
        let (width, count, margin) = (Weights.branchWidth, input.count, Self.margin)
        windows.fill(0..<(margin * width), with: 0)
        windows.fill(((margin + count) * width)..<((2 * margin + count) * width), with: 0)
        let unit = Rows(windows, from: margin * width, count: count, columns: width).round(input, largest: largest)
        // The rows of a window follow each other in memory: it is one long row, that begins `left` rows before.
        let matrix = branch.convolutions[layer]
        let long = Rows(
            windows, from: (margin - branch.left) * width, count: count, columns: branch.order * width, stride: width)
        kernel.multiply(long, by: matrix, into: sums)
        return output.set(
            rectified: Rows(sums, count: count, columns: width), unit: unit * matrix.unit,
            bias: branch.biases[layer], plus: input)
    }
}
