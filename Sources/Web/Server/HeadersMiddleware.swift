import HTTPTypes
import Hummingbird

/// The headers that every answer carries, and a body for none of the HEAD requests.
struct HeadersMiddleware: RouterMiddleware {
    private static let contentSecurityPolicy = [
        "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "connect-src 'self'",
        "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    private static let referrerPolicy = HTTPField.Name("Referrer-Policy")

    func handle(
        _ request: Request, context: RequestContext,
        next: (Request, RequestContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] = Self.contentSecurityPolicy
        response.headers[.xContentTypeOptions] = "nosniff"
        if let name = Self.referrerPolicy { response.headers[name] = "same-origin" }
        // The index may change between two requests.
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-cache" }
        return request.method == .head ? response.createHeadResponse() : response
    }
}
