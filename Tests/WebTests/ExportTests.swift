import Foundation
import Testing

@testable import Web

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Exports", .site)
struct ExportTests {
    private func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Answer {
        try await #require(SampleSite.current).get(path, headers: headers)
    }

    /// The elements of an XML text; a text that is none throws.
    private func elements(_ answer: Answer) throws -> [(name: String, text: String)] {
        final class Reader: NSObject, XMLParserDelegate {
            var found: [(name: String, text: String)] = []
            var text = ""
            func parser(
                _: XMLParser, didStartElement _: String, namespaceURI _: String?, qualifiedName _: String?,
                attributes _: [String: String]
            ) { text = "" }
            func parser(_: XMLParser, foundCharacters string: String) { text += string }
            func parser(
                _: XMLParser, didEndElement name: String, namespaceURI _: String?, qualifiedName _: String?
            ) {
                found.append((name, text))
                text = ""
            }
        }
        let reader = Reader()
        let parser = XMLParser(data: answer.body)
        parser.delegate = reader
        try #require(parser.parse(), "\(String(describing: parser.parserError))")
        return reader.found
    }

    @Test("a list is a table that French spreadsheets open, with all that is listed")
    func table() async throws {
        let answer = try await get("/recherche.csv?q=halls&axis=cadre-de-vie")
        #expect(answer.header("Content-Type") == "text/csv; charset=utf-8")
        #expect(answer.header("Content-Disposition") == "attachment; filename=\"reperes-recherche.csv\"")
        #expect(Array(answer.body.prefix(3)) == [0xEF, 0xBB, 0xBF])
        let lines = answer.text.dropFirst().components(separatedBy: "\r\n")
        #expect(lines.count == 27, "a head, 25 entries, a last line end")
        #expect(lines[0].hasPrefix("Identifiant;Titre;Type;Axes;Territoire;Année;Nature;Publics;Résumé;Mise à jour;"))
        #expect(lines[1].contains(";\"Halls occupés, épisode") == false, "a comma needs no quotes")
        #expect(lines[1].contains(";Retour d’expérience;Cadre de vie;Port-Aubry;"))
        #expect(lines[1].contains(";habitants;Un résumé.;"))
        let filtered = try await get("/recherche.csv?year=2024").text.components(separatedBy: "\r\n")
        #expect(filtered.count == 3)
    }

