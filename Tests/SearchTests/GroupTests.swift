import Testing

@testable import Search

/// Hits of a page under the headings that say how they answer.
@Suite struct GroupTests {
    /// A page of hits: `a` holds all words, `p` a part of them, `m` is near by meaning.
    private static func page(_ hits: String, total: Int, offset: Int = 0) -> SearchResponse {
        let matches: [Character: String] = ["a": "all", "p": "partial", "m": "meaning"]
        let results = hits.enumerated().map { place, kind in
            SearchResponse.Hit(
                id: "d\(place)", title: "", markedTitle: "", kind: "", axes: [], summary: "",
                match: matches[kind] ?? "", publics: [], path: "", url: "")
        }
        return SearchResponse(
            query: "", match: "auto", semantic: true, total: total, partialTotal: 50, nearTotal: 10, limit: 10,
            offset: offset, tookMicroseconds: 0, results: results, facets: SearchResponse.Facets(), expansions: [],
            related: [], isFamilyOnly: false)
    }

    /// Each group as its reach and its hits: « words:aa ».
    private static func groups(_ hits: String, total: Int, offset: Int = 0) -> [String] {
        let characters = Array(hits)
        return page(hits, total: total, offset: offset).groups.map { "\($0.reach):" + String(characters[$0.range]) }
    }

    @Test(
        "hits that follow each other and answer alike are one group, in the order of the page",
        arguments: [
            ("", 0, []), ("aaa", 3, ["words:aaa"]), ("aapp", 2, ["words:aa", "someWords:pp"]),
            // The one ranking of a long question: no title parts what alternates.
            ("apap", 2, ["words:apap"]), ("paap", 2, ["words:paap"]),
            // Nothing holds all the words: the page says so in a sentence.
            ("ppp", 0, ["words:ppp"]), ("mm", 0, ["meaning:mm"]),
            ("aamm", 2, ["words:aa", "meaning:mm"]), ("ppmm", 0, ["words:pp", "meaning:mm"]),
            ("aammpp", 2, ["words:aa", "meaning:mm", "someWords:pp"]),
            ("aappmmpp", 2, ["words:aa", "someWords:pp", "meaning:mm", "someWords:pp"]),
            ("apapmmpa", 3, ["words:apap", "meaning:mm", "words:pa"]),
            ("mmpp", 0, ["meaning:mm", "someWords:pp"]),
        ] as [(String, Int, [String])])
    func first(hits: String, total: Int, expected: [String]) {
        #expect(Self.groups(hits, total: total) == expected)
    }

    @Test(
        "on a later page hits that hold a part of the words have their title when the full ones came before",
        arguments: [
            ("ppp", 10, 10, ["someWords:ppp"]), ("ppmm", 3, 10, ["someWords:pp", "meaning:mm"]),
            ("mmpp", 3, 10, ["meaning:mm", "someWords:pp"]),
            ("aapp", 12, 10, ["words:aa", "someWords:pp"]), ("ppp", 0, 10, ["words:ppp"]),
            // Full hits are still to come: they alternate.
            ("ppp", 11, 10, ["words:ppp"]),
        ] as [(String, Int, Int, [String])])
    func later(hits: String, total: Int, offset: Int, expected: [String]) {
        #expect(Self.groups(hits, total: total, offset: offset) == expected)
    }

    @Test("groups cover the page without a gap", arguments: 0..<UInt64(100))
    func cover(seed: UInt64) {
        var random = Seeded(seed)
        let hits = String(
            (0..<Int.random(in: 0...12, using: &random)).map { _ in "apm".randomElement(using: &random) ?? "a" })
        let groups = Self.page(hits, total: Int.random(in: 0...5, using: &random)).groups
        #expect(groups.flatMap { Array($0.range) } == Array(0..<hits.count))
        #expect(groups.allSatisfy { !$0.range.isEmpty })
    }
}
