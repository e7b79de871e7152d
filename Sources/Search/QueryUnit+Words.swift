import Analysis

extension QueryUnit {
    /// The words as the second pass compares them.
    func words(offset: Int) -> [AnalyzedQuery.Word] {
        tokens.map {
            AnalyzedQuery.Word(
                term: $0.term.text, form: $0.term.form, isCapitalized: $0.casing == .capitalized,
                position: offset + $0.position)
        }
    }
}
