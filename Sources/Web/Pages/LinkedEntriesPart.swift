import Search

/// The entries that an entry names by their ids: the tools it used, the examples of a tool.
struct LinkedEntriesPart: TemplateModel {
    let title: String
    let entries: [LinkPart]

    private static let titles = [("outils", "Outils utilisés"), ("exemples", "Exemples")]

    /// The header's keys that name entries.
    static let keys = Set(titles.map(\.0))

    /// As many entries as one key may name.
    private static let longest = 20

    /// The entries that `document` names and that exist.
    static func all(of document: DocumentDetail, _ site: Site) throws(SearchError) -> [LinkedEntriesPart] {
        var parts: [LinkedEntriesPart] = []
        for (key, title) in titles {
            var entries: [LinkPart] = []
            for id in document.fields.first(where: { $0.key == key })?.values.prefix(longest) ?? [] {
                guard case .found(let entry) = try site.searcher.document(id, highlighting: nil) else { continue }
                let nature = entry.nature == "illustrative" ? " (fiche illustrative)" : ""
                entries.append(LinkPart(url: entry.url, label: entry.title, count: nature))
            }
            if !entries.isEmpty { parts.append(LinkedEntriesPart(title: title, entries: entries)) }
        }
        return parts
    }
}
