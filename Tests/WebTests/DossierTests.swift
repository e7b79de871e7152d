import Foundation
import Testing

@testable import Web

@Suite("Dossier, comparison, state of the collection", .site)
struct DossierTests {
    private func page(_ path: String) async throws -> String {
        let answer = try await #require(SampleSite.current).get(path)
        #expect(answer.status == 200, "\(path)")
        return answer.text
    }

    @Test("chosen entries make one page with a cover and a table of contents, in the order of the choice")
    func chosen() async throws {
        let text = try await page("/dossier?fiche=grille&fiche=mediateur-college&fiche=grille&titre=Comit%C3%A9")
        #expect(text.contains("<h1 id=\"t-dossier\" dir=\"auto\">Comité</h1>"))
        #expect(text.contains("Dossier · 2\u{A0}fiches · "))
        #expect(text.contains("<a href=\"#fiche-1\" dir=\"auto\">Grille d’observation</a>"))
        #expect(text.contains("<h2 id=\"t-fiche-2\" dir=\"auto\">2. Un médiateur &lt;b&gt;entre"))
        #expect(text.contains("<h3 id=\"contexte\">Contexte</h3>"))
        #expect(text.contains("href=\"/dossier?fiche=mediateur-college&amp;titre=Comit%C3%A9\" data-drop=\"grille\""))
        #expect(text.contains("Une fiche est illustrative"))
        #expect(text.contains("href=\"/dossier.csv?fiche=grille&amp;fiche=mediateur-college&amp;titre=Comit%C3%A9\""))
        let ids = text.matches(of: #/ id="([^"]+)"/#).map { String($0.1) }
        #expect(Set(ids).count == ids.count, "an id stands twice")
    }

    @Test("a list makes a dossier of its first entries, and says how many it leaves out")
    func listed() async throws {
        let text = try await page("/dossier?axis=cadre-de-vie")
        #expect(text.matches(of: #/<article class="sheet"/#).count == 26)
        #expect(try await page("/dossier?q=hamac").contains("<h1 id=\"t-dossier\" dir=\"auto\">Hamac</h1>"))
    }

    @Test("an empty dossier says how to fill it, one that lost an entry says so")
    func empty() async throws {
        #expect(try await page("/dossier").contains("Votre dossier est vide"))
        #expect(try await page("/dossier?fiche=rien").contains("1 fiche n’est plus dans le fonds."))
        #expect(try await page("/dossier?fiche=rien&fiche=grille").contains("<article class=\"sheet\" id=\"fiche-1\""))
        #expect(try await !page("/dossier?fiche=grille&titre=%3Cscript%3E").contains("<script>"))
    }

    @Test("a dossier of more entries than it takes says so")
    func tooMany() async throws {
        let sixty = (1...60).map { "fiche=f\($0)" }.joined(separator: "&")
        #expect(try await page("/dossier?\(sixty)&fiche=f1").contains("Les 50 premières des 60 fiches cochées"))
    }

    @Test("a year that is to come leaves no room empty for the others")
    func latestYear() {
        #expect(YearTable.latest(of: [2019, 9999, 2021]) == 2021)
        #expect(YearTable.latest(of: [9999]) == 9999)
        #expect(YearTable.latest(of: []) == nil)
    }

    @Test("another question keeps filters and order, with scripts or without")
    func kept() async throws {
        let text = try await page("/recherche?q=halls&kind=outil&sort=date&page=2")
        #expect(
            text.contains(
                "<input type=\"hidden\" name=\"kind\" value=\"outil\"><input type=\"hidden\" name=\"sort\" value=\"date\">"
            ))
        #expect(try await !page("/recherche?q=halls").contains("type=\"hidden\""))
    }

