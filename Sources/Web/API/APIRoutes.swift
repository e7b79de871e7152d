import HTTPTypes
import Hummingbird
import Search

/// `/api/v1`: searches, completions, axes and documents as JSON. `openapi.json` describes each route.
struct APIRoutes: Sendable {
    /// Answers from the index.
    let searcher: Searcher

    private typealias Near = ProblemDetails.Near

    private static let mostCompletions = 8
    private static let similarDocuments = 5

    /// Adds the routes; a GET route answers HEAD as well.
    func add(to router: Router<RequestContext>) {
        router.get("/api/v1/search") { request, _ in try search(request) }
        router.get("/api/v1/suggest") { request, _ in try suggest(request) }
        router.get("/api/v1/axes") { _, _ in try axes() }
        router.get("/api/v1/axes/{id}") { _, context in try axis(context.decoded("id")) }
        router.get("/api/v1/documents/{id}") { _, context in try document(context.decoded("id")) }
        router.get("/api/v1/documents/{id}/similar") { _, context in try similar(context.decoded("id")) }
    }

    private func search(_ request: Request) throws -> Response {
        let asked = try SearchParameters.request(try QueryString(request.uri.query))
        return .json(written: try searcher.search(asked))
    }

    private func suggest(_ request: Request) throws -> Response {
        let parameters = try QueryString(request.uri.query)
        let query = try SearchParameters.query(parameters)
        let limit = try SearchParameters.number("limit", in: 1...Self.mostCompletions, parameters)
        return try .json(try searcher.complete(query, limit: limit ?? Self.mostCompletions))
    }

    private func axes() throws -> Response {
        struct Axes: Encodable {
            let schemes: [SchemeNode]
        }
        return try .json(Axes(schemes: try searcher.axes()))
    }

    private func axis(_ id: String) throws -> Response {
        switch try searcher.axis(id) {
        case .found(let axis):
            return try .json(axis)
        case .moved(let target):
            let url = "/api/v1/axes/" + PercentEncoding.segment(target)
            let problem = ProblemDetails(
                status: 301, title: "Axe réuni", detail: "Cet axe a été réuni à « \(target) » : \(url)")
            return try problem.response(headers: [.location: url])
        case .unknown(let nearest):
            let problem = ProblemDetails(
                status: 404, title: "Introuvable", detail: "Aucun axe « \(id) ».", near: nearest.map(Near.init))
            return try problem.response()
        }
    }

    private func document(_ id: String) throws -> Response {
        switch try searcher.document(id, highlighting: nil) {
        case .found(let document):
            return try .json(document)
        case .removed(let title, let near):
            let problem = ProblemDetails(
                status: 410, title: "Fiche retirée", detail: "« \(title) » ne fait plus partie du fonds.",
                near: near.map(Near.init))
            return try problem.response()
        case .unknown(let near):
            let problem = ProblemDetails(
                status: 404, title: "Introuvable", detail: "Aucune fiche « \(id) ».", near: near.map(Near.init))
            return try problem.response()
        }
    }

    private func similar(_ id: String) throws -> Response {
        struct Similar: Encodable {
            let results: [SearchResponse.Hit]
        }
        guard let results = try searcher.similar(to: id, limit: Self.similarDocuments) else {
            return try document(id)
        }
        return try .json(Similar(results: results))
    }
}
