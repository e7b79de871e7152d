import Search

/// The home page's first screen: the search box, how much there is, and the years as points.
struct WelcomePart: TemplateModel {
    /// Its search box.
    let ask: LayoutPart.Ask
    /// « 52 fiches de médiation sociale et de politique de la ville. »
    let size: String
    /// Searches that find something.
    let examples: [LinkPart]
    /// The years as points; `nil` when no entry has one.
    let plot: PlotPart?

    private static let examples = ["décrochage scolaire", "relogement", "marche exploratoire", "QPV"]

    /// What `site` holds now.
    init(_ site: Site, directory: AxisDirectory) throws(SearchError) {
        let count = try French.count(site.searcher.statistics().documents, "fiche")
        let subject = directory.mainScheme == nil ? "" : " de médiation sociale et de politique de la ville"
        ask = LayoutPart.Ask(label: "Que cherchez-vous\(French.space)?", query: "", isFirst: true)
        size = "\(count)\(subject)."
        examples = try Self.examples(site)
        plot = try PlotPart(site.searcher.yearCounts())
    }

    private static func examples(_ site: Site) throws(SearchError) -> [LinkPart] {
        var links: [LinkPart] = []
        for example in examples {
            let found = try site.searcher.search(SearchRequest(example, match: .all, limit: 0)).total
            if found > 0 { links.append(LinkPart(url: SearchAddress().asking(example).url, label: example)) }
        }
        return links
    }
}
