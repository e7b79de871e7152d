import Analysis
import Corpus
import Foundation
import SearchIndex

/// Makes of a ranked document what answers show.
struct HitPresenter {
    let state: IndexState
    let snapshot: Snapshot
    let analyzer: Analyzer
    let parameters: RankingParameters

    /// A title for a document that has none: its first words.
    private static let titleWords = 12

    func hit(
        _ entry: Ranking.Entry, query: AnalyzedQuery, marker: Marker?, explainer: Explainer?
    ) throws -> SearchResponse.Hit? {
        guard let texts = try state.texts(of: entry.document) else { return nil }
        let table = snapshot.table
        let id = table.ids[entry.document]
        let title = Self.title(texts.title, body: texts.body)
        let missing = query.clauses.indices.filter { (query.required & ~entry.clauses) >> UInt64($0) & 1 == 1 }.map {
            query.clauses[$0].text
        }
        return SearchResponse.Hit(
            id: id, title: title, markedTitle: marker?.marked(title) ?? Marker.escaped(title),
            kind: table.kinds.values[Int(table.kind[entry.document])], axes: snapshot.axes(of: entry.document),
            summary: texts.summary, snippet: marker.map { $0.snippet(of: texts) },
            score: (entry.score * 10_000).rounded() / 10_000, match: entry.isAll ? "all" : "partial",
            missing: entry.isAll ? nil : missing,
            territory: Self.value(table.territory[entry.document], table.territories),
            year: table.year[entry.document] == 0 ? nil : Int(table.year[entry.document]),
            nature: Self.value(table.nature[entry.document], table.natures), updated: texts.updated, path: texts.path,
            url: Self.url(id),
            explain: explainer.map { $0.explanation(of: entry) })
    }

    static func title(_ title: String, body: String) -> String {
        guard title.isEmpty else { return title }
        let words = body.prefix(400).split(whereSeparator: \.isWhitespace)
        return words.prefix(titleWords).joined(separator: " ") + (words.count > titleWords ? " …" : "")
    }

    /// The document's page; every character that is not plain in a path is percent-encoded.
    static func url(_ id: String) -> String {
        var allowed = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: "\u{0}"..."\u{7F}"))
        allowed.insert(charactersIn: "-._~")
        return "/fiches/" + (id.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")
    }

    private static func value(_ code: DocumentTable.Code, _ column: DocumentTable.Column) -> String? {
        code < 0 ? nil : column.values[Int(code)]
    }
}
