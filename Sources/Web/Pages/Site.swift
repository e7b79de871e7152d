import HTTPTypes
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
    /// Where entries are sent: an e-mail address or a page, when the site's keeper has said so.
    var contact: String?

    /// The axes with their counts, placed.
    func directory() throws(SearchError) -> AxisDirectory {
        AxisDirectory(try searcher.axes())
    }

    /// The page within its frame.
    func response(_ page: some Page, status: HTTPResponse.Status = .ok) throws(TemplateError) -> Response {
        let content = try templates.render(type(of: page).template, page)
        let layout = LayoutPart(page.head, content: content, baseURL: baseURL)
        let html = try templates.render("layout", layout)
        return Response(
            ConformingText.of(html.text), type: "text/html; charset=utf-8", status: status, headers: validators)
    }

    /// The page's own part under its title, without the frame around it.
    func part(_ page: some Page) throws(TemplateError) -> Response {
        let content = try templates.render(type(of: page).template, page)
        let title = HTML(escaping: LayoutPart.title(page.head))
        return Response(
            ConformingText.of(
                "<!DOCTYPE html>\n<html lang=\"fr\">\n<title>\(title.text)</title>\n\(content.text)</html>\n"),
            type: "text/html; charset=utf-8", headers: validators)
    }

    /// A document without a frame: a feed, a map of the site.
    func response(_ template: String, _ model: some TemplateModel, type: String) throws(TemplateError) -> Response {
        Response(try templates.render(template, model).text, type: type, headers: validators)
    }

    /// When what is shown was last changed, as HTTP writes dates; nothing while the index does not answer.
    private var validators: HTTPFields {
        guard let date = try? HTTPDate.written(fromISO: searcher.indexedAt()) else { return [:] }
        return [.lastModified: date]
    }

    /// What comes before the path in a full address: as the site's keeper says, else as the browser came.
    func origin(of request: Request) -> String {
        if let baseURL { return baseURL }
        let allowed = { (character: Character) in
            character.isASCII && (character.isLetter || character.isNumber || ".-:[]".contains(character))
        }
        guard let host = request.head.authority, host.count <= 255, host.allSatisfy(allowed) else { return "" }
        return "http://" + host
    }
}
