import Hummingbird
import Search

/// What every page is made from: the answers, the templates, and the site's own address.
struct Site: Sendable {
    /// Answers from the index.
    let searcher: Searcher
    /// The templates.
    let templates: Templates
    /// The files of `/statique/`.
    let files: PublicFiles
    /// Where the site is reached, without a final slash, when its keeper has said so.
    let baseURL: String?

    /// The axes with their counts, placed.
    func directory() throws(SearchError) -> AxisDirectory {
        AxisDirectory(try searcher.axes())
    }

    /// The page within its frame.
    func response(_ page: some Page, status: HTTPResponse.Status = .ok) throws(TemplateError) -> Response {
        let content = try templates.render(type(of: page).template, page)
        let layout = LayoutPart(page.head, content: content, baseURL: baseURL)
        let html = try templates.render("layout", layout)
        return Response(html.text, type: "text/html; charset=utf-8", status: status)
    }
}
