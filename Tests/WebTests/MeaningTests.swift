import Testing

@testable import Web

@Suite(
    "Hits by meaning", .meaningSite, .enabled(if: SampleModel.isPresent, Comment(rawValue: SampleModel.absence)))
struct MeaningTests {
    private func get(_ path: String) async throws -> Answer {
        let answer = try await #require(SampleSite.current).get(path)
        #expect(answer.status == 200, "\(path)")
        return answer
    }

    @Test("what is near stands in a section of its own, with its count and the way to the help")
    func section() async throws {
        let text = try await get("/recherche?q=seniors").text
        #expect(text.contains("<section class=\"group\" aria-labelledby=\"t-sens\">"))
        #expect(text.contains("<h2 id=\"t-sens\">Proche par le sens <span class=\"count\">1</span></h2>"))
        #expect(text.contains("<a href=\"/aide#sens\">"))
        #expect(text.contains("<a href=\"/fiches/aines"))
        #expect(text.contains("<p>Aucune fiche ne contient ces mots"))
        #expect(text.contains("<h1 class=\"results-title\">1\u{A0}fiche pour «\u{A0}seniors\u{A0}»</h1>"))
        #expect(text.contains("&lt;i&gt;chaque&lt;/i&gt;"))
        #expect(!text.contains("Une partie des mots") && !text.contains("Rien de tout cela"))
    }

    @Test("beside hits that hold words, near ones are counted apart, and no title says that words are lacking")
    func besideWords() async throws {
        let text = try await get("/recherche?q=seniors+hamac").text
        #expect(text.contains("<h2 id=\"t-sens\">Proche par le sens <span class=\"count\">1</span></h2>"))
        #expect(text.contains("<a href=\"/fiches/hostile"))
        #expect(text.contains("Aucune fiche ne contient tous les mots\u{A0}: celle-ci en contient une partie."))
        #expect(!text.contains("Mots absents&nbsp;: <s>seniors</s> <s>hamac</s>"))
        let full = try await get("/recherche?q=hamac").text
        #expect(full.contains("<h1 class=\"results-title\">1\u{A0}fiche pour «\u{A0}hamac\u{A0}»</h1>"))
        #expect(!full.contains("t-sens"))
    }

    @Test("a page of near hits alone counts what the pages before it list")
    func lastPage() async throws {
        // Twenty hits hold « épisode »; the near one comes after them.
        let query = "/recherche?q=%C3%A9pisode+seniors+xylophone" + (1...5).map { "+-titre:\($0)" }.joined()
        let first = try await get(query).text
        let last = try await get(query + "&page=3").text
        #expect(first.contains("<h1 class=\"results-title\">21\u{A0}fiches pour"))
        #expect(last.contains("<h1 class=\"results-title\">21\u{A0}fiches pour"))
        #expect(last.contains("<a href=\"/fiches/aines") && !last.contains("<a href=\"/fiches/halls-"))
        #expect(last.contains("<span class=\"count\">1</span></h2>"))
    }

    @Test("the help explains it where the link leads")
    func help() async throws {
        let text = try await get("/aide").text
        #expect(text.contains("<h2 id=\"sens\">Chercher par le sens</h2>"))
        #expect(text.contains("<a href=\"#sens\">"))
    }

    @Test("a hit by meaning is as openapi.json describes it", arguments: ["q=seniors&explain=1", "q=seniors+hamac"])
    func described(parameters: String) async throws {
        let description = try await get("/openapi.json").json()
        let answer = try await get("/api/v1/search?" + parameters).json()
        #expect(answer["semantic"] == .bool(true))
        #expect(answer["total"]?.number == 0)
        let hits = answer["results"]?.list ?? []
        #expect(answer["partial_total"]?.number == Double(hits.count))
        let near = hits.filter { $0["match"]?.text == "meaning" }
        #expect(near.compactMap { $0["id"]?.text } == ["aines"])
        #expect(near.first?["missing"] == nil)
        let response = description["paths"]?["/api/v1/search"]?["get"]?["responses"]?["200"]
        let schema = try #require(response?["content"]?["application/json"]?["schema"])
        #expect(Schema(description).faults(of: answer, against: schema) == [])
    }

    @Test("semantic=false takes it away, and the answer says so")
    func without() async throws {
        let answer = try await get("/api/v1/search?q=seniors&semantic=false").json()
        #expect(answer["semantic"] == .bool(false))
        #expect(answer["results"] == .list([]))
        #expect(try await get("/readyz").json()["semantic"] == .bool(true))
    }

    @Test("the table of a search says which lines are near by meaning")
    func table() async throws {
        let lines = try await get("/recherche.csv?q=seniors").text.split(whereSeparator: \.isNewline)
        #expect(lines.count == 2)
        #expect(lines.last?.contains("aines") == true)
        #expect(lines.last?.contains("proche par le sens") == true)
    }
}
