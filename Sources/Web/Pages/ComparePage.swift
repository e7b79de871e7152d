import Search
import SearchIndex

/// `/comparer`: two axes side by side, criterion by criterion, and the entries that they share.
struct ComparePage: Page {
    static let template = "compare"

    /// An axis to choose from.
    struct Option: TemplateModel {
        let id: String
        let label: String
        let isChosen: Bool
    }

    /// The choice of two axes.
    struct Form: TemplateModel {
        let first: [Option]
        let second: [Option]

        /// The first two of the board, to begin with; `nil` where there are not two.
        init?(_ directory: AxisDirectory) {
            let choices = ComparePage.choices(directory)
            guard choices.count > 1 else { return nil }
            self.init(choices, ComparePage.chosen(nil, nil, choices, directory))
        }

        fileprivate init(_ choices: [AxisNode], _ chosen: (AxisNode?, AxisNode?)) {
            first = choices.map { Option(id: $0.id, label: $0.label, isChosen: $0.id == chosen.0?.id) }
            second = choices.map { Option(id: $0.id, label: $0.label, isChosen: $0.id == chosen.1?.id) }
        }
    }

    /// A criterion, and what each axis has of it.
    struct Row: TemplateModel {
        let title: String
        let columns: [Column]
    }

    /// What an axis has of a criterion: a big number with a link, a list with counts, or a sentence.
    struct Column: TemplateModel {
        var number: String?
        var url: String?
        var values: [LinkPart] = []
        var text: String?
    }

    /// An axis at the head of its column.
    struct Side: TemplateModel {
        let label: String
        let url: String
        let hue: String?
    }

    let head: PageHead
    let form: Form
    /// The two axes; empty until both are chosen.
    let sides: [Side]
    let caption: String
    let rows: [Row]
    let sharedCount: String?
    let shared: [HitPart]
    let csvURL: String

    private static let longest = 5
    private static let mostShared = 20

    /// The comparison that `parameters` ask for: `a` and `b`, axes of the first scheme by default.
    init(_ parameters: QueryString, _ site: Site) throws(SearchError) {
        let directory = try site.directory()
        let choices = Self.choices(directory)
        let (a, b) = Self.chosen(parameters["a"], parameters["b"], choices, directory)
        head = PageHead(
            title: a != nil && b != nil ? "Comparer \(a?.label ?? "") et \(b?.label ?? "")" : "Comparer deux axes",
            path: parameters["a"] == nil ? "/comparer" : Self.url("/comparer", a, b), place: .axes)
        form = Form(choices, (a, b))
        guard let a, let b else {
            (sides, caption, rows, sharedCount, shared, csvURL) = ([], "", [], nil, [], "/comparer.csv")
            return
        }
        sides = [a, b].map { Side(label: $0.label, url: $0.url, hue: directory[$0.id]?.hue) }
        caption = "\(a.label) et \(b.label), critère par critère"
        let facts = try [a, b].map { axis throws(SearchError) in try AxisFacts(axis, directory, site) }
        rows = Self.rows(facts)
        let common = try site.searcher.documents(carrying: [a.id, b.id], limit: Self.mostShared)
        sharedCount = French.number(common.total)
        shared = common.hits.map { HitPart($0, in: directory, length: .title) }
        csvURL = Self.url("/comparer.csv", a, b)
    }

    private static func url(_ path: String, _ a: AxisNode?, _ b: AxisNode?) -> String {
        "\(path)?a=\(PercentEncoding.query(a?.id ?? ""))&b=\(PercentEncoding.query(b?.id ?? ""))"
    }

    /// The axes that hold entries, sub-themes below theirs.
    private static func choices(_ directory: AxisDirectory) -> [AxisNode] {
        (directory.board + directory.transversal).flatMap { [$0] + $0.children.filter { $0.count > 0 } }
    }

    /// The axes of these ids; else the first two of the board.
    private static func chosen(
        _ a: String?, _ b: String?, _ choices: [AxisNode], _ directory: AxisDirectory
    ) -> (AxisNode?, AxisNode?) {
        let a = a.flatMap { directory[$0]?.node } ?? choices.first
        let others = directory.board.filter { $0.id != a?.id } + choices.filter { $0.id != a?.id }
        let b = b.flatMap { directory[$0]?.node } ?? others.first
        return a?.id == b?.id ? (a, others.first) : (a, b)
    }

    private static func rows(_ facts: [AxisFacts]) -> [Row] {
        func lists(_ title: String, _ values: (AxisFacts) -> [LinkPart]) -> Row? {
            let columns = facts.map { Column(values: Array(values($0).prefix(longest))) }
            return columns.allSatisfy(\.values.isEmpty) ? nil : Row(title: title, columns: columns)
        }
        let sizes = Row(
            title: "Fiches", columns: facts.map { Column(number: French.number($0.axis.count), url: $0.axis.url) })
        let limits = Row(
            title: "Retours d’expérience complets", columns: facts.map { Column(text: $0.limits) })
        return [
            sizes, lists("Par type", \.kinds), lists("Premiers sous-thèmes", \.themes),
            lists("Axes transversaux", \.transversal), lists("Publics", \.publics),
            lists("Territoires", \.territories), limits,
        ].compactMap { $0 }
    }
}

/// What a comparison tells of an axis.
struct AxisFacts {
    let axis: AxisNode
    let kinds: [LinkPart]
    let themes: [LinkPart]
    let transversal: [LinkPart]
    let publics: [LinkPart]
    let territories: [LinkPart]
    /// How many of its reports tell their limits.
    let limits: String

    init(_ axis: AxisNode, _ directory: AxisDirectory, _ site: Site) throws(SearchError) {
        self.axis = axis
        let address = SearchAddress().with { $0.filters.axis = [axis.id] }
        var request = address.request
        request.limit = 0
        let facets = try site.searcher.search(request).facets
        func links(_ facet: Facet) -> [LinkPart] {
            facets[facet].map { value in
                LinkPart(
                    url: address.with { $0.filters[facet] = [value.id] }.url, label: French.capitalized(value.label),
                    count: French.number(value.count))
            }
        }
        kinds = links(.kind)
        publics = links(.public)
        territories = links(.territory)
        themes = axis.children.filter { $0.count > 0 }.sorted { ($1.count, $0.order) < ($0.count, $1.order) }.map {
            LinkPart(url: $0.url, label: $0.label, count: French.number($0.count))
        }
        let counts = try site.searcher.axisCounts(carrying: [axis.id])
        transversal = directory.transversal.filter { $0.id != axis.id }
            .map { (axis: $0, count: counts[$0.id] ?? 0) }.filter { $0.count > 0 }
            .sorted { $0.count > $1.count }
            .map { LinkPart(url: $0.axis.url, label: $0.axis.label, count: French.number($0.count)) }
        let reports = facets.kind.first { $0.id == "experience" }?.count ?? 0
        let lacking = try site.searcher.documents(
            lacking: .limits, carrying: [axis.id], updatedBefore: "", limit: 0
        ).total
        let tell = reports - lacking
        limits =
            reports == 0
            ? "Aucun retour d’expérience"
            : "\(French.number(tell)) sur \(French.number(reports)) \(tell < 2 ? "dit ses limites" : "disent leurs limites")"
    }
}
