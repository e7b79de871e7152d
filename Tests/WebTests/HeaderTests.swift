import Testing

@testable import Web

@Suite("Headers and files", .site)
struct HeaderTests {
    @Test(
        "every answer forbids what pages do not need",
        arguments: [
            "/", "/rien", "/api/v1/axes", "/api/v1/rien", "/statique/reperes.css", "/axes/ancien-cadre", "/healthz",
        ])
    func security(path: String) async throws {
        let answer = try await #require(SampleSite.current).get(path)
        let policy = try #require(answer.header("Content-Security-Policy"))
        #expect(policy.hasPrefix("default-src 'none'; style-src 'self'; script-src 'self'"))
        #expect(policy.hasSuffix("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe"))
        #expect(answer.header("X-Content-Type-Options") == "nosniff")
        #expect(answer.header("Referrer-Policy") == "same-origin")
        #expect(answer.header("Cache-Control") != nil)
    }

    @Test("HEAD answers as GET does, without the body", arguments: ["/", "/api/v1/axes", "/rien", "/statique/copy.js"])
    func head(path: String) async throws {
        let site = try #require(SampleSite.current)
        let plain = ["Accept-Encoding": "identity"]
        let head = try await site.get(path, method: "HEAD", headers: plain)
        let get = try await site.get(path, headers: plain)
        #expect(head.status == get.status)
        #expect(head.body.isEmpty)
        #expect(head.header("Content-Length") == "\(get.body.count)")
    }

    @Test("a file keeps for a year under the address that pages give it, and is asked again otherwise")
    func caching() async throws {
        let site = try #require(SampleSite.current)
        let home = try await site.get("/").text
        let address = try #require(home.firstMatch(of: #/\/statique\/reperes\.css\?v=[0-9a-f]{16}/#)).output
        #expect(try await site.get(String(address)).header("Cache-Control") == "public, max-age=31536000, immutable")
        let plain = try await site.get("/statique/reperes.css")
        #expect(plain.header("Cache-Control") == "no-cache")
        let tag = try #require(plain.header("ETag"))
        let again = try await site.get("/statique/reperes.css", headers: ["If-None-Match": tag])
        #expect(again.status == 304)
        #expect(again.body.isEmpty)
    }

    @Test(
        "nothing but the list of files is served",
        arguments: [
            "openapi.json", "..%2Fopenapi.json", "%2E%2E%2FTemplates%2Fhome.mustache", "autre.js", "reperes.css%00",
            "Reperes.css", "..%2F..%2F..%2Fetc%2Fpasswd",
        ])
    func whitelist(name: String) async throws {
        #expect(try await #require(SampleSite.current).get("/statique/" + name).status == 404)
    }
}
