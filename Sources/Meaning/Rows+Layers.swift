internal import CMeaning

// The layers' arithmetic, on rows whose sizes are checked here; the loops are in C, which debug builds optimize as well.

/// The largest whole number that an activation becomes.
private let largestActivation: Float = 32767

extension Rows<Int16> {
    /// Takes a piece's embedding, as the file has it: 0...63.
    func setEmbedding(_ bytes: Table<UInt8>) {
        precondition(count == 1 && bytes.count == columns)
        unsafe meaning_widen(bytes.start, start, columns)
    }

    /// Takes `values` as whole numbers; gives what one of them stands for.
    func round(_ values: Rows<Float>, largest: Float) -> Float {
        precondition(values.count == count && values.columns == columns)
        // All zero, or damaged: any unit will do.
        let perUnit = largest > 0 && largest.isFinite ? largestActivation / largest : 1
        unsafe meaning_round(values.start, values.stride, count, columns, perUnit, start, stride)
        return 1 / perUnit
    }
}

extension Rows<Float> {
    /// The largest absolute value.
    var largest: Float {
        precondition(columns.isMultiple(of: 8))
        return unsafe meaning_largest(start, stride, count, columns)
    }

    /// Takes a piece's embedding: `scale` × bytes + `low`.
    func setEmbedding(_ bytes: Table<UInt8>, scale: Float, low: Float) {
        precondition(count == 1 && bytes.count == columns)
        unsafe meaning_scale_bytes(bytes.start, scale, low, start, columns)
    }

    /// One row: `factor` × values + `weight` × `bias`.
    func scale(by factor: Float, plus weight: Float, times bias: Table<Float>) {
        precondition(count == 1 && bias.count == columns)
        unsafe meaning_scale(start, factor, weight, bias.start, columns)
    }

    /// One row: `unit` × sums + `weight` × `slope` + `bias`.
    func set(
        _ sums: Rows<Int32>, unit: Float, weight: Float, slope: Table<Float>, bias: Table<Float>
    ) {
        precondition(count == 1 && sums.columns == columns && slope.count == columns && bias.count == columns)
        unsafe meaning_affine(sums.start, unit, weight, slope.start, bias.start, start, columns)
    }

    /// What a convolution gives: `unit` × sums + `bias`, negative ones as 0, plus what went in; gives the largest.
    func set(rectified sums: Rows<Int32>, unit: Float, bias: Table<Float>, plus residual: Rows<Float>) -> Float {
        precondition(sums.count == count && sums.columns == columns && sums.isContiguous)
        precondition(residual.count == count && residual.columns == columns && bias.count == columns)
        precondition(columns.isMultiple(of: 8))
        return unsafe meaning_residual(
            sums.start, unit, bias.start, residual.start, residual.stride, start, stride, count, columns)
    }

    /// Brings each row to mean 0 and variance 1, then applies gain and bias.
    func normalize(_ by: Weights.Normalization, epsilon: Float) {
        precondition(isContiguous && columns.isMultiple(of: 8))
        precondition(by.gain.count == columns && by.bias.count == columns)
        unsafe meaning_normalize(start, count, columns, epsilon, by.gain.start, by.bias.start)
    }

    /// One row: the sums of the columns of `rows`.
    func set(sumOf rows: Rows<Float>) {
        precondition(count == 1 && rows.isContiguous && rows.columns == columns)
        unsafe meaning_sum(rows.start, rows.count, columns, start)
    }

    /// One row: adds `unit` × sums.
    func add(_ sums: Rows<Int32>, unit: Float) {
        precondition(count == 1 && sums.columns == columns)
        unsafe meaning_add(sums.start, unit, start, columns)
    }

    /// One row: negative values become 0.
    func rectify() {
        precondition(count == 1)
        unsafe meaning_rectify(start, columns)
    }

    /// One row: hyperbolic tangents, brought to unit length.
    func unitOfTangents(epsilon: Float) {
        precondition(count == 1)
        unsafe meaning_unit(start, columns, epsilon)
    }
}
