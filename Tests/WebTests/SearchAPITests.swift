import Testing

@testable import Web

@Suite("The search API", .site)
struct SearchAPITests {
    private func search(_ parameters: String) async throws -> JSON {
        let answer = try await #require(SampleSite.current).get("/api/v1/search?" + parameters)
        #expect(answer.status == 200)
        return try answer.json()
    }

    @Test(
        "a query is decoded as forms send it",
        arguments: [
            ("q=d%C3%A9crochage+scolaire", "décrochage scolaire"), ("q=a%2Bb", "a+b"), ("q=100%", "100%"),
            ("q=%e9", nil), ("q=a%26b%3D1", "a&b=1"), ("%71=x", "x"), ("q", ""), ("q=&q=x", "x"),
            ("q=a%00b", "a\u{FFFD}b"),
        ] as [(String, String?)])
    func decoding(parameters: String, query: String?) async throws {
        let answer = try await #require(SampleSite.current).get("/api/v1/search?" + parameters)
        #expect(answer.status == (query == nil ? 400 : 200))
        #expect(try answer.json()["query"]?.text == query)
    }

    @Test("a repeated filter widens, different ones narrow")
    func filters() async throws {
        let one = try await search("axis=decrochage-scolaire")["total"]?.number
        let both = try await search("axis=decrochage-scolaire&axis=cadre-de-vie")["total"]?.number
        let narrowed = try await search("axis=decrochage-scolaire&axis=cadre-de-vie&kind=outil")["total"]?.number
        #expect(one == 1)
        #expect(both == 27)
        #expect(narrowed == 1)
    }

    @Test("expand=false searches the words typed, without synonyms")
    func unexpanded() async throws {
        #expect(try await search("q=QPV")["expansions"]?.list.isEmpty == false)
        #expect(try await search("q=QPV&expand=false")["expansions"]?.list.isEmpty == true)
        let refused = try await #require(SampleSite.current).get("/api/v1/search?q=QPV&expand=non")
        #expect(refused.status == 400)
    }

    @Test("limit and offset page through the hits, and limit 0 counts only")
    func paging() async throws {
        let first = try await search("axis=cadre-de-vie&limit=20")
        let second = try await search("axis=cadre-de-vie&limit=20&offset=20")
        let none = try await search("axis=cadre-de-vie&limit=0")
        let ids = { (page: JSON) in page["results"]?.list.compactMap { $0["id"]?.text } ?? [] }
        #expect(ids(first).count == 20)
        #expect(ids(second).count == 6)
        #expect(Set(ids(first) + ids(second)).count == 26)
        #expect(none["total"]?.number == 26)
        #expect(ids(none).isEmpty)
    }

    @Test("snippets hold no markup but <mark>")
    func snippets() async throws {
        let hit = try #require(try await search("q=hamac")["results"]?.list.first)
        #expect(hit["snippet"]?.text?.contains("<mark>hamac</mark>") == true)
        #expect(hit["snippet"]?.text?.contains("<script>") == false)
        #expect(hit["snippet"]?.text?.contains("&lt;script&gt;") == true)
        #expect(hit["title"]?.text == "\"><script>alert('titre')</script>")
    }

    @Test("slashes stand unescaped, and equal answers are equal bytes")
    func bytes() async throws {
        let site = try #require(SampleSite.current)
        let answers = [try await site.get("/api/v1/axes"), try await site.get("/api/v1/axes")]
        #expect(answers[0].body == answers[1].body)
        #expect(try await site.get("/api/v1/search?q=hamac").text.contains("\"url\":\"/fiches/hostile\""))
    }
}
