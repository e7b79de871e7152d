import Analysis

/// What a query marks: terms, and phrases of terms.
struct MarkPatterns {
    /// Terms in order, the first aside, and the clause that they answer.
    struct Pattern {
        let rest: [UInt32]
        let clause: UInt64
    }

    /// Bit n: clause n tells enough for a passage to be chosen for it.
    private(set) var strongClauses: UInt64 = 0
    private var patterns: [UInt32: [Pattern]] = [:]
    /// Bit n: the hash of some first term ends in n. Nine words in ten are passed over by it, without a look-up.
    private var firstTerms: UInt64 = 0
    /// The forms of all the terms, where they are known.
    private(set) var forms: FormLengths?

    init(_ query: AnalyzedQuery) {
        for (index, clause) in query.clauses.prefix(64).enumerated() {
            if !clause.isWeak { strongClauses |= 1 << UInt64(index) }
            for alternative in clause.alternatives {
                let terms = alternative.terms.map { Term.hash(Array($0.utf8)) }
                guard let first = terms.first else { continue }
                patterns[first, default: []].append(Pattern(rest: Array(terms.dropFirst()), clause: 1 << UInt64(index)))
                firstTerms |= Self.bit(first)
            }
        }
    }

    /// The same for texts of the index, whose words have no other forms than those that it lists.
    ///
    /// - Parameter terms: those of the index.
    init(_ query: AnalyzedQuery, terms: TermDictionary) throws {
        self.init(query)
        var known = FormLengths()
        for term in Set(query.clauses.lazy.flatMap(\.alternatives).flatMap(\.terms)) {
            for (_, form) in try terms.forms(of: term) { known.insert(form) }
        }
        self.forms = known
    }

    var isEmpty: Bool { patterns.isEmpty }

    /// Calls `body` with each pattern that begins with the term.
    @inline(__always)
    func forEachPattern(beginningWith term: UInt32, _ body: (Pattern) -> Void) {
        guard firstTerms & Self.bit(term) != 0, let found = patterns[term] else { return }
        for pattern in found { body(pattern) }
    }

    private static func bit(_ term: UInt32) -> UInt64 { 1 << UInt64(term & 63) }
}
