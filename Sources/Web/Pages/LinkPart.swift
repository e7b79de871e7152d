/// A link and, in lists, its count.
struct LinkPart: TemplateModel {
    /// Where it leads.
    let url: String
    /// What it says.
    let label: String
    /// The count beside it, in words or digits.
    var count: String?
    /// What stands before it in a sentence: a comma.
    var separator = ""
    /// A hue, for an axis.
    var hue: String?

    /// Links that follow each other in a sentence.
    static func sentence(_ links: [LinkPart]) -> [LinkPart] {
        links.enumerated().map { position, link in
            var link = link
            link.separator = position == 0 ? "" : ", "
            return link
        }
    }
}
