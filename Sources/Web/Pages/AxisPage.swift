import Search

/// `/axes/{id}`: what an axis holds, its sub-themes, its other names, and its entries by kind.
struct AxisPage: Page {
    static let template = "axis"

    /// Equivalents in another scheme.
    struct Equivalents: TemplateModel {
        let scheme: String
        let axes: [LinkPart]
    }

    let head: PageHead
    let path: [LinkPart]
    let hue: String?
    /// What sort of axis it is: « Axe 1 », « Axe transversal ».
    let mark: String
    let label: String
    let definition: String
    let otherNames: String?
    let equivalents: [Equivalents]
    let themes: [LinkPart]
    let foldLabel: String
    let facets: [FacetPart]
    let size: String
    let order: String
    let groups: [KindGroupPart]
    let isEmpty: Bool
    let compareURL: String?
    let csvURL: String
    let dossierURL: String
    let feedURL: String

    /// The page of `axis`; `page` is that of its reports.
    init(_ axis: AxisDetail, page: Int, _ site: Site) throws(SearchError) {
        let directory = try site.directory()
        let node = axis.node
        let place = directory[node.id]
        head = PageHead(
            title: node.label, description: node.definition.isEmpty ? PageHead.defaultDescription : node.definition,
            path: page > 1 ? nil : node.url, place: .axes,
            feed: ListAddress(address: SearchAddress().with { $0.filters.axis = [node.id] }).feed)
        path = (place?.ancestors ?? []).map { LinkPart(url: $0.url, label: $0.label) }
        hue = place?.hue
        mark = Self.mark(axis, place: place, directory: directory)
        label = node.label
        definition = node.definition
        otherNames = axis.alt.isEmpty ? nil : axis.alt.joined(separator: ", ")
        equivalents = Self.equivalents(axis, directory: directory)
        themes = node.children.filter { $0.count > 0 }.map { child in
            LinkPart(url: child.url, label: child.label, count: French.number(child.count))
        }
        let everything = SearchAddress().with { $0.filters.axis = [node.id] }
        var request = everything.request
        request.limit = 0
        let answer = try site.searcher.search(request)
        facets = FacetPart.all(of: answer.facets.withoutAxes, at: everything, in: directory)
        foldLabel = node.count == 1 ? "Filtrer la fiche" : "Filtrer les \(French.documents(node.count))"
        size = French.capitalized(French.documents(node.count))
        order = node.count > 1 ? ", les plus récentes d’abord" : ""
        let list = ListAddress(address: everything)
        (csvURL, dossierURL, feedURL) = (list.csv, list.dossier, list.feed)
        isEmpty = node.count == 0
        compareURL = node.count == 0 ? nil : "/comparer?a=" + PercentEncoding.query(node.id)
        groups = try KindGroupPart.all(of: axis, page: page, directory: directory, site)
    }

    private static func mark(_ axis: AxisDetail, place: AxisDirectory.Place?, directory: AxisDirectory) -> String {
        let scheme = directory.schemes.first { $0.id == axis.scheme }?.label ?? axis.scheme
        if let root = place?.ancestors.first { return root.label }
        if axis.node.transversal { return "Axe transversal" }
        return axis.scheme == directory.mainScheme?.id ? "Axe \(axis.node.order), \(scheme)" : scheme
    }

    private static func equivalents(_ axis: AxisDetail, directory: AxisDirectory) -> [Equivalents] {
        directory.schemes.compactMap { scheme in
            guard let axes = axis.match[scheme.id], !axes.isEmpty else { return nil }
            return Equivalents(scheme: scheme.label, axes: LinkPart.sentence(axes.map(LinkPart.axis)))
        }
    }
}

extension SearchResponse.Facets {
    /// The same without its axes, for a page that is an axis's own.
    fileprivate var withoutAxes: SearchResponse.Facets {
        var facets = self
        facets.axis = []
        return facets
    }
}
