import Logging
import Search
import Testing

@testable import Web

@Suite("The server", .site)
struct ServerTests {
    @Test("a port that is taken is said, with the option that changes it")
    func portTaken() async throws {
        let site = try #require(SampleSite.current)
        let port = try #require(Int(site.url.split(separator: ":").last ?? ""))
        let searcher = try Searcher(indexPath: site.folder + "/index.sqlite")
        let server = try WebServer(searcher: searcher, options: .init(port: port), logger: Logger(label: "tests"))
        await #expect(throws: WebServerError.portTaken(port)) { try await server.run { _ in } }
        #expect(WebServerError.portTaken(port).description.contains("--port"))
    }

    @Test("a host that is not this machine’s is said")
    func unknownHost() async throws {
        let site = try #require(SampleSite.current)
        let searcher = try Searcher(indexPath: site.folder + "/index.sqlite")
        let server = try WebServer(
            searcher: searcher, options: .init(host: "192.0.2.1", port: 0), logger: Logger(label: "tests"))
        await #expect(throws: WebServerError.unknownHost("192.0.2.1")) { try await server.run { _ in } }
    }

    @Test("it is ready once the index answers")
    func ready() async throws {
        let site = try #require(SampleSite.current)
        #expect(try await site.get("/healthz").json()["status"]?.text == "ok")
        let ready = try await site.get("/readyz").json()
        #expect(ready["status"]?.text == "ready")
        #expect(ready["documents"]?.number == 29)
    }
}
