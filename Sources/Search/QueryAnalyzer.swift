import Analysis
import SearchIndex

/// Analyzes parsed queries as documents are analyzed, and expands them by the thesaurus.
struct QueryAnalyzer {
    let analyzer: Analyzer
    let thesaurus: ThesaurusIndex
    let expands: Bool
    /// Whether common words and wordings of questions count for nothing beside other words.
    var hasStopWords = true
    /// Whether the index holds a term: a synonym that it does not hold is neither searched nor shown.
    let isHeld: (String) throws -> Bool

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
        query.ignored = stopWords.map(\.text)
        query.clauses = unique(query.clauses)
        return query
    }

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
        var clauses = units.map { unit in
            var clause = self.clause(of: unit, text: String(decoding: bytes[unit.start..<unit.end], as: UTF8.self))
            for index in clause.alternatives.indices { clause.alternatives[index].field = field }
            clause.words = unit.words(offset: offset)
            return (clause: clause, role: role(of: unit))
        }
        if expands, field == nil {
            try expand(&clauses, units: units, bytes: bytes, query: &query)
        }
        return clauses
    }

    private func role(of unit: Unit) -> Role {
        guard hasStopWords else { return .content }
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

    private func clause(of unit: Unit, text: String) -> AnalyzedQuery.Clause {
        let alternatives = Self.terms(of: unit, analyzer: analyzer, uppercaseOnly: false).map {
            AnalyzedQuery.Alternative(terms: $0, weight: 1, isOriginal: true)
        }
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
