import Hummingbird
import Logging

/// One line of log a request. What people search stays out of it, but at the debug level.
struct LogMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: RequestContext,
        next: (Request, RequestContext) async throws -> Response
    ) async throws -> Response {
        let clock = ContinuousClock()
        let start = clock.now
        let response = try await next(request, context)
        let took = clock.now - start
        var metadata: Logger.Metadata = [
            "method": "\(request.method)", "path": "\(request.uri.path)", "status": "\(response.status.code)",
            "took_us": "\(Int(took / .microseconds(1)))",
        ]
        if context.logger.logLevel <= .debug { metadata["query"] = "\(request.uri.query ?? "")" }
        context.logger.info("request", metadata: metadata)
        return response
    }
}
