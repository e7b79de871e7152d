import Analysis
import Corpus
import SearchIndex

/// One search, within one state of the index.
///
/// A class: closures that look something up take it along, a reference instead of a dozen.
final class Search {
    private let request: SearchRequest
    private let state: IndexState
    private let snapshot: Snapshot
    private let analyzer: Analyzer
    private let parameters: RankingParameters
    private let encoder: QueryEncoder?

    /// - Parameter encoder: for search by meaning; `nil` where there is no model.
    init(
        _ request: SearchRequest, state: IndexState, snapshot: Snapshot, analyzer: Analyzer,
        parameters: RankingParameters, encoder: QueryEncoder? = nil
    ) {
        self.request = request
        self.state = state
        self.snapshot = snapshot
        self.analyzer = analyzer
        var parameters = parameters
        if request.without.contains(.secondPass) { parameters.depth = 0 }
        self.parameters = parameters
        self.encoder = encoder
    }

    private static let prefixTerms = 200
    private static let familyTerms = 16

    // MARK: Steps

    func response() throws -> SearchResponse {
        let parsed = QueryParser.parse(request.query)
        let query = try analyzed(parsed)
        let best = request.offset + request.limit
        var outcome = try run(query, parsed, best: best)
        var suggestion: SearchResponse.Suggestion?
        if let correction = try correction(query, outcome) {
            suggestion = SearchResponse.Suggestion(query: correction.query, applied: false)
            if outcome.ranking.isEmptyByWords, correction.mayBeApplied {
                let other = QueryParser.parse(correction.query)
                let retried = try run(try analyzed(other), other, best: best)
                if !retried.ranking.isEmptyByWords {
                    outcome = retried
                    suggestion?.applied = true
                }
            }
        }
        return try present(outcome, suggestion: suggestion, axes: request.filters.axis + parsed.filters.axis)
    }

    /// - Parameter isFresh: whether nothing is kept of earlier searches for the same.
    func ranked(depth: Int, counts: Bool, isFresh: Bool = false) throws -> [(id: String, score: Double)] {
        let parsed = QueryParser.parse(request.query)
        let query = try analyzed(parsed)
        var outcome = try run(query, parsed, best: depth, counts: counts, isFresh: isFresh)
        if outcome.ranking.isEmptyByWords, let correction = try correction(query, outcome), correction.mayBeApplied {
            let other = QueryParser.parse(correction.query)
            let retried = try run(try analyzed(other), other, best: depth, counts: counts, isFresh: isFresh)
            if !retried.ranking.isEmptyByWords { outcome = retried }
        }
        return outcome.ranking.entries.prefix(depth).map { (snapshot.table.id(of: $0.document), $0.score) }
    }

    private var terms: TermDictionary { TermDictionary(state: state, cache: snapshot.words) }

    private func analyzed(_ parsed: ParsedQuery) throws -> AnalyzedQuery {
        let queryAnalyzer = QueryAnalyzer(
            analyzer: analyzer, thesaurus: snapshot.thesaurus, expands: !request.without.contains(.thesaurus),
            hasStopWords: !request.without.contains(.stopWords), state: state, cache: snapshot.words)
        var query = try queryAnalyzer.analyze(parsed) { prefix in
            try snapshot.words.prefixes.value(for: prefix) {
                try state.terms(withPrefix: prefix, limit: Self.prefixTerms)
            }
        }
        if !request.without.contains(.family) {
            for index in query.clauses.indices where query.clauses[index].isWord {
                query.clauses[index].family = try family(of: query.clauses[index])
            }
        }
        return query
    }

    private func family(of clause: AnalyzedQuery.Clause) throws -> [String] {
        guard let term = clause.alternatives.first?.terms.first else { return [] }
        // The term of a word is the same wherever the word stands.
        let family = try snapshot.words.families.value(for: clause.text) {
            try state.family(
                ofTerm: term, root: analyzer.root(of: clause.text.lowercased()), limit: Self.familyTerms
            )
            .filter { !analyzer.term(for: $0).isStopWord }
        }
        return family.filter { kin in !clause.alternatives.contains { $0.terms.contains(kin) } }
    }

    /// A query with its ranking.
    private struct Outcome {
        var query: AnalyzedQuery
        var ranking: Ranking
        var facets = SearchResponse.Facets()
        var isListing = false
        /// Whether meaning took part.
        var isSemantic = false
    }

    private func run(
        _ query: AnalyzedQuery, _ parsed: ParsedQuery, best: Int, counts: Bool = true, isFresh: Bool = false
    ) throws -> Outcome {
        let filtering = Filtering(
            request.filters.merged(with: parsed.filters), excluding: parsed.excludedFilters, snapshot: snapshot,
            analyzer: analyzer)
        if query.clauses.isEmpty {
            // Only very common words: everything would answer, which helps nobody.
            if query.isOnlyStopWords { return Outcome(query: query, ranking: Ranking()) }
            return try list(query, filtering, best: best)
        }
        let ranker = Ranker(state: state, snapshot: snapshot, parameters: parameters)
        let allowed = filtering.allowed(of: snapshot.live)
        let fusion = try fusion(parsed, query, isFresh: isFresh)
        var ranking = try ranker.rank(
            query, match: request.match, allowed: allowed, best: best, counts: counts, fusion: fusion)
        guard counts, let matches = ranking.matches else { return Outcome(query: query, ranking: ranking) }
        if request.sort == .date {
            var listed = matches
            listed.formIntersection(allowed)
            ranking.entries = try newest(best, of: listed, query, ranker)
        }
        let facets = FacetCounter(snapshot, analyzer).facets(of: matches, filtering)
        return Outcome(query: query, ranking: ranking, facets: facets, isSemantic: fusion != nil)
    }

