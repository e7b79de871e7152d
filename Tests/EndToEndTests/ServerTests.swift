import Foundation
import Testing

/// The server as other programs and browsers meet it.
@Suite("Server", .sample, .timeLimit(.minutes(15)))
struct ServerTests {
    private func get(_ path: String, method: String = "GET", headers: [String: String] = [:]) throws -> Answer {
        try Sample.required().site.get(path, method: method, headers: headers)
    }

    @Test(
        "pages are French HTML that forbids what it does not need",
        arguments: [
            ("/", 200), ("/recherche", 200), ("/recherche?q=QPV&axis=cadre-de-vie&page=1", 200),
            ("/recherche?q=xylophone", 200),
            ("/axes", 200), ("/axes/cadre-de-vie", 200), ("/fiches/mediateur-college?q=famille", 200),
            ("/fiches/lot%2F1%20%25%C3%A9%3F", 200),
            ("/aide", 200), ("/axes/ancien-cadre", 301), ("/axes/zoologie", 404), ("/fiches/rien", 404), ("/rien", 404),
            ("/fiches/%FF", 400),
        ])
    func pages(path: String, status: Int) throws {
        let answer = try get(path)
        #expect(answer.status == status)
        #expect(answer.header("Content-Type") == "text/html; charset=utf-8")
        #expect(answer.text.hasPrefix("<!DOCTYPE html>\n<html lang=\"fr\">"))
        #expect(answer.text.contains("</html>"))
        #expect(
            answer.header("Content-Security-Policy")?.hasPrefix(
                "default-src 'none'; style-src 'self'; script-src 'self'") == true)
        #expect(answer.header("X-Content-Type-Options") == "nosniff")
        #expect(answer.header("Referrer-Policy") == "same-origin")
        #expect(answer.header("Content-Length") == "\(answer.body.count)")
        #expect(!answer.text.contains(" style="))
        #expect(
            answer.text.firstMatch(of: /<script(?! type="module" src="\/statique\/| type="application\/ld\+json">\{)/)
                == nil)
    }

    @Test("every link of the pages leads somewhere")
    func links() throws {
        var (seen, waiting) = (Set<String>(), ["/"])
        while let path = waiting.popLast(), seen.count < 400 {
            guard seen.insert(path).inserted else { continue }
            let answer = try get(path)
            #expect([200, 301].contains(answer.status), "\(path)")
            guard answer.isPage else { continue }
            for match in answer.text.matches(of: /(?:href|src|action)="(\/[^"#]*)/) {
                waiting.append(String(match.1).replacing("&amp;", with: "&"))
            }
        }
        #expect(seen.count > 50)
        #expect(seen.contains("/fiches/lot%2F1%20%25%C3%A9%3F"))
    }

    @Test(
        "what was asked or written stays text",
        arguments: [
            "/recherche?q=%3Cscript%3Ealert(1)%3C/script%3E", "/recherche?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
            "/recherche?q=hamac",
            "/recherche?axis=%3Cscript%3Ealert(1)%3C/script%3E",
            "/recherche?territory=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
            "/fiches/lot%2F1%20%25%C3%A9%3F?q=%3Cscript%3Ealert(1)%3C/script%3E",
            "/fiches/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
            "/axes/%3Cscript%3Ealert(1)%3C%2Fscript%3E", "/%3Cscript%3Ealert(1)%3C/script%3E",
            "/?q=%3Cscript%3Ealert(1)%3C/script%3E",
        ])
    func escaping(path: String) throws {
        let text = try get(path).text
        #expect(!text.contains("<script>alert"))
        #expect(!text.contains("<i>Ici"))
    }

    @Test("a snippet of the API is escaped text in which only <mark> is markup")
    func snippets() throws {
        let hit = try #require(try get("/api/v1/search?q=hamac").json()["results"]?.list.first)
        #expect(hit["snippet"]?.text?.contains("&lt;script&gt;") == true)
        #expect(hit["snippet"]?.text?.contains("<mark>hamac</mark>") == true)
        #expect(hit["title"]?.text == "\"><script>alert('titre')</script> & Cie")
        #expect(hit["url"]?.text == "/fiches/lot%2F1%20%25%C3%A9%3F")
    }

