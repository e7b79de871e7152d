import Search

/// What to try when a question finds nothing: fewer words, fewer filters, an axis.
struct EmptyPart: TemplateModel {
    /// The question without one word, and how many it finds.
    struct FewerWords: TemplateModel {
        let url: String
        let words: [Word]
        let count: String
    }

    /// A word of the question.
    struct Word: TemplateModel {
        let separator: String
        let word: String
        let isDropped: Bool
    }

    let fewerWords: [FewerWords]
    let hasFilters: Bool
    let fewerFilters: [LinkPart]
    let everythingURL: String
    let axes: [LinkPart]

    /// As many ways with fewer words, or filters, as are tried, each a search of its own.
    private static let longestQuestion = 8

    /// What may help at `address`.
    init(
        _ address: SearchAddress, chosen: ChosenFilters, directory: AxisDirectory, _ site: Site
    ) throws(SearchError) {
        hasFilters = !chosen.chips.isEmpty
        fewerFilters = try Self.fewerFilters(address, chosen.chips, site)
        everythingURL = chosen.clearURL
        axes = directory.board.map { LinkPart.axis($0, in: directory) }
        fewerWords = try Self.fewerWords(address, site)
    }

    /// The chips of the filters without which something is found, and how much.
    private static func fewerFilters(
        _ address: SearchAddress, _ chips: [LinkPart], _ site: Site
    ) throws(SearchError) -> [LinkPart] {
        let fewer = Facet.allCases.flatMap { facet in
            address.filters[facet].map { address.without($0, in: facet) }
        }
        var ways: [LinkPart] = []
        for (chip, address) in zip(chips, fewer).prefix(longestQuestion) {
            var request = address.request
            request.limit = 0
            let answer = try site.searcher.search(request)
            let count = answer.total + answer.partialTotal
            if count > 0 { ways.append(LinkPart(url: chip.url, label: chip.label, count: French.number(count))) }
        }
        return ways
    }

    private static func fewerWords(_ address: SearchAddress, _ site: Site) throws(SearchError) -> [FewerWords] {
        let words = address.query.split(whereSeparator: \.isWhitespace)
        guard (2...longestQuestion).contains(words.count) else { return [] }
        var ways: [FewerWords] = []
        for dropped in words.indices.reversed() {
            let kept = words.indices.filter { $0 != dropped }.map { words[$0] }.joined(separator: " ")
            let fewer = address.asking(kept)
            var request = fewer.request
            request.limit = 0
            let answer = try site.searcher.search(request)
            guard answer.total > 0 else { continue }
            ways.append(
                FewerWords(
                    url: fewer.url,
                    words: words.enumerated().map { place, word in
                        Word(separator: place == 0 ? "" : " ", word: String(word), isDropped: place == dropped)
                    },
                    count: French.documents(answer.total)))
        }
        return ways
    }
}

extension LinkPart {
    /// An axis with its count and its hue.
    static func axis(_ axis: AxisNode, in directory: AxisDirectory) -> LinkPart {
        LinkPart(
            url: axis.url, label: axis.label, count: French.number(axis.count), hue: directory[axis.id]?.hue)
    }
}
