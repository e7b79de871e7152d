import Foundation
import Hummingbird

/// `openapi.json`, as it stands among the public files.
struct OpenAPI: Sendable {
    private let text: String

    /// Reads the description in `folder`.
    init(folder: URL) throws(TemplateError) {
        do {
            text = try String(contentsOf: folder.appendingPathComponent("openapi.json"), encoding: .utf8)
        } catch {
            throw TemplateError.unreadable("openapi.json", "\(error)")
        }
    }

    /// Adds its route, and that of the page that shows it.
    func add(to router: Router<RequestContext>, _ site: Site) throws(TemplateError) {
        let page: APIPage
        do {
            page = try APIPage(Data(text.utf8))
        } catch {
            throw TemplateError.unreadable("openapi.json", "\(error)")
        }
        router.get("/openapi.json") { _, _ in Response(text, type: "application/json") }
        router.get("/api") { _, _ in try site.response(page) }
    }
}