    @Test(
        "an error is a problem with a French detail",
        arguments: [
            ("/api/v1/search?limit=101", 400), ("/api/v1/search?limit=-1", 400), ("/api/v1/search?limit=1e2", 400),
            ("/api/v1/search?offset=-1", 400), ("/api/v1/search?offset=1000001", 400),
            ("/api/v1/search?match=most", 400),
            ("/api/v1/search?sort=size", 400), ("/api/v1/search?explain=oui", 400), ("/api/v1/search?q=%FF", 400),
            ("/api/v1/suggest?limit=9", 400), ("/api/v1/rien", 404), ("/api/v1/documents/rien", 404),
            ("/api/v1/documents/rien/similar", 404),
            ("/api/v1/axes/rien", 404), ("/api/v1/axes/ancien-cadre", 301),
        ])
    func problems(path: String, status: Int) throws {
        let answer = try get(path)
        #expect(answer.status == status)
        #expect(answer.header("Content-Type") == "application/problem+json")
        let problem = try answer.json()
        #expect(problem["type"]?.text == "about:blank")
        #expect(problem["status"]?.number == Double(status))
        #expect(problem["title"]?.text?.isEmpty == false)
        #expect(problem["detail"]?.text?.isEmpty == false)
        #expect(HelpTests.isFrench(problem["detail"]?.text ?? ""))
    }

    @Test(
        "bounds belong to what is allowed",
        arguments: [
            "limit=0", "limit=100", "limit=", "offset=0", "offset=1000000", "q=" + "a".repeated(1_000),
            "q=" + "%C3%A9".repeated(1_000),
        ])
    func bounds(parameter: String) throws {
        #expect(try get("/api/v1/search?" + parameter).status == 200)
    }

    @Test(
        "a question of 1,001 characters is refused, by pages too",
        arguments: ["/api/v1/search?q=", "/api/v1/suggest?q=", "/recherche?q="])
    func tooLong(path: String) throws {
        #expect(try get(path + "a".repeated(1_001)).status == 400)
        #expect(try get(path + "%C3%A9".repeated(1_001)).status == 400)
    }

    @Test("other methods than GET and HEAD are refused", arguments: ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
    func methods(method: String) throws {
        for path in ["/", "/recherche", "/api/v1/search", "/fiches/mediateur-college"] {
            let answer = try get(path, method: method, headers: ["Content-Length": "0"])
            #expect(answer.status == 405)
            #expect(answer.header("Allow") == "GET, HEAD")
        }
    }

    @Test(
        "HEAD answers as GET, without a body",
        arguments: ["/", "/api/v1/search?q=QPV", "/fiches/rien", "/statique/reperes.css", "/readyz"])
    func head(path: String) throws {
        let (head, get) = (try get(path, method: "HEAD"), try get(path))
        #expect(head.status == get.status)
        #expect(head.body.isEmpty)
        // Times in an answer make its length vary.
        if !path.contains("search") { #expect(head.header("Content-Length") == "\(get.body.count)") }
    }

    @Test("plus is a space, percent signs give any byte, and both ways find the same")
    func encodings() throws {
        let totals = try [
            "d%C3%A9crochage+scolaire", "d%c3%a9crochage%20scolaire", "decrochage%09scolaire",
            "d%C3%A9crochage+%2Bscolaire",
        ].map {
            try get("/api/v1/search?match=all&q=" + $0).json()["results"]?.list.compactMap { $0["id"]?.text }
        }
        #expect(totals.allSatisfy { $0 == ["mediateur-college"] }, "\(totals)")
        #expect(try get("/api/v1/search?q=a%2Bb").json()["query"]?.text == "a+b")
        #expect(try get("/api/v1/search?q=a+b").json()["query"]?.text == "a b")
    }

    @Test(
        "a filter that is repeated widens, another one narrows; a merged axis, a label and another name lead to the axis"
    )
    func filters() throws {
        func ids(_ parameters: String) throws -> Set<String> {
            Set(try get("/api/v1/search?" + parameters).json()["results"]?.list.compactMap { $0["id"]?.text } ?? [])
        }
        let cadre: Set = ["halls-occupes", "grille-observation", "quartier-prioritaire"]
        #expect(try ids("axis=cadre-de-vie") == cadre)
        #expect(try ids("axis=Cadre+de+vie") == cadre)
        #expect(try ids("axis=ancien-cadre") == cadre)
        #expect(try ids("axis=cadre-de-vie&axis=decrochage-scolaire") == cadre.union(["mediateur-college"]))
        #expect(try ids("axis=volet+social") == ["mediateur-college", "cafe-des-parents", "lot/1 %é?"])
        #expect(try ids("axis=cadre-de-vie&kind=experience") == ["halls-occupes"])
        #expect(try ids("year=2017&year=2019&nature=illustrative") == ["mediateur-college"])
        #expect(try ids("axis=cadre-de-vie&axis=") == cadre)
    }

    @Test(
        "pages and API find the same documents, in the same order",
        arguments: ["QPV", "parents école", "médiateur -halls", ""])
    func samePages(query: String) throws {
        let api = try get("/api/v1/search?limit=20&q=" + query.percentEncoded).json()["results"]?.list.compactMap {
            $0["url"]?.text
        }
        let page = try get("/recherche?q=" + query.percentEncoded).text
        let urls = page.matches(of: /<h3 class="hit-title"[^>]*><a href="([^"?]+)/).map { String($0.1) }
        #expect(urls == api)
    }

