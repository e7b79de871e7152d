/// The frame of every page, as `layout.mustache` shows it.
struct LayoutPart: TemplateModel {
    /// The search box.
    struct Ask: TemplateModel {
        /// Its label.
        let label: String
        /// What it holds.
        let query: String
        /// Whether what is typed goes there at once.
        var isFirst = false
        /// What else a question keeps of the page: filters, order.
        var kept: [Kept] = []
    }

    /// A parameter that is not shown.
    struct Kept: TemplateModel {
        let name: String
        let value: String
    }

    let title: String
    let description: String
    let canonical: String?
    let isIndexed: Bool
    let hasResults: Bool
    let hasCopy: Bool
    let isHome: Bool
    let isAxes: Bool
    let isState: Bool
    let isHelp: Bool
    let isDossier: Bool
    /// « article » for an entry, « website » for all else, as Open Graph has them.
    let kind: String
    let feed: String?
    let structuredDataHTML: HTML?
    let ask: Ask?
    let welcome: WelcomePart?
    let contentHTML: HTML

    /// The page's title with the site's name.
    static func title(_ head: PageHead) -> String {
        head.place == .home ? head.title : "\(head.title) · Repères"
    }

    /// The frame of a page whose own part is `content`.
    init(_ head: PageHead, content: HTML, baseURL: String?) {
        title = Self.title(head)
        description = head.description
        canonical = baseURL.flatMap { base in head.path.map { base + $0 } }
        isIndexed = head.isIndexed
        hasResults = head.script == .results
        hasCopy = head.script == .copy
        isHome = head.place == .home
        isAxes = head.place == .axes
        isState = head.place == .state
        isHelp = head.place == .help
        isDossier = head.place == .dossier
        kind = head.structuredData == nil ? "website" : "article"
        feed = head.feed
        structuredDataHTML = head.structuredData
        ask = head.welcome == nil ? Ask(label: "Chercher dans les fiches", query: head.query, kept: head.kept) : nil
        welcome = head.welcome
        contentHTML = content
    }
}
