import Corpus
import Testing

@Suite("The body of a Markdown file")
struct MarkdownBodyTests {
    private func sections(_ body: String, title: String = "Titre") throws -> [Document.Section] {
        let corpus = try TemporaryCorpus(["a.md": "---\ntitre: \(title)\n---\n\(body)"])
        let entry = try #require(try corpus.entries().first)
        return try #require(entry.document, "\(entry.problems)").sections
    }

    @Test("headings cut it into one flat list; the text before comes first; the repeated title goes")
    func flatList() throws {
        let document = try #require(
            try CorpusReader(folder: "\(Fixtures.folder)/good").entries().first?.document)
        let expected: [(String, Int, String)] = [
            ("", 0, "Fiche illustrative.\nUne introduction."),
            ("Contexte", 2, "Le collège accueille 480 élèves."),
            ("Le quartier", 3, "Lieu Heures\nMail 20 h"),
            ("Limites", 2, "Peu de temps\nUne case"),
        ]
        #expect(document.sections.map(\.heading) == expected.map(\.0))
        #expect(document.sections.map(\.level) == expected.map(\.1))
        #expect(document.sections.map(\.text) == expected.map(\.2))
    }

    @Test(
        "only headings of the document itself cut it, whatever their form",
        arguments: [
            ("Un\n===\n\na\n\nDeux\n---\n\nb", ["Un", "Deux"]),
            ("# Un *mot* `code`\n###### Deux", ["Un mot code", "Deux"]),
            ("> ## Cité\n\n- ## Liste", [""]),
            ("```\n## Code\n```", [""]),
            ("##\n\na", [""]),
            ("# Titre\n\n# Titre\n\na", ["Titre"]),
            ("## Titre\n\na", ["Titre"]),
            ("# Autre\n\n# Titre\n\na", ["Autre", "Titre"]),
            ("# TITRE\n\na", [""]),
            ("", []),
            ("<!-- rien -->", []),
        ])
    func cuts(body: String, headings: [String]) throws {
        #expect(try sections(body).map(\.heading) == headings)
    }

    @Test(
        "the text is what a reader sees, a line for each paragraph, item and row",
        arguments: [
            ("a\nb", "a b"),
            ("a  \nb", "a\nb"),
            ("a\n\nb", "a\nb"),
            ("- a\n- b\n  - c", "a\nb\nc"),
            ("1. a\n\n   b\n2. c", "a\nb\nc"),
            ("**a** _b_ ~~c~~ [d](/e) ![f](g)", "a b c d f"),
            ("`x = 1` et\n\n    y = 2", "x = 1 et\ny = 2"),
            ("| a | b |\n|---|---|\n| c | d<br>e |", "a b\nc d e"),
            ("a <b>b</b> c", "a b c"),
            ("<div>\nsecret\n</div>\n\na", "a"),
            ("- [ ] à faire", "à faire"),
            ("Voir www.exemple.fr ici", "Voir www.exemple.fr ici"),
            ("&eacute;t&#233; l\\*a", "été l*a"),
            ("a\n\n---\n\nb", "a\nb"),
        ])
    func text(body: String, text: String) throws {
        #expect(try sections(body).map(\.text) == [text])
    }

    @Test(
        "the HTML has no raw HTML, no link to a script, and no heading of its own",
        arguments: [
            ("## A\n\nb **c**", "<p>b <strong>c</strong></p>\n"),
            ("a <script>x</script> b", "<p>a x b</p>\n"),
            ("<script>alert(1)</script>\n\na", "<p>a</p>\n"),
            ("<img src=x onerror=alert(1)>\n\na", "<p>a</p>\n"),
            ("[a](javascript:alert(1))", "<p><a href=\"\">a</a></p>\n"),
            ("[a](JAVASCRIPT:alert(1)) ![b](vbscript:x)", "<p><a href=\"\">a</a> <img src=\"\" alt=\"b\" /></p>\n"),
            ("[a](/fiches/b \"c\\\"d\")", "<p><a href=\"/fiches/b\" title=\"c&quot;d\">a</a></p>\n"),
            ("a & b < c", "<p>a &amp; b &lt; c</p>\n"),
            ("a<br>b", "<p>a<br />\nb</p>\n"),
            ("~~a~~", "<p><del>a</del></p>\n"),
            ("- [x] a", "<ul>\n<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> a</li>\n</ul>\n"),
            (
                "| a |\n|---|\n| b |",
                "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>\n"
            ),
            ("https://exemple.fr", "<p><a href=\"https://exemple.fr\">https://exemple.fr</a></p>\n"),
        ])
    func html(body: String, html: String) throws {
        #expect(try sections(body).map(\.html) == [html])
    }

    @Test("a table that would fill the memory is refused")
    func tableBomb() throws {
        let row = String(repeating: "|a", count: 5_000) + "|\n" + String(repeating: "|-", count: 5_000) + "|\n"
        let corpus = try TemporaryCorpus([
            "a.md": "---\ntitre: T\n---\n" + row + String(repeating: "b\n", count: 5_000)
        ])
        #expect(
            try corpus.entries().first?.problems.map(\.description) == [
                "a.md:4: tableau trop large (5001 colonnes), coupez-le en plusieurs"
            ])
    }

    @Test("deep nesting is read", arguments: [">", "- ", "*", "["])
    func deepNesting(mark: String) throws {
        #expect(try sections(String(repeating: mark, count: 20_000) + " a").count <= 1)
    }
}