    @Test("each path of openapi.json answers with a status that it describes")
    func openAPI() throws {
        let paths = try #require(try get("/openapi.json").json()["paths"]?.members)
        #expect(paths.count >= 9)
        for (path, item) in paths {
            let described = item["get"]?["responses"]?.members ?? [:]
            for id in ["mediateur-college", "cadre-de-vie", "ancien-cadre", "lot%2F1%20%25%C3%A9%3F", "rien", "%FF"] {
                let answer = try get(path.replacing("{id}", with: id))
                #expect(described["\(answer.status)"] != nil, "\(path) \(id): \(answer.status)")
            }
        }
    }

    @Test("health is said in two ways: alive, and ready to answer")
    func health() throws {
        #expect(try get("/healthz").json() == .object(["status": .text("ok")]))
        let ready = try get("/readyz").json()
        #expect(ready["status"]?.text == "ready")
        #expect(ready["documents"]?.number == 6)
        #expect(ready["generation"]?.number == 1)
        #expect(ready["semantic"] == .bool(false))
        #expect(ready["indexed_at"]?.text?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/) != nil)
    }

    @Test("completions are at most eight texts with a note")
    func suggestions() throws {
        let completions = try get("/api/v1/suggest?q=d%C3%A9cro").json().list
        #expect(!completions.isEmpty && completions.count <= 8)
        #expect(completions.allSatisfy { Set($0.members.keys) == ["text", "note"] })
        #expect(try get("/api/v1/suggest?q=").json() == .list([]))
        #expect(try get("/api/v1/suggest?q=e&limit=1").json().list.count <= 1)
    }

