import Search

/// `/`: the search box, the axes, the toolbox and what is new.
struct HomePage: Page {
    static let template = "home"

    /// A question of the toolbox.
    struct Question: TemplateModel {
        let url: String
        let label: String
        let text: String
    }

    let head: PageHead
    /// The numbered axes.
    let board: [SignPart]
    /// The axes that cross them.
    let transversal: [LinkPart]
    let toolboxTitle: String
    let questions: [Question]
    let latest: [HitPart]

    private static let sizeOfLatest = 4

    /// What `site` holds now.
    init(_ site: Site) throws(SearchError) {
        let directory = try site.directory()
        head = PageHead(
            title: "Repères\(French.space): bonnes pratiques de médiation sociale et de politique de la ville",
            path: "/", place: .home,
            welcome: try WelcomePart(site, directory: directory))
        board = directory.board.map { SignPart($0, in: directory, longest: SignPart.themesOnHome) }
        transversal = directory.transversal.map { axis in
            LinkPart(url: axis.url, label: axis.label, count: French.number(axis.count))
        }
        toolboxTitle = directory.questions.count == 3 ? "Trois questions, une boîte à outils" : "Une boîte à outils"
        questions = try directory.questions.map { axis throws(SearchError) in try Self.question(axis, site) }
        let newest = SearchRequest("", sort: .date, limit: Self.sizeOfLatest)
        latest = try site.searcher.search(newest).results.map { HitPart($0, in: directory, length: .title) }
    }

    private static func question(_ axis: AxisNode, _ site: Site) throws(SearchError) -> Question {
        var filters = SearchRequest.Filters()
        filters.axis = [axis.id]
        filters.kind = ["outil"]
        let tools = try site.searcher.search(SearchRequest("", filters: filters, limit: 0)).total
        let count = tools == 0 ? "Pas encore d’outil" : French.count(tools, "outil")
        return Question(
            url: axis.url, label: axis.label,
            text: axis.definition.isEmpty ? "\(count)." : "\(count). \(axis.definition)")
    }
}
