import Search

/// `/recherche`: the hits of a question, the facets to narrow it, or what to try when there are none.
struct SearchPage: Page {
    static let template = "search"

    let head: PageHead
    let heading: String
    /// How far the hits answer, when not all hold every word and no title parts them.
    let reach: String?
    /// « Vouliez-vous dire … ».
    let suggestion: SuggestionPart?
    let expansions: [ExpansionPart]
    let message: String?
    /// The chosen filters.
    let chips: [LinkPart]
    let clearURL: String
    let facetsHTML: HTML
    let foldLabel: String
    let sort: SortPart?
    let listTitle: String
    /// The hits under no heading of their own; `nil` when there are none.
    let hitsHTML: HTML?
    /// The others, by how they answer.
    let groups: [GroupPart]
    let pager: PagerPart?
    let related: [LinkPart]
    let nothing: EmptyPart?
    let csvURL: String
    let dossierURL: String
    let feedURL: String

    /// The order of the hits and the way to the other one; nothing is ordered by relevance where nothing is asked.
    struct SortPart: TemplateModel {
        let isRelevance: Bool
        let isDate: Bool
        let relevanceURL: String
        let dateURL: String
    }

    /// The answer for `asked`; the last page where that is beyond it.
    init(_ asked: SearchAddress, _ site: Site) throws(SearchError) {
        let directory = try site.directory()
        let (address, answer) = try Self.answer(asked, site)
        let chosen = ChosenFilters(address, facets: answer.facets, directory: directory)
        let question = answer.suggestion?.applied == true ? answer.suggestion?.query ?? "" : address.query
        let listed = answer.total + answer.partialTotal
        var groups = answer.groups
        let first = groups.first?.reach == .words ? answer.results[groups.removeFirst().range] : []
        let isMixed = first.contains(where: \.isPartial)

        let isByMeaning = answer.nearTotal > 0 && answer.nearTotal == listed
        let found = isMixed || answer.total == 0 ? listed : answer.total
        heading = Self.heading(found, question)
        reach = isMixed || isByMeaning ? Self.reach(answer, question) : nil
        head = PageHead(
            title: Self.title(found, question), isIndexed: false, script: .results, query: address.query,
            kept: address.settings.map { LayoutPart.Kept(name: $0.name, value: $0.value) },
            feed: ListAddress(address: address.at(page: 1)).feed)
        suggestion = answer.suggestion.map { SuggestionPart($0, at: address) }
        expansions = answer.expansions.map { ExpansionPart($0, at: address) }
        message = answer.message.map(French.typeset)
        chips = listed == 0 ? [] : chosen.chips
        clearURL = chosen.clearURL
        facetsHTML = HTML(joining: FacetPart.all(of: answer.facets, at: address, in: directory).map(\.itemHTML))
        foldLabel = chosen.foldLabel
        sort = address.query.isEmpty ? nil : Self.sort(address)
        listTitle = Self.listTitle(address.query, isComplete: !isMixed && !first.isEmpty)
        let list = { (hits: ArraySlice<SearchResponse.Hit>) in
            HTML(joining: hits.map { HitPart($0, in: directory, length: .text, query: question).itemHTML })
        }
        hitsHTML = first.isEmpty ? nil : list(first)
        var showsSomeWords = isMixed
        self.groups = groups.map { group in
            let hitsHTML = list(answer.results[group.range])
            if group.reach == .meaning { return .meaning(answer, hitsHTML: hitsHTML) }
            defer { showsSomeWords = true }
            return .someWords(answer, goesOn: showsSomeWords, hitsHTML: hitsHTML)
        }
        pager = PagerPart(
            label: "Pages de résultats", page: address.page, total: listed, pageSize: SearchAddress.pageSize
        ) { address.at(page: $0).url }
        related = LinkPart.sentence(answer.related.map { LinkPart(url: SearchAddress().asking($0).url, label: $0) })
        let exports = ListAddress(address: address.at(page: 1))
        (csvURL, dossierURL, feedURL) = (exports.csv, exports.dossier, exports.feed)
        nothing = listed > 0 ? nil : try EmptyPart(address, chosen: chosen, directory: directory, site)
    }

    private static func answer(
        _ address: SearchAddress, _ site: Site
    ) throws(SearchError) -> (SearchAddress, SearchResponse) {
        let answer = try site.searcher.search(address.request)
        let listed = answer.total + answer.partialTotal
        guard answer.results.isEmpty, listed > 0, address.page > 1 else { return (address, answer) }
        let last = address.at(page: PagerPart.last(total: listed, pageSize: SearchAddress.pageSize))
        return (last, try site.searcher.search(last.request))
    }

    private static func heading(_ count: Int, _ question: String) -> String {
        let documents = French.capitalized(French.documents(count))
        return question.isEmpty ? documents : "\(documents) pour \(French.quoted(question))"
    }

    private static func title(_ count: Int, _ question: String) -> String {
        let documents = French.documents(count)
        return question.isEmpty
            ? French.capitalized(documents) : "\(French.quoted(question))\(French.space): \(documents)"
    }

    private static func reach(_ answer: SearchResponse, _ question: String) -> String {
        if answer.nearTotal == answer.total + answer.partialTotal {
            return "Aucune fiche ne contient ces mots : les plus proches par le sens suivent."
        }
        if answer.total > 0 {
            let holders = "\(French.count(answer.total, "fiche")) \(answer.total == 1 ? "contient" : "contiennent")"
            return "\(holders) tous les mots, les autres une partie."
        }
        let isOne = answer.partialTotal - answer.nearTotal == 1
        let these = isOne ? "celle-ci" : "celles-ci"
        let hold = isOne ? "contient" : "contiennent"
        let text =
            answer.isFamilyOnly
            ? "Aucune fiche ne contient \(French.quoted(question)) : \(these) \(hold) un mot de la même famille."
            : "Aucune fiche ne contient tous les mots : \(these) en \(hold) une partie."
        return French.typeset(text)
    }

    private static func listTitle(_ question: String, isComplete: Bool) -> String {
        if question.isEmpty { return "Fiches" }
        return isComplete ? "Fiches qui contiennent tous les mots" : "Fiches trouvées"
    }

    private static func sort(_ address: SearchAddress) -> SortPart {
        SortPart(
            isRelevance: address.sort == .relevance, isDate: address.sort == .date,
            relevanceURL: address.with { $0.sort = .relevance }.url, dateURL: address.with { $0.sort = .date }.url)
    }
}
