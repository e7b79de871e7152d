import Analysis
import SearchIndex

/// Finds the passage of a body that answers a query best by the codes of its words, without its text.
struct PassageFinder {
    /// Terms in order by the codes of their forms, the first aside, and the clause that they answer.
    private struct Pattern {
        let rest: [[UInt32]]
        let clause: UInt64
    }

    /// What the words of a body tell.
    enum Finding {
        /// No word of it answers.
        case nothing
        case passage(Passage)
        /// The text may show more than its words do.
        case unsure
    }

    /// Bit n: clause n tells enough for a passage to be chosen for it.
    private let strongClauses: UInt64
    /// Bit n: clause n is answered by terms, too, that stand beside words and have no code: the text alone shows them.
    private var textOnlyClauses: UInt64 = 0
    /// By the code of the first form.
    private var patterns: [UInt32: [Pattern]] = [:]
    /// The words that it looks for, with breaks.
    private(set) var filter = FormFilter()

    /// Whether the codes of words tell all that is marked.
    var seesAll: Bool { textOnlyClauses == 0 }

    /// - Parameter terms: those of the index.
    init(_ query: AnalyzedQuery, strongClauses: UInt64, terms: TermDictionary) throws {
        self.strongClauses = strongClauses
        filter.insertBreaks()
        for (index, clause) in query.clauses.prefix(64).enumerated() {
            for alternative in clause.alternatives where !alternative.terms.isEmpty {
                let codes = try alternative.terms.map { term in
                    try terms.forms(of: term).map(\.code) + [Forward.code(ofUnlisted: Term.hash(Array(term.utf8)))]
                }
                // A number has the code of an unlisted word; whatever else has no form stands beside a word, or nowhere.
                let formless = zip(alternative.terms, codes).filter { $1.count == 1 && !Self.isNumber($0) }.map(\.0)
                if !formless.isEmpty {
                    guard try formless.allSatisfy(terms.isHeld) else { continue }
                    textOnlyClauses |= 1 << UInt64(index)
                }
                let pattern = Pattern(rest: Array(codes.dropFirst()), clause: 1 << UInt64(index))
                for code in codes[0] { patterns[code, default: []].append(pattern) }
                for code in codes.joined() { filter.insert(code) }
            }
        }
    }

    private static func isNumber(_ term: String) -> Bool { term.utf8.first.map { (0x30...0x39).contains($0) } ?? false }

    /// The best passage of the words, as `Passage` chooses it.
    ///
    /// - Parameters:
    ///   - body: those of its words at least that `filter` lets through.
    ///   - clauses: those that the document answers.
    func find(in body: BodyWords, answering clauses: UInt64) -> Finding {
        let passage = Passage(hits(in: body.words), wordCount: body.count, strongClauses: strongClauses)
        // Of a document that was cut, anything may stand further on.
        let untold = body.isWhole ? textOnlyClauses : .max
        guard let passage else { return clauses & untold == 0 ? .nothing : .unsure }
        return clauses & strongClauses & untold & ~passage.clauses == 0 ? .passage(passage) : .unsure
    }

    private func hits(in words: [BodyWords.Word]) -> [Passage.Hit] {
        var hits: [Passage.Hit] = []
        for (index, first) in words.enumerated() {
            for pattern in patterns[first.form] ?? [] where matches(pattern, words, after: index) {
                let last = first.position + pattern.rest.count
                for position in first.position...last {
                    hits.append(
                        Passage.Hit(position: position, clauses: pattern.clause, isContinued: position < last))
                }
            }
        }
        return hits
    }

    private func matches(_ pattern: Pattern, _ words: [BodyWords.Word], after index: Int) -> Bool {
        guard index + pattern.rest.count < words.count else { return false }
        for (offset, codes) in pattern.rest.enumerated() {
            let word = words[index + 1 + offset]
            guard word.position == words[index].position + 1 + offset, codes.contains(word.form) else { return false }
        }
        return true
    }
}
