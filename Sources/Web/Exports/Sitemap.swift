import Search

/// The addresses of the site for search engines (sitemaps.org): one file, or an index of several.
struct Sitemap: TemplateModel {
    /// An address.
    struct Entry: TemplateModel {
        let url: String
        var updated: String?
    }

    let entries: [Entry]
    /// The template that shows it.
    let template: String

    /// The protocol allows 50,000 in a file.
    private static let size = 20_000
    private static let pages = [
        "/", "/axes", "/comparer", "/etat-du-fonds", "/proposer", "/aide", "/accessibilite", "/api",
    ]

    /// The file of this number, from 1; without one the whole, or the index of its files. `nil` beyond the last.
    init?(page: Int?, origin: String, _ site: Site) throws(SearchError) {
        let total = try site.searcher.statistics().documents
        let files = max(1, (total + Self.size - 1) / Self.size)
        guard page.map({ (1...files).contains($0) }) ?? true else { return nil }
        if page == nil, files > 1 {
            template = "xml/sitemap-index"
            entries = (1...files).map { Entry(url: "\(origin)/sitemap.xml?page=\($0)") }
            return
        }
        template = "xml/sitemap"
        let number = page ?? 1
        var entries: [Entry] = []
        if number == 1 {
            let axes = try site.directory().schemes.flatMap(\.axes).flatMap { [$0] + $0.children }.filter {
                $0.count > 0
            }
            entries = (Self.pages + axes.map(\.url)).map { Entry(url: origin + $0) }
        }
        let documents = try site.searcher.references(from: (number - 1) * Self.size, count: Self.size).documents
        self.entries = entries + documents.map { Entry(url: origin + $0.url, updated: $0.updated) }
    }
}
