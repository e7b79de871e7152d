import Search

/// « Vouliez-vous dire … », or that the results are already those of the other spelling.
struct SuggestionPart: TemplateModel {
    /// A word of the other spelling.
    struct Word: TemplateModel {
        let separator: String
        let word: String
        /// Whether it differs from what was asked.
        let isChanged: Bool
    }

    let url: String
    let words: [Word]
    /// Whether the results are its own already.
    let isApplied: Bool
    /// What was asked, when it is applied.
    let asked: String

    /// The suggestion for the question at `address`.
    init(_ suggestion: SearchResponse.Suggestion, at address: SearchAddress) {
        let old = address.query.split(separator: " ")
        url = address.asking(suggestion.query).url
        words = suggestion.query.split(separator: " ").enumerated().map { place, word in
            Word(
                separator: place == 0 ? "" : " ", word: String(word),
                isChanged: !old.contains { $0.lowercased() == word.lowercased() })
        }
        isApplied = suggestion.applied
        asked = French.quoted(address.query)
    }
}
