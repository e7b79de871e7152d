import Foundation
import HTTPTypes
import Hummingbird
import Search
import Testing

@testable import Web

@Suite("openapi.json is true", .site)
struct OpenAPITests {
    private func description() async throws -> JSON {
        try await #require(SampleSite.current).get("/openapi.json").json()
    }

    @Test("it describes every route of the API, and no other")
    func routes() async throws {
        let site = try #require(SampleSite.current)
        let searcher = try Searcher(indexPath: site.folder + "/index.sqlite")
        let router = try WebServer.router(WebServer.site(searcher: searcher))
        let pages = [
            "/", "/recherche", "/axes", "/axes/{id}", "/fiches/**", "/aide", "/statique/{name}", "/dossier",
            "/comparer",
            "/etat-du-fonds", "/proposer", "/accessibilite", "/api", "/recherche.csv", "/recherche.atom",
            "/dossier.csv", "/comparer.csv", "/etat-du-fonds.csv", "/modeles/{name}", "/robots.txt", "/sitemap.xml",
            "/opensearch.xml", "/favicon.ico",
        ]
        let served = Set(router.routes.filter { $0.method == .get }.map { "/" + $0.path.description.trimmed })
        let described = try await description()["paths"]?.members ?? [:]
        #expect(served == Set(described.keys).union(pages))
        #expect(described.values.allSatisfy { Array($0.members.keys) == ["get"] })
    }

    @Test(
        "every parameter is described, and one that does not fit its schema is refused",
        arguments: [
            ("match", "most"), ("sort", "size"), ("limit", "-1"), ("limit", "101"), ("limit", "x"), ("offset", "-1"),
            ("offset", "1000001"), ("explain", "oui"), ("semantic", "non"), ("q", String(repeating: "a", count: 1001)),
            ("axis", String(repeating: "a&axis=", count: 50) + "a"),
        ])
    func parameters(name: String, value: String) async throws {
        let site = try #require(SampleSite.current)
        let operation = try await description()["paths"]?["/api/v1/search"]?["get"]
        let names = operation?["parameters"]?.list.compactMap { parameter in
            parameter["name"]?.text ?? parameter["$ref"]?.text?.split(separator: "/").last.map(String.init)
        }
        #expect(names?.contains(name) == true)
        let answer = try await site.get("/api/v1/search?\(name)=\(value)")
        #expect(answer.status == 400)
        #expect(answer.header("Content-Type") == "application/problem+json")
        #expect(try answer.json()["detail"]?.text?.contains("« \(name) »") == true)
    }

    @Test(
        "answers have the described keys and types, all of them",
        arguments: [
            ("/api/v1/search?q=QPV&explain=1", "/api/v1/search"), ("/api/v1/search?q=bail+hamac", "/api/v1/search"),
            ("/api/v1/search?q=colege&match=all", "/api/v1/search"), ("/api/v1/search", "/api/v1/search"),
            ("/api/v1/search?limit=x", "/api/v1/search"), ("/api/v1/suggest?q=ha", "/api/v1/suggest"),
            ("/api/v1/axes", "/api/v1/axes"), ("/api/v1/axes/decrochage-scolaire", "/api/v1/axes/{id}"),
            ("/api/v1/axes/tranquillite", "/api/v1/axes/{id}"),
            ("/api/v1/axes/cadre", "/api/v1/axes/{id}"),
            ("/api/v1/documents/mediateur-college", "/api/v1/documents/{id}"),
            ("/api/v1/documents/a%2Fb%20c%25d%3F%C3%A9", "/api/v1/documents/{id}"),
            ("/api/v1/documents/retiree", "/api/v1/documents/{id}"),
            ("/api/v1/documents/rien", "/api/v1/documents/{id}"),
            ("/api/v1/documents/halls-3/similar", "/api/v1/documents/{id}/similar"),
            ("/api/v1/documents/rien/similar", "/api/v1/documents/{id}/similar"), ("/healthz", "/healthz"),
            ("/readyz", "/readyz"),
        ])
    func answers(address: String, path: String) async throws {
        let description = try await description()
        let answer = try await #require(SampleSite.current).get(address)
        let type = try #require(answer.header("Content-Type"))
        var response = try #require(description["paths"]?[path]?["get"]?["responses"]?["\(answer.status)"])
        response = Schema(description).resolved(response)
        let schema = try #require(response["content"]?[type]?["schema"])
        #expect(Schema(description).faults(of: try answer.json(), against: schema) == [])
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: CharacterSet(charactersIn: "/")) }
}