    /// What compares documents with the meaning of the query; `nil` where it is not wanted, or cannot be had: in a list by
    /// date, without a model or vectors of it, and where quotes, fields or prefixes say that the words themselves matter.
    private func fusion(_ parsed: ParsedQuery, _ analyzed: AnalyzedQuery, isFresh: Bool) throws -> Fusion? {
        guard let encoder, request.semantic, request.sort == .relevance, !request.without.contains(.meaning),
            let text = parsed.plainText
        else { return nil }
        let catalog = try snapshot.passages(of: state)
        guard !catalog.isEmpty, catalog.model == encoder.identity,
            let query = encoder.query(text, isKept: !isFresh)
        else { return nil }
        return Fusion(
            query: query,
            truncation: try Truncation(analyzed, analyzer: analyzer, state: state, cache: snapshot.words),
            passages: state.passages(catalog), state: state, snapshot: snapshot, parameters: parameters)
    }

    /// The newest of the documents, each with the score that it has.
    private func newest(
        _ count: Int, of listed: Bitmap, _ query: AnalyzedQuery, _ ranker: Ranker
    ) throws -> [Ranking.Entry] {
        let documents = snapshot.newest(count, of: listed)
        var wanted = Bitmap(bound: listed.bound)
        for document in documents { wanted.insert(document) }
        let entries = try ranker.rank(
            query, match: request.match, allowed: wanted, best: count, counts: false
        ).entries
        let entryOfDocument = Dictionary(uniqueKeysWithValues: entries.map { ($0.document, $0) })
        return documents.compactMap { entryOfDocument[$0] }
    }

    /// Everything that the filters let through, newest first.
    private func list(_ query: AnalyzedQuery, _ filtering: Filtering, best: Int) throws -> Outcome {
        var matches = snapshot.live
        if !query.excluded.isEmpty {
            let firstPass = try FirstPass(state: state, snapshot: snapshot, parameters: parameters)
            matches.subtract(try firstPass.documents(holding: query.excluded, bound: matches.bound))
        }
        let listed = filtering.allowed(of: matches)
        var ranking = Ranking()
        ranking.allCount = listed.count
        ranking.entries = snapshot.newest(best, of: listed).map {
            Ranking.Entry(document: $0, score: 0, clauses: 0, isAll: true)
        }
        let facets = FacetCounter(snapshot, analyzer).facets(of: matches, filtering)
        return Outcome(query: query, ranking: ranking, facets: facets, isListing: true)
    }

    /// Another spelling, when some word stands nowhere and nothing holds them all.
    private func correction(_ query: AnalyzedQuery, _ outcome: Outcome) throws -> Spelling.Correction? {
        guard outcome.ranking.allCount == 0, !query.clauses.isEmpty else { return nil }
        let answered = zip(query.clauses, outcome.ranking.statistics).filter { $1.documents > 0 }.map(\.0)
        let known = Set(answered.flatMap { $0.words.map(\.term) })
        return try Spelling(state: state, thesaurus: snapshot.thesaurus, analyzer: analyzer, cache: snapshot.words)
            .correct(request.query) { term in
                guard !known.contains(term.text), !term.isStopWord else { return false }
                return try !terms.isHeld(term.text)
            }
    }

    // MARK: Presenting

    private func present(
        _ outcome: Outcome, suggestion: SearchResponse.Suggestion?, axes: [String]
    ) throws -> SearchResponse {
        let presenter = HitPresenter(state: state, snapshot: snapshot, analyzer: analyzer, parameters: parameters)
        let marker = try Marker(query: outcome.query, analyzer: analyzer, terms: terms)
        let page = outcome.ranking.entries.dropFirst(max(0, request.offset)).prefix(max(0, request.limit))
        let explainer = request.explain ? try explainer(outcome, documents: Set(page.map(\.document))) : nil
        let hits = try page.compactMap { entry in
            try presenter.hit(
                entry, query: outcome.query, marker: request.snippets ? marker : nil, explainer: explainer)
        }
        return SearchResponse(
            query: request.query, match: request.match.rawValue, semantic: outcome.isSemantic,
            total: outcome.ranking.allCount,
            partialTotal: outcome.ranking.partialCount, nearTotal: outcome.ranking.nearCount, limit: request.limit,
            offset: request.offset,
            tookMicroseconds: 0, results: hits, facets: outcome.facets, suggestion: suggestion,
            expansions: outcome.query.expansions, related: outcome.query.related,
            isFamilyOnly: outcome.ranking.entries.first.map { !$0.isAll && !$0.isNear && $0.clauses == 0 } ?? false,
            message: message(outcome, axes: axes))
    }

    private func explainer(_ outcome: Outcome, documents: Set<Int>) throws -> Explainer {
        try Explainer(
            outcome.query, statistics: outcome.ranking.statistics,
            firstPass: FirstPass(state: state, snapshot: snapshot, parameters: parameters), documents: documents)
    }

    private func message(_ outcome: Outcome, axes: [String]) -> String? {
        if outcome.query.isOnlyStopWords {
            let words = outcome.query.ignored.map { "« \($0) »" }.joined(separator: ", ")
            let reason =
                outcome.query.ignored.count == 1
                ? "Ce mot est trop courant pour être cherché seul"
                : "Ces mots sont trop courants pour être cherchés seuls"
            return "\(reason) (\(words)) : ajoutez un mot qui dit le sujet."
        }
        let unknown = axes.filter {
            snapshot.axis(named: $0, analyzer) == nil && !snapshot.holds(axis: $0)
        }
        guard let axis = unknown.first else { return nil }
        let nearest = snapshot.taxonomy.nearest(to: axis).map { ", le plus proche est « \($0) »" } ?? ""
        return "Axe inconnu : « \(axis) »\(nearest)."
    }
}
