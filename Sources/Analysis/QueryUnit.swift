/// A word of a query or of the thesaurus with what stands beside it, or a chain of words joined by hyphens.
public struct QueryUnit {
    /// The words, one or those of the chain.
    public private(set) var tokens: [Token]
    /// What else stands there, at most one of each kind; most words have none, and units are copied often.
    private var others: [Token] = []

    /// The first two words of the chain as one.
    public var compound: Token? { other(.compound) }
    /// The word as an acronym.
    public var acronym: Token? { other(.acronym) }
    /// The acronym with its plus sign.
    public var plus: Token? { other(.plus) }

    private func other(_ kind: Token.Kind) -> Token? { others.last { $0.kind == kind } }

    /// The word, when it is one in small letters or with a capital, and nothing else.
    public var plainWord: String? {
        guard tokens.count == 1, acronym == nil, plus == nil else { return nil }
        return tokens[0].term.form
    }

    /// Where it begins in the text, in UTF-8.
    public var start: Int { tokens[0].start }
    /// One past its last byte.
    public var end: Int { plus?.end ?? tokens[tokens.count - 1].end }

    /// The units of a text's tokens, in order.
    public static func units(_ tokens: [Token]) -> [QueryUnit] {
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
            case .compound, .acronym, .plus: units[units.count - 1].others.append(token)
            }
        }
        return units
    }

    /// The ways in which documents may write it, whatever the index holds; as written first.
    ///
    /// - Parameter uppercaseOnly: whether only the acronym counts, where it is one.
    public func terms(_ analyzer: Analyzer, uppercaseOnly: Bool = false) -> [[String]] {
        let terms = tokens.map(\.term.text)
        guard terms.count == 1, let token = tokens.first else {
            return [terms] + (compound.map { [[$0.term.text]] } ?? [])
        }
        if let plus { return [[plus.term.text]] }
        // In capitals, PRE is not « pré », nor AIR the air.
        if let acronym, token.term.isShortWord || uppercaseOnly { return [[acronym.term.text]] }
        guard let parts = analyzer.prefixParts(of: token.term.form) else { return [terms] }
        return [terms, [parts.prefix, parts.rest].map { analyzer.term(for: $0).text }]
    }

    /// The pronoun of « deviennent-ils », « va-t-elle »: it belongs to the question, not to a compound.
    private static func isInversion(_ token: Token) -> Bool {
        ["il", "ils", "elle", "elles", "on", "je", "tu", "ce", "t"].contains(token.term.form)
    }
}
