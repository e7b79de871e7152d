/// `/aide`: how to search, and what the results mean.
struct HelpPage: Page {
    static let template = "help"

    let head = PageHead(title: "Aide à la recherche", path: "/aide", place: .help)
}
