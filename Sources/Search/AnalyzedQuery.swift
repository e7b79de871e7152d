import SearchIndex

/// A query after analysis and expansion: what is looked for, clause by clause.
struct AnalyzedQuery {
    /// Terms in order: a word when there is one, a phrase when there are several.
    struct Alternative: Equatable {
        var terms: [String]
        /// 1 for the user's own words; less for what the thesaurus adds.
        var weight: Double
        var isOriginal: Bool
        /// As people write it, where it is not the clause's own text.
        var label: String?
        /// Only there, or anywhere.
        var field: Field?
    }

    /// A word of the query, in a document by itself or by any of its alternatives; counted once.
    struct Clause: Equatable {
        /// As the user wrote it.
        var text: String
        var alternatives: [Alternative]
        /// Terms of the same family, which count a little for rank and nothing for what answers.
        var family: [String] = []
        /// The words as the second pass looks for them.
        var words: [Word]
        /// Whether it tells little beside the others, and weighs less.
        var isWeak = false

        /// Whether the clause is the word of this term, in any field, so that a document without it lacks the word.
        func isPlainWord(_ term: String) -> Bool {
            isWord && words[0].term == term && alternatives[0].field == nil
                && alternatives[0].terms[0] == term
        }

        /// Whether it is a word of the query, not a phrase, a prefix or a choice.
        var isWord: Bool {
            words.count == 1 && (alternatives.first.map { $0.isOriginal && $0.terms.count == 1 } ?? false)
        }
    }

    /// A word of the query for the second pass.
    struct Word: Equatable {
        var term: String
        var form: String
        var isCapitalized: Bool
        /// Its place in the query, stop words counted.
        var position: Int
    }

    var clauses: [Clause] = []
    var excluded: [Clause] = []
    var expansions: [SearchResponse.Expansion] = []
    var related: [String] = []
    /// Very common words that were asked beside others and left out.
    var ignored: [String] = []
    /// All words of the query, stop words too, for phrases.
    var words: [Word] = []

    /// Bit n: a full hit holds clause n; words that tell little are not asked for, as stop words are not.
    var required: UInt64 {
        clauses.indices.prefix(64).reduce(0) { clauses[$1].isWeak ? $0 : $0 | 1 << UInt64($1) }
    }

    /// Whether only very common words were asked.
    var isOnlyStopWords: Bool { clauses.isEmpty && !ignored.isEmpty }
}
