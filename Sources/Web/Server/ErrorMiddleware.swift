import Hummingbird
import Logging
import Search

/// Makes an answer of every error: a problem for the API, a page for people.
struct ErrorMiddleware: RouterMiddleware {
    /// What pages are made from.
    let site: Site

    func handle(
        _ request: Request, context: RequestContext,
        next: (Request, RequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let refusal = Refusal(error, method: request.method)
            if refusal == .failed {
                context.logger.error("request failed", metadata: ["error": "\(error)", "path": "\(request.uri.path)"])
            }
            var response = try answer(refusal, to: request)
            if refusal == .methodNotAllowed { response.headers[.allow] = "GET, HEAD" }
            return response
        }
    }

    private func answer(_ refusal: Refusal, to request: Request) throws -> Response {
        guard Self.isPage(request.uri.path) else { return try ProblemDetails(refusal).response() }
        let page = MessagePage.refusal(refusal, query: Self.query(of: request), directory: directory(after: refusal))
        do {
            return try site.response(page, status: .init(code: refusal.status))
        } catch {
            return Response(refusal.detail, type: "text/plain; charset=utf-8", status: .init(code: refusal.status))
        }
    }

    /// The axes to start again from; none while the index does not answer.
    private func directory(after refusal: Refusal) -> AxisDirectory? {
        switch refusal {
        case .failed, .unavailable: nil
        case .badRequest, .notFound, .methodNotAllowed: try? site.directory()
        }
    }

    private static func isPage(_ path: String) -> Bool {
        !["/api/", "/openapi.json", "/healthz", "/readyz"].contains { path.hasPrefix($0) }
    }

    /// The beginning of what was asked, so that a question that is too long can be shortened.
    private static func query(of request: Request) -> String {
        let query = (try? QueryString(request.uri.query))?["q"] ?? ""
        return String(query.prefix(SearchRequest.longestQuery))
    }
}