    @Test("nothing in a table is computed by who opens it, and no cell spills")
    func cells() {
        var table = CSVTable(["a", "b"])
        table.append(["=1+1", "+33 1"])
        table.append(["-a", "@b"])
        table.append(["x;y", "dit \"z\"\nlà"])
        #expect(
            table.text == "\u{FEFF}a;b\r\n'=1+1;'+33 1\r\n'-a;'@b\r\n\"x;y\";\"dit \"\"z\"\"\nlà\"\r\n")
    }

    @Test(
        "a feed tells what is new, of the whole, of an axis, of a question",
        arguments: [
            ("/recherche.atom", 29), ("/recherche.atom?axis=cohesion-sociale", 1), ("/recherche.atom?q=hamac", 1),
        ])
    func feed(path: String, count: Int) async throws {
        let answer = try await get(path)
        #expect(answer.header("Content-Type") == "application/atom+xml; charset=utf-8")
        let found = try elements(answer)
        #expect(found.count { $0.name == "entry" } == count)
        #expect(found.filter { $0.name == "updated" }.allSatisfy { $0.text.hasSuffix("Z") && $0.text.count >= 20 })
        #expect(found.filter { $0.name == "id" }.allSatisfy { $0.text.hasPrefix("http://127.0.0.1:") })
    }

    @Test("what XML may not hold is left out")
    func controls() { #expect(XMLText.clean("a\u{8}b\tc\u{FFFE}d") == "ab\tcd") }

    @Test("the map of the site, the search description and the robots’ file name full addresses")
    func conventions() async throws {
        let map = try elements(try await get("/sitemap.xml")).filter { $0.name == "loc" }.map(\.text)
        #expect(map.count { $0.contains("/fiches/") } == 29)
        #expect(map.contains { $0.hasSuffix("/axes/cadre-de-vie") })
        #expect(try await get("/sitemap.xml?page=2").status == 404)
        for address in map {
            let path = String(address.dropFirst(try #require(SampleSite.current).url.count))
            #expect(try await get(path).status == 200, "\(path)")
        }
        let description = try await get("/opensearch.xml")
        #expect(try elements(description).contains { $0.name == "ShortName" && $0.text == "Repères" })
        #expect(description.text.contains("/recherche?q={searchTerms}"))
        #expect(try await get("/robots.txt").text.contains("Sitemap: http://127.0.0.1:"))
    }

    @Test("an entry comes as a file that can be indexed again")
    func markdown() async throws {
        let answer = try await get("/fiches/mediateur-college?format=markdown")
        #expect(answer.header("Content-Type") == "text/markdown; charset=utf-8")
        #expect(answer.header("Content-Disposition") == "attachment; filename=\"mediateur-college.md\"")
        let text = answer.text
        #expect(text.hasPrefix("---\ntitre: \"Un médiateur <b>entre</b> le collège & les écoles\"\n"))
        #expect(text.contains("\n## Mise en œuvre\n"))
        #expect(text.contains("| Lundi |"))
        #expect(text.contains("- [x] fait"))
        #expect(
            text.contains("  - titre: \"Une source\"\n    url: \"https://exemple.org/a?b=1&c=2\"\n    code: \"S19\""))
        try await SampleSite.serve(["experiences/mediateur-college.md": text]) {
            let again = try await #require(SampleSite.current).get("/fiches/mediateur-college?format=markdown")
            // Without the taxonomy, the axes are only named.
            #expect(again.text == text)
        }
    }

    @Test(
        "templates to fill in are files, and nothing else is", arguments: [("experience.md", 200), ("autre.md", 404)])
    func templates(name: String, status: Int) async throws {
        #expect(try await get("/modeles/\(name)").status == status)
    }

    @Test("two axes compared, and the years of all, are tables")
    func figures() async throws {
        let compared = try await get("/comparer.csv?a=cohesion-sociale&b=cadre-de-vie").text
        #expect(compared.contains("Critère;Valeur;Cohésion sociale;Cadre de vie\r\nFiches;;1;26\r\n"))
        #expect(compared.contains("Par type;Retour d’expérience;1;25\r\n"))
        let years = try await get("/etat-du-fonds.csv").text
        #expect(years.contains("\r\nCohésion sociale;0;0;0;0;1;0;0;0;0;0;0;1\r\n"))
    }

    @Test("a date that is to come does not make a feed look new")
    func future() async throws {
        let line = "{\"_id\":\"a\",\"title\":\"Note\",\"text\":\"\",\"date_mise_a_jour\":\"2999-01-01\"}"
        try await SampleSite.serve(["lot.jsonl": line]) {
            let text = try await get("/recherche.atom").text
            #expect(text.contains("<entry>") && !text.contains("2999"))
        }
    }

    @Test("numbers above a thousand are numbers to a spreadsheet")
    func thousands() async throws {
        let axes = "schemes:\n  - id: s\n    label: S\naxes:\n  - id: a\n    scheme: s\n    label: Un axe\n"
        let lines = (0...1_000).map { "{\"_id\":\"d\($0)\",\"title\":\"Note\",\"text\":\"\",\"axes\":[\"a\"]}" }
        try await SampleSite.serve(["axes.yml": axes, "lot.jsonl": lines.joined(separator: "\n")]) {
            let text = try await get("/etat-du-fonds.csv").text
            #expect(text.hasSuffix("Un axe;1001;1001\r\n"))
        }
    }
}

@Suite("Representations", .site)
struct RepresentationTests {
    private func get(_ path: String, _ headers: [String: String]) async throws -> Answer {
        try await #require(SampleSite.current).get(path, headers: headers)
    }

    @Test(
        "who has a text already is told so", arguments: ["/", "/recherche?q=halls", "/api/v1/axes", "/recherche.csv"])
    func unchanged(path: String) async throws {
        let first = try await get(path, [:])
        let tag = try #require(first.header("ETag"))
        let again = try await get(path, ["If-None-Match": tag])
        // The API says how long a search took, so that no two answers are alike: these paths say no such thing.
        #expect(again.status == 304)
        #expect(again.body.isEmpty)
        #expect(try await get(path, ["If-None-Match": "\"autre\""]).status == 200)
        #expect(try await get(path, ["If-None-Match": "\"autre\", \(tag)"]).status == 304)
    }

    @Test("a page says when it was last changed")
    func modified() async throws {
        let date = try #require(try await get("/axes", [:]).header("Last-Modified"))
        #expect(date.firstMatch(of: #/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/#) != nil, "\(date)")
        #expect(try await get("/axes", ["If-Modified-Since": date]).status == 304)
        #expect(try await get("/axes", ["If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"]).status == 200)
    }

    @Test(
        "long texts are compressed for who takes it",
        arguments: [("gzip", true), ("identity", false), ("gzip;q=0", false)])
    func compressed(accepted: String, isCompressed: Bool) async throws {
        let answer = try await get("/axes", ["Accept-Encoding": accepted])
        #expect(answer.header("Vary") == "Accept-Encoding")
        #expect(answer.header("Content-Encoding") == (isCompressed ? "gzip" : nil))
        #expect(answer.text.contains("</html>"), "whoever asks reads the same")
    }

    @Test("gzip gives back what it was given", arguments: [0, 1, 1_000, 200_000])
    func gzip(length: Int) throws {
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<length).map { _ in UInt8.random(in: 0x61...0x6A, using: &random) }
        let gzip = try #require(Gzip.compressed(bytes))
        #expect(Array(gzip.prefix(2)) == [0x1F, 0x8B])
        #expect(length < 1_000 || gzip.count < length)
        // The last four bytes are the length (RFC 1952).
        #expect(gzip.suffix(4).enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) } == length)
    }
}
