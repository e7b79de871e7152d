import HTTPTypes
import Search
import SearchIndex
import Testing

@testable import Web

@Suite("What cannot be answered", .site)
struct ErrorTests {
    @Test(
        "an unknown address is a page for people and a problem for the API",
        arguments: [
            ("/rien", 404, "text/html; charset=utf-8"), ("/fiches/rien", 404, "text/html; charset=utf-8"),
            ("/axes/rien", 404, "text/html; charset=utf-8"), ("/fiches/retiree", 410, "text/html; charset=utf-8"),
            ("/recherche?q=%FF", 400, "text/html; charset=utf-8"), ("/fiches/%FF", 400, "text/html; charset=utf-8"),
            ("/recherche?q=\(String(repeating: "a", count: 1001))", 400, "text/html; charset=utf-8"),
            ("/api/v1/rien", 404, "application/problem+json"), ("/api/rien", 404, "application/problem+json"),
            ("/api/v1/documents/retiree", 410, "application/problem+json"),
            ("/api/v1/documents/%FF", 400, "application/problem+json"),
            ("/api/v1/suggest?q=a&limit=9", 400, "application/problem+json"),
        ])
    func unknown(path: String, status: Int, type: String) async throws {
        let answer = try await #require(SampleSite.current).get(path)
        #expect(answer.status == status)
        #expect(answer.header("Content-Type") == type)
        if type == "application/problem+json" {
            #expect(try answer.json()["status"]?.number == Double(status))
        } else {
            #expect(answer.text.contains("role=\"search\""))
            #expect(answer.text.contains("href=\"/axes/cohesion-sociale\""))
        }
    }

    @Test("a removed entry names itself and what stands near")
    func removed() async throws {
        let site = try #require(SampleSite.current)
        let page = try await site.get("/fiches/retiree")
        #expect(page.text.contains("«\u{A0}Une fiche de trop\u{A0}» ne fait plus partie du fonds."))
        #expect(try await site.get("/api/v1/documents/retiree").json()["near"] != nil)
    }

    @Test("a merged axis leads to the one that replaces it", arguments: ["/axes", "/api/v1/axes"])
    func merged(root: String) async throws {
        let answer = try await #require(SampleSite.current).get(root + "/ancien-cadre")
        #expect(answer.status == 301)
        #expect(answer.header("Location") == root + "/cadre-de-vie")
    }

    @Test("other methods are refused, and told which ones are not", arguments: ["POST", "PUT", "DELETE"])
    func methods(method: String) async throws {
        let answer = try await #require(SampleSite.current).get("/api/v1/search", method: method)
        #expect(answer.status == 405)
        #expect(answer.header("Allow") == "GET, HEAD")
    }

    @Test("a question that is too long comes back, to be shortened")
    func tooLong() async throws {
        let answer = try await #require(SampleSite.current).get("/recherche?q=\(String(repeating: "é", count: 1001))")
        #expect(answer.text.contains("Votre question est trop longue\u{A0}: 1\u{202F}000\u{A0}caractères au plus."))
        #expect(answer.text.contains("value=\"\(String(repeating: "é", count: 1000))\""))
    }

    @Test("errors of the index have their statuses, and only those that users can act on speak")
    func indexErrors() {
        let missing = Refusal(SearchError.index(.missing(path: "x.sqlite")), method: .get)
        #expect(missing.status == 503)
        #expect(missing.detail.contains("reperes index"))
        let damaged = Refusal(SearchError.index(.damaged(path: "x.sqlite", reason: "malformed")), method: .get)
        #expect(damaged == .failed)
        #expect(!damaged.detail.contains("malformed"))
        #expect(Refusal(SearchError.queryTooLong(length: 1001), method: .get).status == 400)
    }
}
