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
    /// Where they are looked for, in scalars.
    private static let longestBeginning = 400

    func hit(
        _ entry: Ranking.Entry, query: AnalyzedQuery, marker: Marker?, explainer: Explainer?
    ) throws -> SearchResponse.Hit? {
        guard let texts = try state.texts(of: entry.document) else { return nil }
        let table = snapshot.table
        let id = table.id(of: entry.document)
        let title = Self.title(texts.title, body: texts.body)
        let missing = query.clauses.indices.filter { (query.required & ~entry.clauses) >> UInt64($0) & 1 == 1 }.map {
            query.clauses[$0].text
        }
        return SearchResponse.Hit(
            id: id, title: title, markedTitle: marker?.marked(title) ?? Marker.escaped(title),
            kind: table.value(of: entry.document, .kind) ?? "", axes: snapshot.axes(of: entry.document),
            summary: texts.summary, snippet: try marker.map { try snippet(of: entry, texts, $0) },
            score: (entry.score * 10_000).rounded() / 10_000,
            match: entry.isAll ? "all" : entry.isNear ? "meaning" : "partial",
            missing: entry.isAll || entry.isNear ? nil : missing,
            publics: table.codes(of: entry.document, .public).map { table.values(of: .public).texts[Int($0)] },
            territory: table.value(of: entry.document, .territory),
            year: table.year(of: entry.document) == 0 ? nil : Int(table.year(of: entry.document)),
            nature: table.value(of: entry.document, .nature), updated: texts.updated, path: texts.path,
            url: Self.url(id),
            explain: explainer.map { $0.explanation(of: entry) })
    }

    private func snippet(of entry: Ranking.Entry, _ texts: DocumentTexts, _ marker: Marker) throws -> String {
        if entry.isNear { return marker.snippet(of: texts, passage: entry.nearness?.passage ?? 0..<0) }
        let body = try marker.bodyWords.map { try state.forwards().body(of: entry.document, among: $0) }
        return try marker.snippet(of: texts, body, answering: entry.clauses) { try state.header(of: entry.document) }
    }

    /// - Parameter body: as UTF-8.
    static func title(_ title: String, body: some Sequence<UInt8>) -> String {
        guard title.isEmpty else { return title }
        // No further than the last word: deciding what a space is takes longer than all else that a hit needs.
        let beginning = String(decoding: Array(body.prefix(4 * (longestBeginning + 1))), as: UTF8.self).unicodeScalars
        let parts = beginning.prefix(longestBeginning).split(maxSplits: titleWords, whereSeparator: isSpace)
        let words = parts.prefix(titleWords).map { String($0) }.joined(separator: " ")
        let isCut = parts.count > titleWords && !parts[titleWords].allSatisfy(isSpace)
        return words + (isCut ? " …" : "")
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? scalar == " " || ("\t"..."\r").contains(scalar) : scalar.properties.isWhitespace
    }

    /// The document's page; every character that is not plain in a path is percent-encoded.
    static func url(_ id: String) -> String {
        // Most ids stand in a path as they are; Foundation takes a microsecond to see it.
        if id.utf8.allSatisfy(isPlain) { return "/fiches/" + id }
        return "/fiches/" + (id.addingPercentEncoding(withAllowedCharacters: plainInPath) ?? "")
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x41...0x5A, 0x30...0x39: true
        default: plainMarks.contains(byte)
        }
    }

    /// Unreserved, beside letters and digits (RFC 3986, section 2.3).
    private static let plainMarks = Array("-._~".utf8)
    private static let plainInPath = CharacterSet.alphanumerics
        .intersection(CharacterSet(charactersIn: "\u{0}"..."\u{7F}")).union(CharacterSet(charactersIn: "-._~"))
}
