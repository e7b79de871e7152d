import Analysis
import SearchIndex

/// Analyzes parsed queries as documents are analyzed, and expands them by the thesaurus.
struct QueryAnalyzer {
    let analyzer: Analyzer
    let thesaurus: ThesaurusIndex
    let expands: Bool
    /// Whether the index holds a term: a synonym that it does not hold is neither searched nor shown.
    let isHeld: (String) throws -> Bool
    /// Whether some document holds the terms one after the other.
    let isPhraseHeld: ([String]) throws -> Bool

    /// More clauses cost more than they tell.
    private static let mostClauses = 48

    /// - Parameter prefixTerms: the terms of the index whose forms begin with a folded prefix.
    func analyze(_ parsed: ParsedQuery, prefixTerms: (String) throws -> [String]) throws -> AnalyzedQuery {
        var query = AnalyzedQuery()
        var stopWords: [AnalyzedQuery.Clause] = []
        var questionWords: [AnalyzedQuery.Clause] = []
        for clause in parsed.clauses {
            if clause.pieces.count == 1, case .words(let text) = clause.pieces[0] {
                let run = try words(of: text, in: clause.field, query: &query)
                if clause.isExcluded {
                    query.excluded.append(contentsOf: run.map(\.clause))
                } else {
                    stopWords += run.filter { $0.role == .stop }.map(\.clause)
                    questionWords += run.filter { $0.role == .question }.map(\.clause)
                    query.clauses += run.filter { $0.role == .content }.map(\.clause)
                }
            } else if let merged = try self.clause(of: clause, prefixTerms: prefixTerms) {
                if clause.isExcluded { query.excluded.append(merged) } else { query.clauses.append(merged) }
            }
        }
        // « comment faire » alone is a question about nothing else.
        if query.clauses.isEmpty { query.clauses = questionWords }
        if query.clauses.isEmpty, let title = try title(of: stopWords) { query.clauses = [title] }
        query.ignored = stopWords.map(\.text)
        query.clauses = unique(query.clauses)
        weaken(&query.clauses)
        return query
    }

    /// « que deviennent les médiateurs quand… »: in a long query the commonest verbs tell less than their rarity says.
    private func weaken(_ clauses: inout [AnalyzedQuery.Clause]) {
        let weak = clauses.indices.filter { clauses[$0].isWord && analyzer.isWeak(analyzer.term(for: clauses[$0].text)) }
        guard clauses.count >= Self.longQuery, weak.count < clauses.count else { return }
        for index in weak { clauses[index].isWeak = true }
    }

    private static let longQuery = 3

    // MARK: Runs of words

    private enum Role { case content, question, stop }

    private func words(
        of text: String, in field: Field?, query: inout AnalyzedQuery
    ) throws -> [(clause: AnalyzedQuery.Clause, role: Role)] {
        let bytes = Array(text.utf8)
        let tokens = analyzer.tokens(in: text)
        let units = Self.units(tokens)
        let offset = (query.words.last?.position ?? -2) + 2
        query.words += units.flatMap { $0.words(offset: offset) }
        let nominals = Nominals(units: units, bytes: bytes, analyzer: analyzer)
        var clauses = try units.indices.map { index in
            let unit = units[index]
            var clause = try self.clause(of: unit, text: String(decoding: bytes[unit.start..<unit.end], as: UTF8.self))
            clause.words = unit.words(offset: offset)
            let role = role(of: unit)
            return (clause: clause, role: role == .stop && nominals.contains(index) ? .content : role)
        }
        try joinNeighbors(&clauses, units)
        try addIdiom(to: &clauses, units, text: text)
        for index in clauses.indices {
            for alternative in clauses[index].clause.alternatives.indices {
                clauses[index].clause.alternatives[alternative].field = field
            }
        }
        if expands, field == nil {
            try expand(&clauses, units: units, bytes: bytes, query: &query)
        }
        return clauses
    }

    /// « anti vol », « chauve souris »: documents may write them in one word.
    private func joinNeighbors(_ clauses: inout [(clause: AnalyzedQuery.Clause, role: Role)], _ units: [Unit]) throws {
        for index in units.indices.dropLast()
        where clauses[index].role == .content && clauses[index + 1].role == .content {
            guard let first = units[index].plainWord, let second = units[index + 1].plainWord,
                first.count + second.count >= Self.shortestCompound
            else { continue }
            let term = analyzer.term(for: first + second).text
            guard try isHeld(term) else { continue }
            for clause in [index, index + 1] {
                clauses[clause].clause.alternatives.append(.init(terms: [term], weight: 1, isOriginal: true))
            }
        }
    }

