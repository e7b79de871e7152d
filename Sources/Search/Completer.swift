import Analysis
import Corpus
import SearchIndex

/// Completions of what is being typed: axes, thesaurus entries, frequent expressions and titles, whatever the accents.
///
/// Axes and entries, which people wrote, are in memory: they are few, and which of them find something depends on the
/// whole state. Expressions and titles stay in the index, where those that begin with some letters are a range; so the
/// first keystroke after a change waits for none of them.
struct Completer: Sendable {
    private let proposals: Proposals

    init(_ state: IndexState, analyzer: Analyzer) throws {
        let taxonomy = state.taxonomy
        var vocabulary = Vocabulary(state: state, analyzer: analyzer)
        var builder = Proposals.Builder(analyzer: analyzer)
        let counts = try state.axisCounts()
        let axes = taxonomy.axes.filter { !$0.deprecated && counts[$0.id] != nil }
        for axis in axes.sorted(by: { (counts[$1.id] ?? 0, $0.label) < (counts[$0.id] ?? 0, $1.label) })
        where try vocabulary.answers(axis.label) {
            let kind = axis.parent == nil ? "axe" : "sous-thème"
            builder.add(axis.label, otherNames: axis.alt, kind: kind, documents: counts[axis.id])
        }
        for (label, documents) in try Self.expressions(state, analyzer) where try vocabulary.answers(label) {
            builder.add(label, kind: Self.kind(ofExpression: label), documents: documents)
        }
        proposals = builder.sorted()
    }

    /// The thesaurus's entries, those that most documents hold first; the others, which are rare, as it has them.
    private static func expressions(
        _ state: IndexState, _ analyzer: Analyzer
    ) throws -> [(label: String, documents: Int?)] {
        let labels = ThesaurusIndex.labels(of: state.thesaurus)
        let documents = try state.documents(ofExpressions: labels, analyzer: analyzer)
        return labels.indices.sorted { (documents[$1] ?? 0, $0) < (documents[$0] ?? 0, $1) }
            .map { (labels[$0], documents[$0]) }
    }

    private static func kind(ofExpression label: String) -> String {
        if label.contains(where: { " ’'".contains($0) }) { return "expression" }
        return label.count > 1 && label == label.uppercased() ? "sigle" : "mot"
    }

    /// At most `limit` completions, the best first: what begins so, by kind, then what holds a later word that does,
    /// then a few axes that have another name that does.
    ///
    /// - Complexity: a few dozen seeks of the index, however many documents it holds.
    func completions(of text: String, limit: Int, state: IndexState, analyzer: Analyzer) throws -> [Completion] {
        let typed = CompletionKey.typed(text, analyzer: analyzer)
        guard limit > 0, !typed.isEmpty else { return [] }
        var list = CompletionList(limit: limit, analyzer: analyzer)
        try list.add(typed, proposals, state)
        if !list.beginsSo { try list.addWords(text, state) }
        list.addOtherNames(typed, proposals)
        // « lecole »: the apostrophe is missing, not the article.
        if list.completions.isEmpty, let letters = typed.last, let rest = Self.withoutElision(letters) {
            try list.add([rest], proposals, state)
            if list.completions.isEmpty { try list.addWords(rest, state) }
            list.addOtherNames([rest], proposals)
        }
        return list.completions
    }

    private static func withoutElision(_ letters: String) -> String? {
        guard let first = letters.first, "ldjmnstc".contains(first) else { return nil }
        let rest = letters.dropFirst()
        guard rest.count > 1, let vowel = rest.first, "aeiouyh".contains(vowel) else { return nil }
        return String(rest)
    }
}

/// Which labels find something.
private struct Vocabulary {
    let state: IndexState
    let analyzer: Analyzer
    private var isHeld: [String: Bool] = [:]

    init(state: IndexState, analyzer: Analyzer) {
        self.state = state
        self.analyzer = analyzer
    }

    /// Whether the index holds each word of the label, in one of the ways in which it is searched.
    mutating func answers(_ label: String) throws -> Bool {
        let units = QueryUnit.units(analyzer.tokens(in: label))
        let words = units.filter { $0.tokens.contains { !$0.term.isStopWord } || $0.acronym != nil }
        for unit in words {
            let ways = unit.terms(analyzer)
            guard try ways.contains(where: { try $0.allSatisfy { try holds($0) } }) else { return false }
        }
        return !words.isEmpty
    }

    /// Labels share their words: each is looked up once.
    private mutating func holds(_ term: String) throws -> Bool {
        if let known = isHeld[term] { return known }
        let found = try state.isHeld([term])
        isHeld[term] = found
        return found
    }
}
