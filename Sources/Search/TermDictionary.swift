import SearchIndex

/// What one state of the index says of single terms, each looked up once.
struct TermDictionary {
    let state: IndexState
    let cache: WordCache

    /// Whether some document holds the term.
    func isHeld(_ term: String) throws -> Bool { try cache.held.value(for: term) { try state.isHeld([term]) } }

    /// The forms of the term, with their codes; none for a number and for what only stands beside words.
    func forms(of term: String) throws -> [(code: UInt32, form: String)] {
        try cache.forms.value(for: term) { try state.formCodes(ofTerm: term) }
    }
}
