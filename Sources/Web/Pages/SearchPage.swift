import Search

/// `/recherche`: the hits of a question, the facets to narrow it, or what to try when there are none.
struct SearchPage: Page {
    static let template = "search"

    let head: PageHead
    let heading: String
    /// « Vouliez-vous dire … ».
    let suggestion: SuggestionPart?
    let expansions: [ExpansionPart]
    let message: String?
    /// The chosen filters.
    let chips: [LinkPart]
    let clearURL: String
    let facets: [FacetPart]
    let foldLabel: String
    let sort: SortPart?
    let listTitle: String
    let hits: [HitPart]
    let partial: PartialPart?
    let pager: PagerPart?
    let related: [LinkPart]
    let nothing: EmptyPart?

    /// The order of the hits and the way to the other one; nothing is ordered by relevance where nothing is asked.
    struct SortPart: TemplateModel {
        let isRelevance: Bool
        let isDate: Bool
        let relevanceURL: String
        let dateURL: String
    }

    /// The hits that hold a part of the words only.
    struct PartialPart: TemplateModel {
        /// How many the whole list has.
        let count: String
        let hits: [HitPart]
    }

    /// The answer for `asked`; the last page where that is beyond it.
    init(_ asked: SearchAddress, _ site: Site) throws(SearchError) {
        let directory = try site.directory()
        let (address, answer) = try Self.answer(asked, site)
        let chosen = ChosenFilters(address, facets: answer.facets, directory: directory)
        let question = answer.suggestion?.applied == true ? answer.suggestion?.query ?? "" : address.query
        let listed = answer.total + answer.partialTotal
        let groups = HitGroups(answer.results)

        let found = groups.isMixed || answer.total == 0 ? listed : answer.total
        heading = Self.heading(found, question)
        head = PageHead(
            title: Self.title(found, question), isIndexed: false, script: .results, query: address.query)
        suggestion = answer.suggestion.map { SuggestionPart($0, at: address) }
        expansions = answer.expansions.map { ExpansionPart($0, at: address) }
        message = answer.message.map(French.typeset)
        chips = listed == 0 ? [] : chosen.chips
        clearURL = chosen.clearURL
        facets = FacetPart.all(of: answer.facets, at: address, in: directory)
        foldLabel = chosen.foldLabel
        sort = address.query.isEmpty ? nil : Self.sort(address)
        listTitle = Self.listTitle(address.query, isMixed: groups.isMixed)
        let part = { (hit: SearchResponse.Hit) in HitPart(hit, in: directory, length: .text, query: question) }
        hits = groups.first.map(part)
        partial =
            groups.partial.isEmpty
            ? nil : PartialPart(count: French.number(answer.partialTotal), hits: groups.partial.map(part))
        pager = PagerPart(
            label: "Pages de résultats", page: address.page, total: listed, pageSize: SearchAddress.pageSize
        ) { address.at(page: $0).url }
        related = LinkPart.sentence(answer.related.map { LinkPart(url: SearchAddress().asking($0).url, label: $0) })
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

    private static func listTitle(_ question: String, isMixed: Bool) -> String {
        if question.isEmpty { return "Fiches" }
        return isMixed ? "Fiches trouvées" : "Fiches qui contiennent tous les mots"
    }

    private static func sort(_ address: SearchAddress) -> SortPart {
        SortPart(
            isRelevance: address.sort == .relevance, isDate: address.sort == .date,
            relevanceURL: address.with { $0.sort = .relevance }.url, dateURL: address.with { $0.sort = .date }.url)
    }
}
