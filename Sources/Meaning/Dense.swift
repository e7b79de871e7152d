/// The layers behind the sum: they see one row, whatever the text's length.
struct Dense {
    private let weights: Weights
    private let kernel: Kernel
    private let activations = Buffer<Int16>()
    private let sums = Buffer<Int32>()
    private let values = Buffer<Float>()

    init(_ weights: Weights, kernel: Kernel) {
        self.weights = weights
        self.kernel = kernel
        activations.reserve(Weights.featureWidth)
        sums.reserve(Weights.width)
        values.reserve(Weights.featureWidth + 5 * Weights.width)
    }

    /// The vector of a text whose pieces are `rows`; `nil` when a damaged model gives no numbers.
    func vector(of rows: Rows<Float>) -> Vector? {
        let dense = weights.dense
        let (total, mean) = (row(0, Weights.featureWidth), row(Weights.featureWidth, Weights.width))
        let hidden = (0..<2).map { row(Weights.featureWidth + Weights.width * (1 + $0), Weights.hiddenWidth) }
        let (third, result) = (
            row(Weights.featureWidth + 3 * Weights.width, Weights.width),
            row(Weights.featureWidth + 4 * Weights.width, Weights.width)
        )
        total.set(sumOf: rows)
        pool(total, count: rows.count, into: mean)
        apply([(mean, dense.meanToFirst)], into: hidden[0])
        hidden[0].rectify()
        apply([(mean, dense.meanToSecond), (hidden[0], dense.firstToSecond)], into: hidden[1])
        hidden[1].rectify()
        apply([(hidden[1], dense.secondToThird)], into: third)
        third.rectify()
        apply([(hidden[1], dense.secondToResult), (third, dense.thirdToResult)], into: result)
        result.unitOfTangents(epsilon: weights.epsilon)
        return Vector(result.values)
    }

    /// The sum over the root of how many there are, which keeps long texts apart from short ones; not the mean.
    private func pool(_ total: Rows<Float>, count: Int, into mean: Rows<Float>) {
        apply([(total, weights.pooling)], into: mean)
        mean.scale(by: 1 / Float(count).squareRoot(), plus: Float(count).squareRoot(), times: weights.poolingBias)
    }

    private func apply(_ products: [(Rows<Float>, Matrix)], into result: Rows<Float>) {
        result.fill(with: 0)
        for (input, matrix) in products {
            let rounded = Rows(activations, count: 1, columns: input.columns)
            let unit = rounded.round(input, largest: input.largest)
            kernel.multiply(rounded, by: matrix, into: sums)
            result.add(Rows(sums, count: 1, columns: matrix.outputs), unit: unit * matrix.unit)
        }
    }

    private func row(_ offset: Int, _ columns: Int) -> Rows<Float> {
        Rows(values, from: offset, count: 1, columns: columns)
    }
}
