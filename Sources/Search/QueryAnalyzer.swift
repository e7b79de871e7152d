import Analysis
import SearchIndex

/// Analyzes parsed queries as documents are analyzed, and expands them by the thesaurus.
struct QueryAnalyzer {
    let analyzer: Analyzer
    let thesaurus: ThesaurusIndex
    let expands: Bool
    /// Whether common words and wordings of questions count for nothing, or little, beside other words.
    var hasStopWords = true
    /// What the index holds: a synonym that it does not hold is neither searched nor shown.
    let state: IndexState
    /// What was looked up of it before.
    let cache: WordCache

    /// More clauses cost more than they tell, and the ranking has a bit for so many.
    private static let mostClauses = TopDocuments.mostGroups

    private var variants: WordVariants { WordVariants(analyzer: analyzer, state: state, cache: cache) }

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
        weaken(&query.clauses)
        return query
    }

    /// « que deviennent les médiateurs quand… »: in a long query the commonest verbs tell less than their rarity says.
    private func weaken(_ clauses: inout [AnalyzedQuery.Clause]) {
        let weak = clauses.count { $0.isWeak }
        guard clauses.count < Self.longQuery || weak == clauses.count else { return }
        for index in clauses.indices { clauses[index].isWeak = false }
    }

    private static let longQuery = 3

    // MARK: Runs of words

    private enum Role { case content, question, stop }

    private func words(
        of text: String, in field: Field?, query: inout AnalyzedQuery
    ) throws -> [(clause: AnalyzedQuery.Clause, role: Role)] {
        let bytes = Array(text.utf8)
        let tokens = analyzer.tokens(in: text)
        let units = QueryUnit.units(tokens)
        let offset = (query.words.last?.position ?? -2) + 2
        let words = units.map { $0.words(offset: offset) }
        query.words += words.joined()
        let nominals = Nominals(units: units, bytes: bytes, analyzer: analyzer)
        var clauses = try units.indices.map { index in
            let unit = units[index]
            var clause = try self.clause(of: unit, text: String(decoding: bytes[unit.start..<unit.end], as: UTF8.self))
            clause.words = words[index]
            clause.isWeak = hasStopWords && isWeak(units, index)
            let role = role(of: unit)
            return (clause: clause, role: role == .stop && nominals.contains(index) ? .content : role)
        }
        for (index, terms) in try variants.joined(units, where: { clauses[$0].role == .content }) {
            for part in [index, index + 1] {
                clauses[part].clause.alternatives.append(.init(terms: terms, weight: 1, isOriginal: true))
            }
        }
        try addIdiom(to: &clauses, units, text: text)
        if let field {
            for index in clauses.indices {
                for alternative in clauses[index].clause.alternatives.indices {
                    clauses[index].clause.alternatives[alternative].field = field
                }
            }
        } else if expands {
            try expand(&clauses, units: units, bytes: bytes, query: &query)
        }
        return clauses
    }

    /// « sur mesure », « en ligne »: a preposition right before a noun makes an idiom, and documents that hold it as it
    /// is answer more than those that hold the noun.
    private func addIdiom(
        to clauses: inout [(clause: AnalyzedQuery.Clause, role: Role)], _ units: [QueryUnit], text: String
    ) throws {
        guard units.count == 2, clauses[0].role == .stop, clauses[1].role == .content,
            units[1].tokens[0].casing == .lower, let preposition = units[0].plainWord,
            Self.prepositions.contains(preposition)
        else { return }
        let terms = units.flatMap { $0.tokens.map(\.term.text) }
        guard try state.isHeld(terms) else { return }
        let phrase = AnalyzedQuery.Alternative(terms: terms, weight: 1, isOriginal: true)
        clauses[0] = (.init(text: text, alternatives: [phrase], words: clauses[0].clause.words), .content)
    }

    private static let prepositions: Set<String> = ["sur", "par", "en", "à", "a"]

    /// « moins de 18 ans » is not « plus de 18 ans »: a quantity tells.
    private func isWeak(_ units: [QueryUnit], _ index: Int) -> Bool {
        guard units[index].plainWord != nil, units[index].tokens[0].term.isWeak else { return false }
        return index + 1 == units.count || !["de", "des", "du"].contains(units[index + 1].plainWord)
    }

    private func role(of unit: QueryUnit) -> Role {
        guard hasStopWords else { return .content }
        guard unit.tokens.count == 1, let token = unit.tokens.first else {
            // « peut-il », « est-ce »: nothing but the wording of a question.
            let isWording = unit.tokens.allSatisfy { $0.term.isStopWord || $0.term.isQuestionWord }
            return isWording ? .question : .content
        }
        if token.casing == .upper, token.term.form.count > 1, unit.acronym != nil { return .content }
        if token.term.isStopWord { return .stop }
        return token.term.isQuestionWord ? .question : .content
    }

    private func clause(of unit: QueryUnit, text: String) throws -> AnalyzedQuery.Clause {
        let alternatives = try variants.terms(of: unit, text: text).map {
            AnalyzedQuery.Alternative(terms: $0, weight: 1, isOriginal: true)
        }
        return AnalyzedQuery.Clause(text: text, alternatives: alternatives, words: [])
    }

    // MARK: Thesaurus

    private func expand(
        _ clauses: inout [(clause: AnalyzedQuery.Clause, role: Role)], units: [QueryUnit], bytes: [UInt8],
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
                    && entry.phrases.contains { try $0.allSatisfy(variants.isHeld) }
            }
            guard !added.isEmpty else { continue }
            query.expansions.append(SearchResponse.Expansion(term: text, with: added.map(\.text)))
            // Each word of the span may be answered by a synonym of the whole span.
            for index in span.units where clauses[index].role != .stop || span.units.count == 1 {
                clauses[index].role = .content
                // « faire venir », « tout seul »: with what the thesaurus knows of them, these words tell.
                clauses[index].clause.isWeak = false
                clauses[index].clause.alternatives += added.flatMap { entry in
                    entry.phrases.map {
                        AnalyzedQuery.Alternative(terms: $0, weight: entry.weight, isOriginal: false, label: entry.text)
                    }
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
                let units = QueryUnit.units(analyzer.tokens(in: text))
                words += units.flatMap { $0.words(offset: 0) }
                let terms =
                    units.count == 1
                    ? try variants.terms(of: units[0], text: text)
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
