/// A page: exactly what its template shows, and what the frame around it needs to know.
protocol Page: TemplateModel {
    /// The template's name.
    static var template: String { get }
    /// What stands outside of the page's own part.
    var head: PageHead { get }
}

/// What a page tells the frame around it.
struct PageHead {
    /// What search engines show below the title of a page that says nothing of itself.
    static let defaultDescription = "Base de fiches de médiation sociale et de politique de la ville."

    /// The places that the menu shows as current.
    enum Place: Equatable {
        case home, axes, state, help, dossier
    }

    /// The scripts that some pages use beyond those of all.
    enum Script: Equatable {
        case results, copy
    }

    /// The title, without the site's name.
    var title: String
    /// What search engines show below the title.
    var description = PageHead.defaultDescription
    /// The page's own path, where it has one address only.
    var path: String?
    /// Whether search engines may keep it.
    var isIndexed = true
    /// The script that it uses.
    var script: Script?
    /// Where it stands in the menu.
    var place: Place?
    /// What the search box holds.
    var query = ""
    /// What another question keeps of this one: filters, order.
    var kept: [LayoutPart.Kept] = []
    /// The home page's first screen, within the band.
    var welcome: WelcomePart?
    /// The feed of what the page lists, beside that of the whole.
    var feed: String?
    /// The page as schema.org has it, JSON without a bare `<`; `nil` for pages that are no entry.
    var structuredData: HTML?
}