    @Test("a port that is taken is said, with the option that changes it")
    func portTaken() async throws {
        let port = try Sample.required().site.port
        let outcome = try await Command.run("serve", "--port", "\(port)", "--index", try Sample.required().index)
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.contains("reperes : le port \(port) est déjà pris, choisissez-en un autre avec --port"),
            "\(outcome.errors)")
    }

    @Test("an address that others can reach is warned of")
    func openHost() async throws {
        let site = try await Site(index: try Sample.required().index, arguments: ["--host", "0.0.0.0"])
        #expect(try site.get("/healthz").status == 200)
        #expect(site.log.contains("ouverte aux autres machines"), "\(site.log)")
    }

    @Test("connections that say nothing keep nobody from being answered")
    func idleConnections() throws {
        let port = try Sample.required().site.port
        let idle = try (0..<200).map { _ in try Connection(port: port) }
        for connection in idle.prefix(100) { try connection.send("GET /recherche?q=") }
        #expect(try get("/recherche?q=QPV").status == 200)
        withExtendedLifetime(idle) {}
    }

    @Test("a false host gets into no page", arguments: ["a\"><script>alert(1)</script>", "evil.example/..", "a b", ""])
    func host(name: String) throws {
        let answer = try get("/fiches/mediateur-college", headers: ["Host": name])
        #expect([200, 400].contains(answer.status))
        #expect(!answer.text.contains("<script>alert") && !answer.text.contains("evil.example/.."))
    }

    @Test("asked to stop, it ends with 0, whatever connections stand open", arguments: [SIGTERM, SIGINT])
    func stops(signal: Int32) async throws {
        let site = try await Site(index: try Sample.required().index)
        let connections = [
            try Connection(port: site.port), try Connection(port: site.port), try Connection(port: site.port),
        ]
        try connections[0].send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(try connections[0].receive().contains("200 OK"))
        try connections[1].send("GET /heal")
        let clock = ContinuousClock()
        let start = clock.now
        #expect(try await site.stop(signal).status == 0)
        // Far below the ten seconds that it gives to requests under way.
        #expect(clock.now - start < .seconds(5))
        #expect(throws: (any Error).self) { try Connection(port: site.port) }
    }

    @Test("the log has a line a request, and says what was searched only when asked")
    func log() async throws {
        let index = try Sample.required().index
        for (arguments, isShown) in [([], false), (["--verbose"], true)] {
            let site = try await Site(index: index, arguments: arguments)
            #expect(try site.get("/recherche?q=secret").status == 200)
            let log = try await site.stop().errors
            #expect(log.contains("path=/recherche"), "\(log)")
            #expect(log.contains("status=200"), "\(log)")
            #expect(log.contains("secret") == isShown, "\(log)")
        }
    }

    @Test("a removed document answers 410 with what stands near; a new one is there, without a restart")
    func newState() async throws {
        let folder = try await Sample.indexed()
        let site = try await Site(index: folder / "index/reperes.sqlite")
        #expect(try site.get("/fiches/cafe-des-parents").status == 200)
        try folder.remove("corpus/experiences/cafe-des-parents.md")
        try folder.write("---\ntitre: Une laverie\n---\n\n## Limites\n\nAucune.\n", to: "corpus/experiences/laverie.md")
        #expect(try await Command.run("index", in: folder).status == 0)
        let gone = try site.get("/fiches/cafe-des-parents")
        #expect(gone.status == 410)
        #expect(gone.isPage && gone.text.contains("Un café des parents au pied de la tour"))
        let problem = try site.get("/api/v1/documents/cafe-des-parents")
        #expect(problem.status == 410)
        #expect(problem.header("Content-Type") == "application/problem+json")
        #expect(try site.get("/api/v1/documents/cafe-des-parents/similar").status == 410)
        #expect(try site.get("/fiches/laverie").status == 200)
        #expect(try site.get("/readyz").json()["generation"]?.number == 2)
    }

    @Test("an index that was removed and made again is seen without a restart")
    func replacedIndex() async throws {
        let folder = try await Sample.indexed()
        let site = try await Site(index: folder / "index/reperes.sqlite")
        #expect(try site.get("/readyz").json()["documents"]?.number == 6)
        try FileManager.default.removeItem(atPath: folder / "index")
        try folder.remove("corpus/lot.jsonl")
        #expect(try await Command.run("index", in: folder).status == 0)
        #expect(try site.get("/readyz").json()["documents"]?.number == 5)
        #expect(try site.get("/fiches/mediateur-college").status == 200)
    }

    @Test("absolute links take the public address")
    func baseURL() async throws {
        let site = try await Site(
            index: try Sample.required().index, arguments: ["--base-url", "https://reperes.exemple.fr"])
        let page = try site.get("/fiches/mediateur-college").text
        #expect(page.contains("<link rel=\"canonical\" href=\"https://reperes.exemple.fr/fiches/mediateur-college\">"))
    }
}
