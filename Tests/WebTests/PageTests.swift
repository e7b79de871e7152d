import Testing

@testable import Web

@Suite("Pages", .site)
struct PageTests {
    private func page(_ path: String) async throws -> String {
        let answer = try await #require(SampleSite.current).get(path)
        #expect(answer.status == 200, "\(path)")
        return answer.text
    }

    @Test("every link of every page leads somewhere, and no page has inline script or style")
    func links() async throws {
        let site = try #require(SampleSite.current)
        var (waiting, seen) = (["/"], Set(["/"]))
        while let path = waiting.popLast(), seen.count < 400 {
            let answer = try await site.get(path)
            #expect(answer.status == 200, "\(path)")
            guard answer.header("Content-Type")?.hasPrefix("text/html") == true else { continue }
            let forbidden =
                #/<script(?! type="module" src="\/statique\/| type="application\/ld\+json">\{)|<style| style="|<[^>]+ on[a-z]+="|href="javascript/#
            #expect(answer.text.firstMatch(of: forbidden) == nil, "\(path)")
            for match in answer.text.matches(of: #/(?:href|action|src|data-suggest)="(\/[^"#]*)/#) {
                let link = String(match.1).replacing("&amp;", with: "&")
                if seen.insert(link).inserted { waiting.append(link) }
            }
        }
        #expect(seen.count > 60)
    }

    @Test("texts of entries and of users are escaped wherever they show")
    func escaping() async throws {
        for path in [
            "/", "/recherche?q=hamac", "/fiches/hostile?q=hamac", "/fiches/mediateur-college",
            "/recherche?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&kind=%3Cscript%3E&territory=%22%3E%3Cscript%3E",
        ] {
            let text = try await page(path)
            #expect(
                text.firstMatch(of: #/<script(?! type="module" src=| type="application\/ld\+json">\{)|<img|<b>|<i>/#)
                    == nil, "\(path)")
        }
        let entry = try await page("/fiches/hostile")
        #expect(entry.contains("<h1 dir=\"auto\">&quot;&gt;&lt;script&gt;alert(&#39;titre&#39;)&lt;/script&gt;</h1>"))
        #expect(entry.contains("&lt;i&gt;Ici&lt;/i&gt;"))
    }

