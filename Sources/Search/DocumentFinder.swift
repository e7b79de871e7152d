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

    func lookup(_ id: String, highlighting query: String?) throws -> DocumentLookup {
        if let document = try state.document(id: id) {
            return .found(try detail(document, highlighting: query))
        }
        if let title = try state.removedTitle(id: id) {
            return .removed(title: title, near: try near(title))
        }
        let words = id.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
        let found = try near(words)
        guard let misspelled = try nearest(to: id) else { return .unknown(near: found) }
        return .unknown(near: [misspelled] + found.filter { $0.id != misspelled.id }.prefix(Self.nearCount - 1))
    }

    /// The documents that a reader would call similar, the nearest first; none when nothing is near.
    func similar(to id: String, limit: Int) throws -> [SearchResponse.Hit]? {
        guard let number = try state.number(of: id), let document = try state.document(id: id) else { return nil }
        let firstPass = try FirstPass(state: state, snapshot: snapshot, parameters: parameters)
        let catalog = try snapshot.passages(of: state)
        let neighbors = Neighbors(
            state: state, table: snapshot.table, analyzer: analyzer, firstPass: firstPass,
            passages: catalog.isEmpty ? nil : state.passages(catalog))
        let presenter = HitPresenter(state: state, snapshot: snapshot, analyzer: analyzer, parameters: parameters)
        return try neighbors.nearest(to: document, number, limit: limit).compactMap {
            try presenter.hit($0, query: AnalyzedQuery(), marker: nil, explainer: nil)
        }
    }

    // MARK: Parts

    /// The document whose id differs by a few letters.
    ///
    /// - Complexity: O(documents).
    private func nearest(to id: String) throws -> SearchResponse.Hit? {
        var ids: [String] = []
        snapshot.live.forEach { ids.append(snapshot.table.id(of: $0)) }
        guard let near = EditDistance.nearest(to: id, among: ids), let number = try state.number(of: near) else {
            return nil
        }
        let presenter = HitPresenter(state: state, snapshot: snapshot, analyzer: analyzer, parameters: parameters)
        let entry = Ranking.Entry(document: number, score: 0, clauses: 0, isAll: false)
        return try presenter.hit(entry, query: AnalyzedQuery(), marker: nil, explainer: nil)
    }

    private func near(_ words: String) throws -> [SearchResponse.Hit] {
        let request = SearchRequest(String(words.prefix(200)), match: .any, limit: Self.nearCount)
        return try Search(request, state: state, snapshot: snapshot, analyzer: analyzer, parameters: parameters)
            .response().results
    }

    private func detail(_ document: Document, highlighting query: String?) throws -> DocumentDetail {
        var highlighter: HTMLHighlighter?
        if let query, !query.isEmpty {
            let queryAnalyzer = QueryAnalyzer(
                analyzer: analyzer, thesaurus: snapshot.thesaurus, expands: true, state: state, cache: snapshot.words)
            let analyzed = try queryAnalyzer.analyze(QueryParser.parse(query)) {
                try state.terms(withPrefix: $0, limit: 100)
            }
            highlighter = HTMLHighlighter(marker: Marker(query: analyzed, analyzer: analyzer))
        }
        let body = document.sections.first?.text ?? ""
        return DocumentDetail(
            id: document.id, title: HitPresenter.title(document.title, body: body.utf8), kind: document.kind.rawValue,
            summary: document.summary, axes: document.axes.map { snapshot.reference($0) }, publics: document.publics,
            territory: document.territory, year: document.year, nature: document.nature?.rawValue,
            updated: document.updated, url: HitPresenter.url(document.id), path: document.path,
            fields: document.fields.map { Self.field($0) },
            sections: document.sections.map { section in
                let html = section.html ?? Self.paragraphs(section.text)
                return DocumentDetail.Section(
                    heading: section.heading, level: section.level, html: highlighter?.highlight(html) ?? html,
                    text: section.text, markdown: section.markdown ?? section.text)
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
