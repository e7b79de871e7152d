import Analysis
import Corpus
import Foundation
import SearchIndex

/// Finds documents by id, and those that stand near one.
struct DocumentFinder {
    let state: IndexState
    let snapshot: Snapshot
    let analyzer: Analyzer
    let parameters: RankingParameters

    private static let nearCount = 5
    /// A document is described by so many of its terms.
    private static let descriptiveTerms = 24

    func lookup(_ id: String, highlighting query: String?) throws -> DocumentLookup {
        if let document = try state.document(id: id) {
            return .found(try detail(document, highlighting: query))
        }
        if let title = try state.removedTitle(id: id) {
            return .removed(title: title, near: try near(title))
        }
        let words = id.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
        return .unknown(near: try near(words))
    }

    /// The documents whose telling terms are the same, those that share an axis first among equals.
    func similar(to id: String, limit: Int) throws -> [SearchResponse.Hit]? {
        guard let number = snapshot.table.number(of: id), let document = try state.document(id: id) else { return nil }
        let clauses = try descriptiveClauses(document)
        guard !clauses.isEmpty else { return [] }
        var firstPass = FirstPass(state: state, table: snapshot.table, parameters: parameters)
        let axes = Set(snapshot.table.axesWithAncestors[number])
        var entries = try firstPass.candidates(for: clauses).filter { $0.document != number }.map { candidate in
            let shared = snapshot.table.axesWithAncestors[candidate.document].count { axes.contains($0) }
            let affinity = axes.isEmpty ? 1 : 1 + 0.3 * Double(shared) / Double(axes.count)
            return Ranking.Entry(
                document: candidate.document, score: candidate.score * affinity, clauses: candidate.clauses, isAll: true
            )
        }
        entries.sort { a, b in
            a.score == b.score ? snapshot.table.ids[a.document] < snapshot.table.ids[b.document] : a.score > b.score
        }
        let presenter = HitPresenter(state: state, snapshot: snapshot, analyzer: analyzer, parameters: parameters)
        return try entries.prefix(limit).compactMap {
            try presenter.hit($0, query: AnalyzedQuery(), marker: nil, statistics: nil)
        }
    }

    // MARK: Parts

    private func near(_ words: String) throws -> [SearchResponse.Hit] {
        let request = SearchRequest(String(words.prefix(200)), match: .any, limit: Self.nearCount)
        return try Search(request, state: state, snapshot: snapshot, analyzer: analyzer, parameters: parameters)
            .response().results
    }

    /// The terms that tell this document from others: frequent in it, rare elsewhere.
    private func descriptiveClauses(_ document: Document) throws -> [AnalyzedQuery.Clause] {
        var frequencies: [String: Double] = [:]
        for (text, weight) in [(document.title, 3.0), (document.summary, 2.0)]
            + document.sections.map({ ($0.text, 1.0) })
        {
            for token in analyzer.tokens(in: text)
            where token.kind == .word && !token.term.isStopWord && token.term.form.count > 2 {
                frequencies[token.term.text, default: 0] += weight
            }
        }
        let candidates = frequencies.filter { $0.value > 1 || frequencies.count < 60 }
        var weights: [(term: String, weight: Double)] = []
        for (term, frequency) in candidates {
            let documents = try state.documentCount(ofTerm: term)
            guard documents > 1, documents * 2 <= max(4, snapshot.table.count) else { continue }
            let idf = FirstPass.idf(documents: documents, of: snapshot.table.count)
            weights.append((term, idf * frequency / (frequency + 1.2)))
        }
        weights.sort { $0.weight == $1.weight ? $0.term < $1.term : $0.weight > $1.weight }
        return weights.prefix(Self.descriptiveTerms).map { term, _ in
            AnalyzedQuery.Clause(
                text: term, alternatives: [.init(terms: [term], weight: 1, isOriginal: true)], words: [])
        }
    }

    private func detail(_ document: Document, highlighting query: String?) throws -> DocumentDetail {
        var highlighter: HTMLHighlighter?
        if let query, !query.isEmpty {
            let queryAnalyzer = QueryAnalyzer(
                analyzer: analyzer, thesaurus: snapshot.thesaurus, expands: true,
                isHeld: { try state.documentCount(ofTerm: $0) > 0 },
                isPhraseHeld: { try !state.occurrences(of: [$0], in: nil).isEmpty })
            let analyzed = try queryAnalyzer.analyze(QueryParser.parse(query)) {
                try state.terms(withPrefix: $0, limit: 100)
            }
            highlighter = HTMLHighlighter(marker: Marker(query: analyzed, analyzer: analyzer))
        }
        let body = document.sections.first?.text ?? ""
        return DocumentDetail(
            id: document.id, title: HitPresenter.title(document.title, body: body), kind: document.kind.rawValue,
            summary: document.summary, axes: document.axes.map { snapshot.reference($0) }, publics: document.publics,
            territory: document.territory, year: document.year, nature: document.nature?.rawValue,
            updated: document.updated, url: HitPresenter.url(document.id), path: document.path,
            fields: document.fields.map { Self.field($0) },
            sections: document.sections.map { section in
                let html = section.html ?? Self.paragraphs(section.text)
                return DocumentDetail.Section(
                    heading: section.heading, level: section.level, html: highlighter?.highlight(html) ?? html,
                    text: section.text)
            },
            sources: document.sources.map { DocumentDetail.Source(title: $0.title, url: $0.url, code: $0.code) })
    }

    private static func field(_ field: Document.Field) -> DocumentDetail.Field {
        switch field.value {
        case .text(let text): DocumentDetail.Field(key: field.key, values: [text], isList: false)
        case .list(let values): DocumentDetail.Field(key: field.key, values: values, isList: true)
        }
    }

    /// Plain text as HTML: a paragraph a line.
    private static func paragraphs(_ text: String) -> String {
        text.split(separator: "\n").map { "<p>" + Marker.escaped(String($0)) + "</p>" }.joined(separator: "\n")
    }
}
