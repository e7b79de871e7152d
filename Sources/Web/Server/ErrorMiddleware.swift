import Hummingbird
import Logging
import Search

/// Makes an answer of every error: a problem for the API, a page for people. The one place that decides statuses.
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
            let refusal = Self.refusal(for: error, request)
            if refusal == .failed {
                context.logger.error("request failed", metadata: ["error": "\(error)", "path": "\(request.uri.path)"])
            }
            var response = try answer(refusal, to: request)
            if refusal == .methodNotAllowed { response.headers[.allow] = "GET, HEAD" }
            return response
        }
    }

    private static func refusal(for error: any Error, _ request: Request) -> Refusal {
        switch error {
        case let refusal as Refusal:
            return refusal
        case let error as SearchError:
            if case .index = error { return .unavailable("\(error)") }
            return .failed
        case let error as HTTPError where error.status == .notFound:
            let isRead = request.method == .get || request.method == .head
            return isRead ? .notFound("Il n’y a rien à cette adresse.") : .methodNotAllowed
        case let error as any HTTPResponseError where error.status.kind == .clientError:
            return .badRequest("La demande n’est pas comprise.")
        default:
            return .failed
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
