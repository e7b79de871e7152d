import Hummingbird
import Search

/// Whether the server runs, and whether it can answer at once: for whoever watches over it.
struct HealthRoutes: Sendable {
    /// Answers from the index.
    let searcher: Searcher

    /// Adds the routes.
    func add(to router: Router<RequestContext>) {
        router.get("/healthz") { _, _ in try Response.json(["status": "ok"]) }
        router.get("/readyz") { _, _ in try ready() }
    }

    private func ready() throws -> Response {
        let statistics: IndexStatistics
        let isSemantic: Bool
        do {
            try searcher.prepare()
            statistics = try searcher.statistics()
            isSemantic = try searcher.isSemantic()
        } catch {
            // Whatever is wrong with the index, the server is not ready; the remedy is in the message.
            return try ProblemDetails(Refusal.unavailable("\(error)")).response()
        }
        return try Response.json(
            Readiness(
                documents: statistics.documents, generation: statistics.generation,
                indexedAt: statistics.indexedAt, semantic: isSemantic))
    }

    private struct Readiness: Encodable {
        let status = "ready"
        let documents: Int
        let generation: Int
        let indexedAt: String
        /// Whether search by meaning takes part.
        let semantic: Bool

        enum CodingKeys: String, CodingKey {
            case status, documents, generation
            case indexedAt = "indexed_at"
            case semantic
        }
    }
}