    @Test("results and axes can be ticked, entries too")
    func boxes() async throws {
        for path in ["/recherche?q=halls", "/axes/cadre-de-vie", "/fiches/grille"] {
            let text = try await page(path)
            #expect(
                text.contains("<input type=\"checkbox\" name=\"fiche\" value=\"grille\" form=\"choix\">")
                    || path.contains("recherche"))
            #expect(text.contains("<form id=\"choix\" action=\"/dossier\" method=\"get\""), "\(path)")
        }
        #expect(try await !page("/").contains("class=\"pick\""))
    }

    @Test("two axes stand side by side, with what they share")
    func compared() async throws {
        let text = try await page("/comparer?a=cohesion-sociale&b=jeunesse")
        #expect(text.contains("<th scope=\"col\" data-hue=\"1\">Cohésion sociale</th><th scope=\"col\">Jeunesse</th>"))
        #expect(text.contains("Fiches communes aux deux axes <span class=\"count\">1</span>"))
        #expect(text.contains("1 sur 1 dit ses limites"))
        #expect(text.contains("<option value=\"cohesion-sociale\" selected>"))
        let same = try await page("/comparer?a=jeunesse&b=jeunesse")
        #expect(same.contains("Jeunesse</th><th scope=\"col\" data-hue=\"1\">Cohésion sociale</th>"))
        #expect(try await page("/comparer?a=rien&b=%3Cscript%3E").contains("<th scope=\"col\" data-hue=\"1\">"))
    }

    @Test("the state of the collection counts by axis and year, twice, and names what is missing")
    func state() async throws {
        let text = try await page("/etat-du-fonds")
        #expect(text.contains("<dt><a href=\"/recherche?sort=date\">fiches</a></dt><dd class=\"big\">29</dd>"))
        #expect(text.contains("role=\"img\" aria-label=\"Cadre de vie\u{A0}: 26\u{A0}fiches de 2016 à 2025."))
        #expect(text.contains("<td class=\"number\"><strong>26</strong></td>"))
        #expect(text.contains("<a href=\"/recherche?territory=port-aubry\"><span dir=\"auto\">Port-Aubry</span>"))
        #expect(text.contains("Axes et sous-thèmes sans fiche") == false, "every axis of the sample holds an entry")
        #expect(text.contains("href=\"/etat-du-fonds?manque=sources#manque\""))
        let lacking = try await page("/etat-du-fonds?manque=limites")
        #expect(lacking.contains("Retours d’expérience qui ne disent rien de leurs limites (25)"))
        #expect(!lacking.contains("href=\"/fiches/mediateur-college\""))
    }

    @Test("an entry has its neighbors in its axis, the newest first")
    func beside() async throws {
        let text = try await page("/fiches/halls-24")
        #expect(text.contains("<a href=\"/fiches/halls-25\" rel=\"prev\""))
        #expect(text.contains("<a href=\"/fiches/halls-23\" rel=\"next\""))
        let newest = try await page("/fiches/grille")
        #expect(!newest.contains("rel=\"prev\"") && newest.contains("<a href=\"/fiches/halls-25\" rel=\"next\""))
    }

    @Test("an entry describes itself to machines")
    func structured() async throws {
        let text = try await page("/fiches/mediateur-college")
        let match = try #require(text.firstMatch(of: #/<script type="application\/ld\+json">(.*?)<\/script>/#))
        let data = try JSON(Data(String(match.1).utf8))
        #expect(data["@type"]?.text == "Article")
        #expect(data["headline"]?.text == "Un médiateur <b>entre</b> le collège & les écoles")
        #expect(data["isBasedOn"]?.list.first?.text == "https://exemple.org/a?b=1&c=2")
        #expect(text.contains("<meta property=\"og:type\" content=\"article\">"))
        #expect(text.contains("<link rel=\"search\" type=\"application/opensearchdescription+xml\""))
    }

    @Test(
        "where entries are sent is what the site’s keeper says",
        arguments: [
            (nil, nil), ("a@b.fr", "mailto:a@b.fr"), ("https://b.fr/c", "https://b.fr/c"), ("javascript:alert(1)", nil),
        ] as [(String?, String?)])
    func contact(given: String?, url: String?) { #expect(ContactPart(given)?.url == url) }

    @Test("the page of the API names every parameter")
    func api() async throws {
        let text = try await page("/api")
        for name in ["q", "axis", "territory", "limit", "semantic"] { #expect(text.contains("<code>\(name)</code>")) }
        #expect(text.contains("<code>GET /api/v1/search</code>"))
    }
}
