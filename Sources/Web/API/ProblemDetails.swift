import HTTPTypes
import Hummingbird
import Search

/// An error as the API sends it (RFC 9457).
struct ProblemDetails: Encodable {
    /// A document that stands near what was asked for.
    struct Near: Encodable {
        let id: String
        let title: String
        let url: String
    }

    let type = "about:blank"
    let title: String
    let status: Int
    let detail: String
    /// What stands near, where something does.
    var near: [Near]?

    /// A problem with its status.
    init(status: Int, title: String, detail: String, near: [Near]? = nil) {
        self.status = status
        self.title = title
        self.detail = detail
        self.near = near
    }

    /// A refusal as a problem.
    init(_ refusal: Refusal) {
        self.init(status: refusal.status, title: refusal.title, detail: refusal.detail)
    }

    /// The answer that carries the problem.
    func response(headers: HTTPFields = [:]) throws -> Response {
        try Response.json(
            self, status: HTTPResponse.Status(code: status), type: "application/problem+json", headers: headers)
    }
}

extension ProblemDetails.Near {
    /// A hit by its id, its title and its page.
    init(_ hit: SearchResponse.Hit) {
        self.init(id: hit.id, title: hit.title, url: hit.url)
    }

    /// An axis by its id, its label and its page.
    init(_ axis: AxisReference) {
        self.init(id: axis.id, title: axis.label, url: AxisAddress.url(axis.id))
    }
}