    private static let shortestCompound = 6

    /// « sur mesure », « en ligne »: a preposition right before a noun makes an idiom, and documents that hold it as it
    /// is answer more than those that hold the noun.
    private func addIdiom(
        to clauses: inout [(clause: AnalyzedQuery.Clause, role: Role)], _ units: [Unit], text: String
    ) throws {
        guard units.count == 2, clauses[0].role == .stop, clauses[1].role == .content,
            units[1].tokens[0].casing == .lower, let preposition = units[0].plainWord,
            Self.prepositions.contains(preposition)
        else { return }
        let terms = units.flatMap { $0.tokens.map(\.term.text) }
        guard try isPhraseHeld(terms) else { return }
        let phrase = AnalyzedQuery.Alternative(terms: terms, weight: 1, isOriginal: true)
        clauses[0] = (.init(text: text, alternatives: [phrase], words: clauses[0].clause.words), .content)
    }

    private static let prepositions: Set<String> = ["sur", "par", "en", "à", "a"]

    /// A query of nothing but stop words, when documents hold it as it is: « Ce que je suis ».
    private func title(of stopWords: [AnalyzedQuery.Clause]) throws -> AnalyzedQuery.Clause? {
        let terms = stopWords.compactMap { $0.alternatives.first?.terms }.flatMap { $0 }
        guard stopWords.count > 2, try isPhraseHeld(terms) else { return nil }
        return AnalyzedQuery.Clause(
            text: stopWords.map(\.text).joined(separator: " "),
            alternatives: [.init(terms: terms, weight: 1, isOriginal: true)], words: stopWords.flatMap(\.words))
    }

    private func role(of unit: Unit) -> Role {
        guard unit.tokens.count == 1, let token = unit.tokens.first else {
            // « peut-il », « est-ce »: nothing but the wording of a question.
            let isWording = unit.tokens.allSatisfy { $0.term.isStopWord || analyzer.isQuestionWord($0.term) }
            return isWording ? .question : .content
        }
        if token.casing == .upper, token.term.form.count > 1, unit.acronym != nil { return .content }
        if token.term.isStopWord { return .stop }
        return analyzer.isQuestionWord(token.term) ? .question : .content
    }