    @Test("the home page shows the axes, the questions, the newest entries and how many there are")
    func home() async throws {
        let home = try await page("/")
        #expect(home.contains("29\u{A0}fiches de médiation sociale et de politique de la ville."))
        #expect(home.contains("<li class=\"sign\" data-hue=\"1\">"))
        #expect(home.contains("<h3><a href=\"/axes/cohesion-sociale\">Cohésion sociale</a></h3>"))
        #expect(home.contains("<a class=\"chip\" href=\"/axes/jeunesse\">Jeunesse <span class=\"count\">1</span></a>"))
        #expect(home.contains("1\u{A0}outil. d"))
        #expect(home.contains("<a href=\"/fiches/mediateur-college\">"))
        #expect(
            !home.contains("Par exemple&nbsp;: <a href=\"/recherche?q=relogement\""), "an example must find something")
        #expect(home.contains("<a href=\"/recherche?q=d%C3%A9crochage+scolaire\">décrochage scolaire</a>"))
    }

    @Test("a question shows its hits under its own title, marked, with links that carry it along")
    func results() async throws {
        let text = try await page("/recherche?q=%C3%A9pisode+3")
        #expect(text.contains("<title>«\u{A0}épisode 3\u{A0}»\u{A0}: 1\u{A0}fiche · Repères</title>"))
        #expect(text.contains("<h1 class=\"results-title\">1\u{A0}fiche pour «\u{A0}épisode 3\u{A0}»</h1>"))
        #expect(text.contains("value=\"épisode 3\""))
        #expect(text.contains("<a href=\"/fiches/halls-3?q=%C3%A9pisode+3\">"))
        #expect(text.contains("<mark>épisode</mark>"))
        #expect(text.contains("Une partie des mots"))
        #expect(text.contains("<span>Mot absent&nbsp;: <s>3</s></span>"))
    }

    @Test(
        "where nothing holds every word, or both kinds of hits alternate, a sentence says so and no title parts them",
        arguments: [
            (
                "occupation", "Aucune fiche ne contient «\u{A0}occupation\u{A0}»\u{A0}: celles-ci contiennent un mot"
            ),
            ("halls+xylophone", "Aucune fiche ne contient tous les mots\u{A0}: celles-ci en contiennent une partie."),
            ("halls+%C3%A9pisode+3&sort=date", "1\u{A0}fiche contient tous les mots, les autres une partie."),
        ])
    func reach(query: String, sentence: String) async throws {
        let text = try await page("/recherche?q=\(query)")
        #expect(text.contains("<p>\(sentence)"))
        #expect(!text.contains("Une partie des mots"))
    }

    @Test("acronyms say what was searched as well, and can be searched alone")
    func expansions() async throws {
        let text = try await page("/recherche?q=QPV")
        #expect(text.contains("Cherché aussi&nbsp;: QPV → quartier prioritaire."))
        #expect(text.contains("<a href=\"/recherche?q=%22QPV%22\">Ne chercher que «\u{A0}QPV\u{A0}»</a>"))
    }

    @Test("filters are chips to remove, facets show what is chosen, and every link keeps the rest")
    func filters() async throws {
        let text = try await page("/recherche?q=halls&axis=cadre-de-vie&year=2024&sort=date")
        #expect(text.contains("<a class=\"chip\" href=\"/recherche?q=halls&amp;year=2024&amp;sort=date\">"))
        #expect(text.contains("<a class=\"chip\" href=\"/recherche?q=halls&amp;axis=cadre-de-vie&amp;sort=date\">"))
        #expect(text.contains("href=\"/recherche?q=halls&amp;sort=date\">Tout retirer</a>"))
        #expect(text.contains("<a href=\"/recherche?q=halls&amp;year=2024&amp;sort=date\" aria-current=\"true\">"))
        #expect(text.contains("Filtrer (2 filtres actifs)"))
        #expect(
            text.contains("href=\"/recherche?q=halls&amp;axis=cadre-de-vie&amp;year=2024&amp;year=2023&amp;sort=date\"")
        )
    }

    @Test("while one types, the results come without the page around them, and are the same")
    func part() async throws {
        let whole = try await page("/recherche?q=halls&year=2024")
        let part = try await page("/recherche?q=halls&year=2024&partie=resultats")
        let results = try #require(whole.firstMatch(of: #/(?s)<div id="resultats">.*?(?=\s*<\/main>)/#)).output
        #expect(part.contains(results))
        #expect(part.contains("<title>«\u{A0}halls\u{A0}»\u{A0}: 1\u{A0}fiche · Repères</title>"))
        #expect(!part.contains("<header") && part.utf8.count < whole.utf8.count - 4_000)
    }

    @Test("a sub-theme takes its axis’s place")
    func subThemes() async throws {
        let text = try await page("/recherche?axis=cohesion-sociale")
        #expect(text.contains("<ul><li><a href=\"/recherche?axis=decrochage-scolaire\">"))
        #expect(
            try await page("/recherche?axis=decrochage-scolaire").contains(
                "<a href=\"/recherche?axis=cohesion-sociale\">"))
    }

    @Test("an empty question lists everything, the newest first, ten on a page")
    func everything() async throws {
        let first = try await page("/recherche")
        #expect(first.contains("<h1 class=\"results-title\">29\u{A0}fiches</h1>"))
        #expect(first.matches(of: #/<article class="hit"/#).count == 10)
        #expect(first.contains("<a href=\"/recherche?page=2\" rel=\"next\">Suivante</a>"))
        let last = try await page("/recherche?page=3")
        #expect(last.matches(of: #/<article class="hit"/#).count == 9)
        #expect(last.contains("<span aria-current=\"page\">3</span>"))
    }

    @Test(
        "a page takes what it can of odd parameters",
        arguments: [
            "page=0", "page=-3", "page=x", "page=99999999999999999999", "page=7", "sort=x", "match=x", "limit=1000",
        ])
    func lenient(parameter: String) async throws {
        #expect(try await page("/recherche?q=halls&\(parameter)").contains("25\u{A0}fiches pour"))
    }

    @Test("a question without hits offers less")
    func nothing() async throws {
        let text = try await page("/recherche?q=halls+-bruit&year=1950")
        #expect(text.contains("<h1 class=\"results-title\">Aucune fiche pour «\u{A0}halls -bruit\u{A0}»</h1>"))
        #expect(text.contains("href=\"/recherche?q=halls+-bruit\">Chercher dans tout le fonds</a>"))
        let fewer = try await page("/recherche?q=halls+-bruit")
        #expect(
            fewer.contains(
                "<a href=\"/recherche?q=halls\">halls <s>-bruit</s></a> <span class=\"count\">25\u{A0}fiches</span>"))
        #expect(fewer.contains("Ou partir d’un axe"))
    }

    @Test("no page holds a character that HTML does not know")
    func forbiddenCharacters() async throws {
        let entry = #"{"_id":"a","title":"Un \u0001 deux \u0085 trois \uffff quatre","text":"Cinq \u0007\tsix 😀 é"}"#
        try await SampleSite.serve(["lot.jsonl": entry]) {
            for path in ["/", "/recherche?q=deux", "/recherche?q=deux&partie=resultats", "/fiches/a"] {
                let text = try await page(path)
                let forbidden = text.unicodeScalars.filter {
                    ($0.properties.generalCategory == .control && !"\t\n\r".unicodeScalars.contains($0))
                        || $0.properties.isNoncharacterCodePoint
                }
                #expect(forbidden.isEmpty, "\(path)")
                #expect(text.contains("Un \u{FFFD}"), "\(path)")
            }
            #expect(try await page("/fiches/a").contains("😀 é"))
        }
    }

    @Test("a source's address is one that HTML allows, whatever the entry says")
    func sourceAddresses() async throws {
        let fiche = """
            ---
            titre: Titre \u{202E}renversé
            sources:
              - titre: Une source
                url: 'https://exemple.org/a"b>c é?x=1%20'
            ---
            Un texte.
            """
        try await SampleSite.serve(["a.md": fiche]) {
            let text = try await page("/fiches/a")
            #expect(text.contains("href=\"https://exemple.org/a%22b%3Ec%20%C3%A9?x=1%20\""))
            // What turns the letters of a title around ends with it.
            #expect(text.contains("renversé\u{A0}»</bdi>, Repères"))
        }
    }

    @Test("of the filters, those are offered without which something is found")
    func fewerFilters() async throws {
        let text = try await page("/recherche?q=halls&year=1950&kind=experience")
        #expect(text.contains("Avec moins de filtres"))
        let chips = text.matches(of: #/<li><a class="chip" href="([^"]+)"><span class="unseen">Retirer/#).map { $0.1 }
        #expect(chips == ["/recherche?q=halls&amp;kind=experience"])
    }

    @Test("the axes page has each scheme, and the equivalents between them")
    func axes() async throws {
        let text = try await page("/axes")
        #expect(
            text.contains(
                "<a href=\"/axes/decrochage-scolaire\"><span dir=\"auto\">Décrochage</span> <span class=\"count\">1</span></a>"
            ))
        #expect(text.contains("<a href=\"/axes/jeunesse\"><span dir=\"auto\">Jeunesse</span>"))
        #expect(
            text.contains("<a href=\"/axes/tranquillite\">Tranquillité</a></th><td><a href=\"/axes/cadre-de-vie\">"))
        #expect(text.contains("href=\"/axes/besoins\""))
        #expect(!text.contains("ancien-cadre"))
    }

    @Test("an axis has its text, its other names, its entries by kind, ten reports on a page")
    func axis() async throws {
        let text = try await page("/axes/cadre-de-vie")
        #expect(text.contains("Retours d’expérience <span class=\"count\">25</span>"))
        #expect(text.contains("Outils <span class=\"count\">1</span>"))
        #expect(text.contains("<a href=\"/axes/cadre-de-vie?page=3\" aria-label=\"Page&nbsp;3\">3</a>"))
        #expect(text.matches(of: #/<article class="hit"/#).count == 11)
        #expect(try await page("/axes/cadre-de-vie?page=3").matches(of: #/<article class="hit"/#).count == 6)
        #expect(text.contains("Dans Quartiers 2030&nbsp;: <a href=\"/axes/tranquillite\">Tranquillité</a>."))
        let top = try await page("/axes/cohesion-sociale")
        #expect(top.contains("<p class=\"lede\">École &amp; droits.</p>"))
        #expect(top.contains("On dit aussi&nbsp;: volet social."))
        #expect(top.contains("<a href=\"/axes/parentalite\"><span dir=\"auto\">Parentalité</span>"))
    }

    @Test("an entry shows its facts, unknown keys included, and says that it is illustrative")
    func entry() async throws {
        let text = try await page("/fiches/mediateur-college?q=coll%C3%A8ge")
        for (label, value) in [
            ("Territoire", "Ormesval (quartier)"), ("Porteur", "Association de médiation"),
            ("Partenaires", "Collège, ville"), ("Publics", "Jeunes, parents"), ("Dates", "Depuis septembre\u{A0}2019"),
            ("Moyens", "1 ETP"), ("Statut", "En cours"), ("Mise à jour", "12\u{A0}juin\u{A0}2026"),
            ("Couleur preferee", "Vert"),
        ] {
            #expect(text.contains("<dt>\(label)</dt><dd>\(value)</dd>"), "\(label)")
        }
        #expect(text.contains("<strong>Fiche illustrative</strong>"))
        #expect(text.contains("<mark>collège</mark>"))
        #expect(text.contains("value=\"collège\""))
        #expect(try await !page("/fiches/grille").contains("<strong>Fiche illustrative</strong>"))
    }

    @Test("an entry’s headings start below its title, with names of their own and a table of contents")
    func headings() async throws {
        let text = try await page("/fiches/mediateur-college")
        let headings = text.matches(of: #/<(h[2-6]) id="([^"]+)"[^>]*>/#).map { "\($0.1) \($0.2)" }
        #expect(
            headings == [
                "h2 t-sommaire", "h2 contexte", "h2 mise-en-œuvre", "h3 une-semaine", "h2 contexte-2", "h2 limites",
                "h2 sources", "h2 citer", "h2 t-semblables",
            ])
        #expect(text.contains("<li><a href=\"#contexte-2\">Contexte</a></li>"))
        #expect(!text.contains("Un titre cité</h"))
        #expect(try await !page("/fiches/grille").contains("t-sommaire"))
    }

    @Test("wide tables and blocks scroll by themselves, boxes are signs")
    func frames() async throws {
        let text = try await page("/fiches/mediateur-college")
        #expect(text.contains("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Tableau 1\"><table>"))
        #expect(text.contains("aria-label=\"Texte à copier 2\"><pre>"))
        #expect(text.contains("<th scope=\"col\" class=\"number\">Jeudi</th>"))
        #expect(text.contains("☑") && text.contains("☐") && !text.contains("disabled"))
    }

    @Test("a table to be filled in takes a sheet of its own in landscape, another one does not")
    func grids() {
        func table(_ row: String) -> String {
            let head = "<th>Lieu</th><th>Vu</th><th>Entendu</th><th>Suite</th>"
            return "<table>\n<thead>\n<tr>\(head)</tr>\n</thead>\n<tbody>\n<tr>\(row)</tr>\n</tbody>\n</table>\n"
        }
        var entry = EntryText()
        let grid = entry.html(table("<td>1</td><td></td><td></td><td></td>")).text
        #expect(grid.contains("<div class=\"scroll landscape\"") && grid.contains("<table class=\"grid\">"))
        let full = entry.html(table("<td>1</td><td>2</td><td>3</td><td></td>")).text
        #expect(full.contains("<div class=\"scroll\"") && full.contains("<table>"))
    }

    @Test("sources and named entries are links")
    func sources() async throws {
        let text = try await page("/fiches/mediateur-college")
        #expect(
            text.contains(
                "<a href=\"https://exemple.org/a?b=1&amp;c=2\">Une source</a> <span class=\"count\">S19</span>"))
        #expect(text.contains("<li>Une source sans adresse</li>"))
        #expect(text.contains("<a href=\"/fiches/grille\">Grille d’observation</a>"))
        #expect(try await page("/fiches/grille").contains("</a> (fiche illustrative)</li>"))
    }

    @Test("ids of any characters have their pages", arguments: ["a%2Fb%20c%25d%3F%C3%A9", "a/b%20c%25d%3F%c3%a9"])
    func ids(encoded: String) async throws {
        #expect(try await page("/fiches/" + encoded).contains("<h1 dir=\"auto\">Un id difficile</h1>"))
        #expect(
            try await page("/recherche?q=difficile").contains("href=\"/fiches/a%2Fb%20c%25d%3F%C3%A9?q=difficile\""))
    }
}
