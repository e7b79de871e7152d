import Search

/// `/axes`: every scheme with its axes, their sub-themes and their counts.
struct AxesPage: Page {
    static let template = "axes"

    /// Axes of another scheme beside their equivalents in the first one.
    struct Equivalents: TemplateModel {
        let id: String
        let label: String
        let mainLabel: String
        let rows: [Row]
    }

    /// An axis and its equivalents.
    struct Row: TemplateModel {
        let url: String
        let label: String
        let matches: [LinkPart]
    }

    let head: PageHead
    let lede: String
    let mainLabel: String
    let board: [SignPart]
    let transversalLede: String
    let transversal: [LinkPart]
    /// The form that sets two axes side by side; `nil` where there are not two.
    let comparison: ComparePage.Form?
    let toolbox: [LinkPart]
    let others: [Equivalents]

    /// What `site` holds now.
    init(_ site: Site) throws(SearchError) {
        let directory = try site.directory()
        let documents = try site.searcher.statistics().documents
        head = PageHead(title: "Les axes", path: "/axes", place: .axes)
        lede = French.count(documents, "fiche") + (directory.schemes.isEmpty ? Self.unsorted : Self.sorted)
        mainLabel = directory.mainScheme?.label ?? ""
        board = directory.board.map { SignPart($0, in: directory) }
        transversalLede =
            "Ils traversent les autres axes\(French.space): une même fiche peut en porter plusieurs."
        transversal = directory.transversal.map(Self.link)
        comparison = ComparePage.Form(directory)
        toolbox = directory.questions.filter { $0.count > 0 }.map(Self.link)
        let secondary = directory.schemes.filter { scheme in
            scheme.id != directory.mainScheme?.id && scheme.id != AxisDirectory.toolbox
        }
        others = try secondary.map { scheme throws(SearchError) in
            try Self.equivalents(scheme, main: directory.mainScheme, site)
        }
    }

    private static let sorted =
        ", rangées selon les axes des contrats de ville. Une fiche peut relever de plusieurs axes\(French.space): les"
        + " nombres ne s’additionnent pas."
    private static let unsorted = ". Ce fonds n’est pas rangé par axes\(French.space): cherchez par les mots."

    private static func link(_ axis: AxisNode) -> LinkPart {
        LinkPart(url: axis.url, label: axis.label, count: French.number(axis.count))
    }

    private static func equivalents(
        _ scheme: SchemeNode, main: SchemeNode?, _ site: Site
    ) throws(SearchError) -> Equivalents {
        let rows = try scheme.axes.map { axis throws(SearchError) in
            var matches: [AxisReference] = []
            if case .found(let detail) = try site.searcher.axis(axis.id) {
                matches = detail.match[main?.id ?? ""] ?? []
            }
            return Row(url: axis.url, label: axis.label, matches: LinkPart.sentence(matches.map(LinkPart.axis)))
        }
        return Equivalents(id: scheme.id, label: scheme.label, mainLabel: main?.label ?? "", rows: rows)
    }
}

extension LinkPart {
    /// An axis by its name alone.
    static func axis(_ axis: AxisReference) -> LinkPart {
        LinkPart(url: AxisAddress.url(axis.id), label: axis.label)
    }
}
