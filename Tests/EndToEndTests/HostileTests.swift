import Foundation
import Testing

/// What people, programs and attackers may send. Nothing of it is a syntax error, a crash or a fault of the service.
@Suite("Hostile queries", .sample, .timeLimit(.minutes(15)))
struct HostileTests {
    static let queries = texts.map(Query.init)

    /// A query that reports name by its beginning.
    struct Query: CustomTestStringConvertible {
        let text: String
        var testDescription: String { String(text.debugDescription.prefix(60)) }
        var isTooLong: Bool { text.unicodeScalars.count > 1_000 }
    }

    private static let texts: [String] = [
        // FTS5 and SQL.
        "\" OR 1=1 --", "'; DROP TABLE document; --", "NEAR(a b, 5)", "a AND b OR c NOT d", "{titre}:médiation",
        "^médiation", "+médiation", "médiation NOT", "a AND", "(médiation", "médiation)", "()", "a + b", "%_%",
        "\\", "\\\"", "'", "''", "\0",
        // Our own syntax, wrong.
        "axe:", "axe:nimporte", "axe:\"jamais fermé", "axe:axe:axe:", "axe:*", "axe:-", "type:zzz", "annee:abc",
        "annee:99999999999999999999", "annee:-1", "territoire:\"", "titre:", "titre:\"", "titre:*", "titre : médiation",
        "OU", "OU OU OU", "a OU", "OU a", "-OU", "médiation OU -école", "OU".repeated(200, " a "), "-a -b -c",
        "-médiation", "--médiation", "-\"médiation", "-axe:sante", "*", "-", "--", "***", "-*", "a*", "\"*\"",
        // Quotes.
        "\"", "\"\"", "\"\"\"", "« ", "« »", "«médiation", "médiation»", "\"a « b\" c »", "\"le la les\"",
        "\"".repeated(999),
        // Nothing but signs.
        "", " ", "\t\n\r", ".,;:!?…", "!!!???", "—", "()[]{}<>", "https://exemple.fr/?a=b&c=d#e", "(".repeated(900),
        // Unicode.
        "😀", "👨‍👩‍👧‍👦 🇫🇷", "مدينة ‮abc", "\u{202E}noitaidém", "e\u{301}cole", "e" + "\u{301}".repeated(900),
        "\u{FEFF}médiation",
        "\u{200B}", "ﬁche", "ＭＥＤＩＡＴＩＯＮ", "médiation\u{AD}", "\u{FFFD}", "\u{FFFF}", "\u{10FFFF}", "中文搜索", "ѕсhооl",
        "İstanbul",
        // Length.
        "a".repeated(1_000), "é".repeated(1_000), "a".repeated(1_001), "a".repeated(10_000), "a".repeated(500, " "),
        "a".repeated(900, " "), "1".repeated(300, " "),
        "a*".repeated(330, " "), "médiation école".repeated(60, " OU "), "\"médiation école\"".repeated(50, " "),
        "titre:".repeated(160), "-".repeated(1_000),
        // Markup.
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{title}}", "{{{titleHTML}}}", "<mark>",
        "&amp;&lt;",
        "le", "de la",
    ]

    @Test(
        "the command answers, or refuses what is too long",
        arguments: queries.filter { !$0.text.contains("\0") })
    func command(query: Query) async throws {
        let index = try Sample.required().index
        let outcome = try await Command.run(
            "search", "--index", index, "--format", "json", "--explain", "--", query.text)
        #expect(outcome.status == (query.isTooLong ? 64 : 0), "\(outcome.errors)")
        #expect(outcome.errors.isEmpty != query.isTooLong, "\(outcome.errors)")
        if !query.isTooLong { #expect(try outcome.json()["query"]?.text == query.text) }
    }

    @Test(
        "a query that looks like options is searched or said to be none",
        arguments: queries.filter { $0.text.hasPrefix("-") })
    func options(query: Query) async throws {
        let outcome = try await Command.run("search", "--index", try Sample.required().index, query.text)
        #expect([0, 64].contains(outcome.status), "\(outcome.errors)")
    }

    @Test("control characters, asked or stored, never reach the terminal")
    func control() async throws {
        // Sets the window's title, clears the screen, goes back to the line's start, colors.
        let sequence = "\u{1B}]0;titre\u{7}\u{1B}[2Ja\rb\u{9B}31m"
        let document = [
            "_id": "x", "title": "Bail \(sequence)", "text": "Un bail \(sequence).", "territoire": sequence,
        ]
        let folder = try Folder()
        try folder.write(try JSONEncoder().encode(document), to: "corpus/lot.jsonl")
        #expect(try await Command.run("index", in: folder).status == 0)
        let commands = [
            ["search", "bail", sequence, "--explain"], ["search", "--limit", sequence], ["show", "x"],
            ["show", sequence],
            ["browse", sequence], ["check"], ["check", sequence], ["analyze", sequence], [sequence],
        ]
        for command in commands {
            let outcome = try await Command.run(command, in: folder)
            let text = (outcome.output + outcome.errors).unicodeScalars
            #expect(!text.isEmpty)
            #expect(
                !text.contains { $0 != "\n" && $0 != "\t" && $0.properties.generalCategory == .control },
                "\(String(String.UnicodeScalarView(text)).debugDescription)")
        }
    }

    @Test(
        "arguments that are not UTF-8 are searched as far as they can be read",
        arguments: [#"\355\240\200"#, #"a\377b"#, #"\300\200"#])
    func invalidArguments(bytes: String) async throws {
        let index = try Sample.required().index
        // Foundation only passes on Unicode: the shell makes the bytes.
        let script = #"exec "$0" search --index "$1" "$(printf '\#(bytes)')""#
        let outcome = try await Slots.shared.use {
            try await Started([index], through: ["/bin/sh", "-c", script]).outcome()
        }
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @Test("pages and API answer or refuse, and never fail")
    func http() async throws {
        let site = try Sample.required().site
        for query in Self.queries {
            let encoded = query.text.percentEncoded
            for path in ["/recherche?q=", "/api/v1/search?explain=1&q=", "/api/v1/suggest?q="] {
                let answer = try site.get(path + encoded)
                #expect(answer.status == (query.isTooLong ? 400 : 200), "\(path) \(query.testDescription)")
                // What was asked comes back as text, if at all.
                for markup in ["<script>alert", "<img src=x"] {
                    #expect(!answer.isPage || !answer.text.contains(markup))
                }
            }
            for path in ["/fiches/", "/axes/", "/api/v1/documents/", "/api/v1/axes/"] where !query.text.isEmpty {
                let status = try site.get(path + encoded).status
                #expect([200, 301, 400, 404, 410].contains(status), "\(path) \(query.testDescription)")
            }
            for facet in ["axis", "kind", "public", "territory", "year", "nature"] {
                let status = try site.get("/api/v1/search?\(facet)=\(encoded)").status
                #expect(status == 200, "\(facet) \(query.testDescription)")
            }
        }
        #expect(try site.get("/healthz").status == 200)
    }

    @Test(
        "bytes that are no address or no UTF-8 are refused",
        arguments: [
            "/recherche?q=%ED%A0%80", "/recherche?q=%FF", "/api/v1/search?q=%C0%80", "/api/v1/search?%ED%A0%80=1",
            "/fiches/%ED%A0%80",
            "/axes/%FF", "/api/v1/documents/%FF", "/api/v1/axes/%ED%A0%80", "/statique/%FF",
        ])
    func invalidBytes(path: String) async throws {
        let site = try Sample.required().site
        #expect(try site.get(path).status == 400)
    }

    @Test(
        "an address that leads out of the public files is refused",
        arguments: [
            "/statique/../openapi.json", "/statique/..%2F..%2Fetc%2Fpasswd", "/statique/%2e%2e/%2e%2e/etc/passwd",
            "/statique/", "/../../etc/passwd",
            "//etc/passwd", "/fiches/..%2F..%2F..%2Fetc%2Fpasswd", "/statique/reperes.css%00.html",
            "/statique/openapi.json",
        ])
    func traversal(path: String) async throws {
        let answer = try Sample.required().site.get(path)
        #expect(answer.status == 404)
        #expect(!answer.text.contains("root:"))
    }

    @Test(
        "percent signs that encode nothing stand for themselves",
        arguments: [
            "/recherche?q=%", "/recherche?q=100%25+%zz", "/recherche?q=%%%", "/recherche?=&&&q&q=&==",
            "/recherche?q=a&q=b",
        ])
    func strayPercents(path: String) async throws {
        #expect(try Sample.required().site.get(path).status == 200)
    }

    @Test("facets that are given too many values are refused")
    func manyFilters() async throws {
        let site = try Sample.required().site
        #expect(try site.get("/api/v1/search?" + "axis=a&".repeated(50)).status == 200)
        #expect(try site.get("/api/v1/search?" + "axis=a&".repeated(51)).status == 400)
    }
}
