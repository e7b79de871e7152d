import Analysis
import SearchIndex

/// A word with what stands beside it, or a chain of words joined by hyphens.
struct QueryUnit {
    var tokens: [Token]
    var compound: Token?
    var acronym: Token?
    var plus: Token?

    /// The word, when it is one in small letters or with a capital, and nothing else.
    var plainWord: String? {
        guard tokens.count == 1, acronym == nil, plus == nil else { return nil }
        return tokens[0].term.form
    }

    var start: Int { tokens[0].start }
    var end: Int { plus?.end ?? tokens[tokens.count - 1].end }

    func words(offset: Int) -> [AnalyzedQuery.Word] {
        tokens.map {
            AnalyzedQuery.Word(
                term: $0.term.text, form: $0.term.form, isCapitalized: $0.casing == .capitalized,
                position: offset + $0.position)
        }
    }

    static func units(_ tokens: [Token]) -> [QueryUnit] {
        var units: [QueryUnit] = []
        for token in tokens {
            switch token.kind {
            case .word:
                if token.isJoined, !units.isEmpty, isInversion(token) { continue }
                if token.isJoined, !units.isEmpty {
                    units[units.count - 1].tokens.append(token)
                } else {
                    units.append(QueryUnit(tokens: [token]))
                }
            case .compound: units[units.count - 1].compound = token
            case .acronym: units[units.count - 1].acronym = token
            case .plus: units[units.count - 1].plus = token
            }
        }
        return units
    }

    /// The pronoun of « deviennent-ils », « va-t-elle »: it belongs to the question, not to a compound.
    private static func isInversion(_ token: Token) -> Bool {
        ["il", "ils", "elle", "elles", "on", "je", "tu", "ce", "t"].contains(token.term.form)
    }
}
