import Search

/// `/fiches/{id}`: an entry, with its facts, its sources and what resembles it.
struct DocumentPage: Page {
    static let template = "document"

    let head: PageHead
    let path: [LinkPart]
    let kind: KindPart
    let hue: String?
    let marks: [AxisMark]
    let title: String
    let summary: String
    let isIllustrative: Bool
    let asideLabel: String
    let facts: [FactPart]
    /// The table of contents, when the entry is long enough for one.
    let contents: [LinkPart]
    let id: String
    let markdownURL: String
    let jsonURL: String
    let sections: [SectionPart]
    let sources: [SourcePart]
    let linkedEntries: [LinkedEntriesPart]
    let citeTitle: String
    let citedTitle: String
    /// What follows the title.
    let citation: String
    let similar: [HitPart]
    /// The entries before and after it in its axis.
    let previous: LinkPart?
    let next: LinkPart?
    let hasBeside: Bool

    private static let shortestContents = 4
    private static let similarEntries = 3

    /// The page of `document`, whose words of `query` are marked already; `origin` begins its full address.
    init(_ document: DocumentDetail, query: String, origin: String, _ site: Site) throws(SearchError) {
        let directory = try site.directory()
        marks = directory.marks(for: document.axes)
        title = document.title.isEmpty ? document.id : document.title
        head = PageHead(
            title: title, description: Self.description(document), path: document.url, script: .copy,
            query: query, structuredData: StructuredData.html(of: document, origin: origin))
        path = Self.path(document, directory: directory)
        kind = KindPart(document.kind)
        hue = marks.first?.hue
        summary = document.summary
        isIllustrative = document.nature == "illustrative"
        let isTool = document.kind == "outil"
        asideLabel = isTool ? "Repères de l’outil" : "Repères de la fiche"
        citeTitle = isTool ? "Citer cet outil" : "Citer cette fiche"
        facts = FactPart.all(of: document, directory: directory)
        sections = SectionPart.all(of: document)
        sources = document.sources.map(SourcePart.init)
        linkedEntries = try LinkedEntriesPart.all(of: document, site)
        let chapters = sections.filter(\.isChapter).map { LinkPart(url: "#\($0.anchor)", label: $0.heading) }
        contents = chapters.count < Self.shortestContents ? [] : chapters + Self.ending(sources, citeTitle)
        id = document.id
        markdownURL = document.url + "?format=markdown"
        jsonURL = "/api/v1/documents/\(PercentEncoding.segment(document.id))"
        citedTitle = French.quoted(title)
        citation = Self.citation(document, origin: origin)
        similar = try (site.searcher.similar(to: document.id, limit: Self.similarEntries) ?? []).map { hit in
            HitPart(hit, in: directory, length: .title)
        }
        let main = Self.mainAxis(document, directory: directory)
        let beside = try main.map { axis throws(SearchError) in try site.searcher.beside(document.id, inAxis: axis) }
        previous = beside?.previous.map { LinkPart(url: $0.url, label: $0.title) }
        next = beside?.next.map { LinkPart(url: $0.url, label: $0.title) }
        hasBeside = previous != nil || next != nil
    }

    /// The axis that its path names last.
    private static func mainAxis(_ document: DocumentDetail, directory: AxisDirectory) -> String? {
        let places = document.axes.compactMap { directory[$0.id] }
        let main = places.filter { $0.scheme == directory.mainScheme?.id }
        return (main.first { !$0.isTransversal } ?? main.first ?? places.first)?.node.id
    }

    private static func ending(_ sources: [SourcePart], _ citeTitle: String) -> [LinkPart] {
        let links = sources.isEmpty ? [] : [LinkPart(url: "#sources", label: "Sources")]
        return links + [LinkPart(url: "#citer", label: citeTitle)]
    }

    private static func description(_ document: DocumentDetail) -> String {
        document.summary.isEmpty ? PageHead.defaultDescription : document.summary
    }

    /// « Axes › Cohésion sociale › Décrochage », or « Boîte à outils › question » for a tool.
    private static func path(_ document: DocumentDetail, directory: AxisDirectory) -> [LinkPart] {
        let places = document.axes.compactMap { directory[$0.id] }
        if document.kind == "outil", let question = places.first(where: { $0.scheme == AxisDirectory.toolbox }) {
            return [
                LinkPart(url: "/axes#t-outils", label: "Boîte à outils"),
                LinkPart(url: question.node.url, label: question.node.label),
            ]
        }
        let axes = LinkPart(url: "/axes", label: "Axes")
        let main = places.filter { $0.scheme == directory.mainScheme?.id }
        guard let place = main.first(where: { !$0.isTransversal }) ?? main.first else { return [axes] }
        return [axes] + (place.ancestors + [place.node]).map { LinkPart(url: $0.url, label: $0.label) }
    }

    private static func citation(_ document: DocumentDetail, origin: String) -> String {
        var parts = ["", "Repères"]
        if document.nature == "illustrative" { parts.append("fiche illustrative") }
        if let updated = document.updated { parts.append("mise à jour du \(French.date(updated))") }
        if let license = document.fields.first(where: { $0.key == "licence" })?.values.first { parts.append(license) }
        return parts.joined(separator: ", ") + ". " + origin + document.url
    }
}
