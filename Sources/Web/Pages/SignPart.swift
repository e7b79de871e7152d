import Search

/// A numbered axis on the board: its sub-themes with their counts.
struct SignPart: TemplateModel {
    let id: String
    let number: String
    let hue: String?
    let url: String
    let label: String
    let count: String
    let definition: String
    /// The first sub-themes that hold entries.
    let themes: [LinkPart]
    /// « et 5 autres », when there are more.
    let others: String?

    /// How many sub-themes the home page names.
    static let themesOnHome = 5

    /// The sign of `axis`; at most `longest` sub-themes.
    init(_ axis: AxisNode, in directory: AxisDirectory, longest: Int = .max) {
        let filled = axis.children.filter { $0.count > 0 }
        // One sub-theme more takes no more room than « et 1 autre ».
        let shown = filled.count - 1 <= longest ? filled : Array(filled.prefix(longest))
        id = axis.id
        number = String(axis.order)
        hue = directory[axis.id]?.hue
        url = axis.url
        label = axis.label
        count = French.count(axis.count, "fiche")
        definition = axis.definition
        themes = shown.map { LinkPart(url: $0.url, label: $0.label, count: French.number($0.count)) }
        others = shown.count < filled.count ? "et \(filled.count - shown.count) autres" : nil
    }
}
