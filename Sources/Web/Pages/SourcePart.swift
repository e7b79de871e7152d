import Search

/// A source, with a link where it has an address that a browser may follow.
struct SourcePart: TemplateModel {
    /// Its number in the editors' list.
    let code: String?
    let title: String
    let url: String?

    /// A source as the entry names it.
    init(_ source: DocumentDetail.Source) {
        code = source.code
        title = source.title
        url = source.url.flatMap { url in
            let start = url.lowercased()
            return start.hasPrefix("https://") || start.hasPrefix("http://") ? url : nil
        }
    }
}
