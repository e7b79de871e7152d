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
        _ entry: Ranking.Entry, query: AnalyzedQuery, marker: Marker?, statistics: [FirstPass.ClauseStatistics]?
    ) throws -> SearchResponse.Hit? {
        guard let texts = try state.texts(of: entry.document) else { return nil }
        let table = snapshot.table
        let id = table.ids[entry.document]
        let title = Self.title(texts.title, body: texts.body)
        let missing = query.clauses.indices.filter { entry.clauses >> UInt64($0) & 1 == 0 }.map {
            query.clauses[$0].text
        }
        return SearchResponse.Hit(
            id: id, title: title, markedTitle: marker?.marked(title) ?? Marker.escaped(title),
            kind: table.kinds.values[Int(table.kind[entry.document])], axes: snapshot.axes(of: entry.document),
            summary: texts.summary, snippet: marker.map { $0.snippet(body: texts.body, summary: texts.summary) },
            score: (entry.score * 10_000).rounded() / 10_000, match: entry.isAll ? "all" : "partial",
            missing: entry.isAll ? nil : missing,
            territory: Self.value(table.territory[entry.document], table.territories),
            year: table.year[entry.document] == 0 ? nil : Int(table.year[entry.document]),
            nature: Self.value(table.nature[entry.document], table.natures), updated: texts.updated, path: texts.path,
            url: Self.url(id),
            explain: try statistics.map { try explanation(entry, query, $0) })
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

    private func explanation(
        _ entry: Ranking.Entry, _ query: AnalyzedQuery, _ statistics: [FirstPass.ClauseStatistics]
    ) throws -> SearchResponse.Explanation {
        let firstPass = FirstPass(state: state, table: snapshot.table, parameters: parameters)
        var clauses: [SearchResponse.Explanation.Clause] = []
        for (index, (clause, statistic)) in zip(query.clauses, statistics).enumerated() {
            let frequency = try firstPass.frequency(of: clause, in: entry.document)
            let isHeld = entry.clauses >> UInt64(index) & 1 == 1
            let idf = isHeld ? statistic.idf : statistic.familyIDF
            clauses.append(
                SearchResponse.Explanation.Clause(
                    term: clause.text,
                    searched: firstPass.weighted(clause).flatMap { phrases, weight, _ in
                        phrases.map { $0.joined(separator: " ") + " × " + weight.formatted() }
                    },
                    documents: statistic.documents, idf: idf, frequency: frequency,
                    score: idf * firstPass.saturated(frequency)))
        }
        return SearchResponse.Explanation(
            clauses: clauses,
            signals: [
                "forme exacte": entry.signals.exactForm, "proximité": entry.signals.proximity,
                "capitales": entry.signals.capital, "mots absents": -entry.coverageLoss,
            ])
    }
}