    /// A word with what stands beside it, or a chain of words joined by hyphens.
    struct Unit {
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
                    term: $0.term.hash, form: Forward.Word.form($0.term.formHash), isCapitalized: $0.casing != .lower,
                    position: offset + $0.position)
            }
        }
    }

    static func units(_ tokens: [Token]) -> [Unit] {
        var units: [Unit] = []
        for token in tokens {
            switch token.kind {
            case .word:
                if token.isJoined, !units.isEmpty, isInversion(token) { continue }
                if token.isJoined, !units.isEmpty {
                    units[units.count - 1].tokens.append(token)
                } else {
                    units.append(Unit(tokens: [token]))
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

    private func clause(of unit: Unit, text: String) throws -> AnalyzedQuery.Clause {
        let ways = Self.terms(of: unit, analyzer: analyzer, uppercaseOnly: false)
        let alternatives = try ways.enumerated().filter { rank, terms in try rank == 0 || terms.allSatisfy(isHeld) }
            .map { AnalyzedQuery.Alternative(terms: $1, weight: 1, isOriginal: true) }
        return AnalyzedQuery.Clause(text: text, alternatives: alternatives, words: [])
    }

    /// The ways in which documents write a unit: as it is, in one word, or in two.
    static func terms(of unit: Unit, analyzer: Analyzer, uppercaseOnly: Bool) -> [[String]] {
        let terms = unit.tokens.map(\.term.text)
        guard terms.count == 1, let token = unit.tokens.first else {
            return [terms] + (unit.compound.map { [[$0.term.text]] } ?? [])
        }
        if let plus = unit.plus { return [[plus.term.text]] }
        // In capitals, PRE is not « pré », nor AIR the air.
        if let acronym = unit.acronym, token.term.isShortWord || uppercaseOnly { return [[acronym.term.text]] }
        guard let parts = analyzer.prefixParts(of: token.term.form) else { return [terms] }
        let rest = analyzer.term(for: parts.rest)
        return [terms, [analyzer.term(for: parts.prefix).text, rest.text]]
    }

    // MARK: Thesaurus

    private func expand(
        _ clauses: inout [(clause: AnalyzedQuery.Clause, role: Role)], units: [Unit], bytes: [UInt8],
        query: inout AnalyzedQuery
    ) throws {
        let keys = units.map { unit in
            ThesaurusIndex.Key(
                terms: unit.tokens.map(\.term.text), isUppercase: unit.tokens.allSatisfy { $0.casing == .upper },
                plus: unit.plus != nil)
        }
        for span in thesaurus.spans(in: keys) {
            let text = String(
                decoding: bytes[units[span.units.lowerBound].start..<units[span.units.upperBound - 1].end],
                as: UTF8.self)
            for entry in span.entries where entry.isRelated && !query.related.contains(entry.text) {
                query.related.append(entry.text)
            }
            // A feminine or a plural of the user's own word adds nothing.
            let own = clauses[span.units].flatMap(\.clause.alternatives).map(\.terms)
            let added = try span.entries.filter { entry in
                try !entry.isRelated && !entry.phrases.allSatisfy(own.contains)
                    && entry.phrases.contains { try $0.allSatisfy(isHeld) }
            }
            guard !added.isEmpty else { continue }
            query.expansions.append(SearchResponse.Expansion(term: text, with: added.map(\.text)))
            // Each word of the span may be answered by a synonym of the whole span.
            for index in span.units where clauses[index].role != .stop || span.units.count == 1 {
                clauses[index].role = .content
                clauses[index].clause.alternatives += added.flatMap { entry in
                    entry.phrases.map { AnalyzedQuery.Alternative(terms: $0, weight: entry.weight, isOriginal: false) }
                }
            }
        }
    }

    // MARK: Phrases, prefixes, alternatives

    private func clause(
        of parsed: ParsedQuery.Clause, prefixTerms: (String) throws -> [String]
    ) throws -> AnalyzedQuery.Clause? {
        var alternatives: [AnalyzedQuery.Alternative] = []
        var words: [AnalyzedQuery.Word] = []
        for (piece, field) in zip(parsed.pieces, [parsed.field] + parsed.otherFields) {
            switch piece {
            case .words(let text), .phrase(let text):
                let units = Self.units(analyzer.tokens(in: text))
                words += units.flatMap { $0.words(offset: 0) }
                let terms =
                    units.count == 1
                    ? Self.terms(of: units[0], analyzer: analyzer, uppercaseOnly: false)
                    : [units.flatMap { $0.tokens.map(\.term.text) }]
                alternatives += terms.filter { !$0.isEmpty }.map {
                    AnalyzedQuery.Alternative(terms: $0, weight: 1, isOriginal: true, field: field)
                }
            case .prefix(let text):
                let tokens = analyzer.tokens(in: text).filter { $0.kind == .word }
                guard let last = tokens.last else { continue }
                let before = tokens.dropLast().map(\.term.text)
                alternatives += try prefixTerms(analyzer.fold(last.term.form)).map {
                    AnalyzedQuery.Alternative(terms: before + [$0], weight: 1, isOriginal: true, field: field)
                }
            }
        }
        let text = parsed.pieces.map(\.text).joined(separator: " OU ")
        let isEmpty = alternatives.isEmpty && words.isEmpty
        if isEmpty, !parsed.pieces.contains(where: { if case .prefix = $0 { true } else { false } }) { return nil }
        return AnalyzedQuery.Clause(
            text: text, alternatives: alternatives, words: parsed.pieces.count == 1 ? words : [])
    }

    /// The same word twice is one clause.
    private func unique(_ clauses: [AnalyzedQuery.Clause]) -> [AnalyzedQuery.Clause] {
        var unique: [AnalyzedQuery.Clause] = []
        for clause in clauses.prefix(Self.mostClauses)
        where !unique.contains(where: { $0.alternatives == clause.alternatives }) {
            unique.append(clause)
        }
        return unique
    }
}
