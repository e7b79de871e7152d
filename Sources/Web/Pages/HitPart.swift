import Search

/// A hit as lists show it.
struct HitPart: TemplateModel {
    /// The entry's page.
    let url: String
    /// The title, with `<mark>` around the words that were asked.
    let titleHTML: HTML
    /// The kind and its icon.
    let kind: KindPart
    /// The hue of its first axis.
    let hue: String?
    /// Its axes.
    let marks: [AxisMark]
    /// The snippet or the summary; `nil` in lists of titles.
    let textHTML: HTML?
    /// The words that it lacks.
    let missing: [String]
    /// Where and when.
    let facts: [String]
    /// Whether its place, people and figures are invented.
    let isIllustrative: Bool
    /// The box that puts it into the dossier, in lists that are chosen from.
    let pick: PickPart?

    /// An entry to be chosen.
    struct PickPart: Equatable {
        let id: String
        let title: String
    }

    /// How much of an entry a list shows.
    enum Length {
        /// The title and its facts.
        case title
        /// The snippet too, or the summary.
        case text
    }

    /// A hit of an answer; its link carries `query` along, so that the entry marks the same words.
    init(_ hit: SearchResponse.Hit, in directory: AxisDirectory, length: Length, query: String = "") {
        url = query.isEmpty ? hit.url : "\(hit.url)?q=\(PercentEncoding.query(query))"
        titleHTML = HTML(trusted: hit.markedTitle)
        kind = KindPart(hit.kind)
        marks = directory.marks(for: hit.axes)
        hue = marks.first?.hue
        textHTML = length == .title ? nil : Self.text(of: hit)
        missing = hit.missing ?? []
        facts = [hit.territory, hit.year.map(String.init)].compactMap { $0 }
        isIllustrative = hit.nature == "illustrative"
        pick = length == .text ? PickPart(id: hit.id, title: hit.title) : nil
    }

    private static let longestSummary = 400

    private static func text(of hit: SearchResponse.Hit) -> HTML? {
        if let snippet = hit.snippet, !snippet.isEmpty { return HTML(trusted: snippet) }
        guard !hit.summary.isEmpty else { return nil }
        let start = hit.summary.prefix(longestSummary)
        return HTML(escaping: start.count < hit.summary.count ? start + "…" : String(start))
    }
}
