import Search

/// An axis's entries of one kind, or of a few: the newest, and the way to the others.
struct KindGroupPart: TemplateModel {
    let id: String
    let title: String
    let count: String
    let hits: [HitPart]
    let pager: PagerPart?
    /// « Voir les 12 fiches », when the list is cut short.
    let more: LinkPart?

    /// A group: its title and its kinds.
    private struct Group {
        let id: String
        let title: String
        let kinds: [String]
        /// Whether the page turns its pages; the others lead to a search.
        let isPaged: Bool
        let size: Int
    }

    private static let groups = [
        Group(id: "experiences", title: "Retours d’expérience", kinds: ["experience"], isPaged: true, size: 10),
        Group(id: "outils", title: "Outils", kinds: ["outil"], isPaged: false, size: 5),
        Group(
            id: "textes", title: "Synthèses, enquêtes et textes",
            kinds: ["synthese", "enquete", "reference", "glossaire"], isPaged: false, size: 5),
    ]

    /// The groups of `axis` that hold something; `page` is the first group's.
    static func all(
        of axis: AxisDetail, page: Int, directory: AxisDirectory, _ site: Site
    ) throws(SearchError) -> [KindGroupPart] {
        var parts: [KindGroupPart] = []
        for group in groups {
            if let part = try KindGroupPart(group, of: axis, page: page, directory: directory, site) {
                parts.append(part)
            }
        }
        return parts
    }

    private init?(
        _ group: Group, of axis: AxisDetail, page: Int, directory: AxisDirectory, _ site: Site
    ) throws(SearchError) {
        let address = SearchAddress().with { address in
            address.filters.axis = [axis.node.id]
            address.filters.kind = group.kinds
        }
        var request = address.request
        request.limit = group.size
        request.sort = .date
        request.offset = group.isPaged ? (page - 1) * group.size : 0
        var answer = try site.searcher.search(request)
        let last = PagerPart.last(total: answer.total, pageSize: group.size)
        if group.isPaged, page > last {
            request.offset = (last - 1) * group.size
            answer = try site.searcher.search(request)
        }
        guard answer.total > 0 else { return nil }
        id = group.id
        title = group.title
        count = French.number(answer.total)
        hits = answer.results.map { HitPart($0, in: directory, length: .text) }
        pager =
            group.isPaged
            ? PagerPart(
                label: "Pages des retours d’expérience", page: min(page, last), total: answer.total,
                pageSize: group.size
            ) { $0 == 1 ? axis.node.url : "\(axis.node.url)?page=\($0)" } : nil
        more =
            pager == nil && answer.total > group.size
            ? LinkPart(url: address.url, label: "Voir les \(French.documents(answer.total))") : nil
    }
}
