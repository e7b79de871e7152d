import Corpus
import Foundation
import HTTPTypes
import Hummingbird
import Search

/// Lists and entries in the forms that other programs read: tables, feeds, files.
struct ExportRoutes: Sendable {
    /// What exports are made from.
    let site: Site

    /// More lines are no table that a person reads; a last line says so.
    private static let mostEntries = 10_000

    /// Adds the routes.
    func add(to router: Router<RequestContext>) {
        router.get("/recherche.csv") { request, _ in try table(request) }
        router.get("/recherche.atom") { request, _ in try feed(request) }
        router.get("/dossier.csv") { request, _ in try dossier(request) }
        router.get("/comparer.csv") { request, _ in try comparison(request) }
        router.get("/etat-du-fonds.csv") { _, _ in try years() }
        router.get("/modeles/{name}") { _, context in try template(context.decoded("name")) }
    }

    private func table(_ request: Request) throws -> Response {
        let address = try SearchAddress(try QueryString(request.uri.query))
        var asked = address.at(page: 1).request
        (asked.limit, asked.snippets) = (Self.mostEntries, false)
        let answer = try site.searcher.search(asked)
        var table = EntriesTable(origin: site.origin(of: request), saysMatch: !address.query.isEmpty)
        for hit in answer.results { table.append(hit) }
        let listed = answer.total + answer.partialTotal
        if listed > answer.results.count {
            table.append(
                note:
                    "Les \(answer.results.count) premières fiches sur \(listed) : ajoutez un filtre pour lire les autres."
            )
        }
        return table.table.response(named: "reperes-recherche")
    }

    private func feed(_ request: Request) throws -> Response {
        let address = try SearchAddress(try QueryString(request.uri.query)).at(page: 1)
        let feed = try Feed(address, origin: site.origin(of: request), site)
        return try site.response("xml/feed", feed, type: "application/atom+xml; charset=utf-8")
    }

    private func dossier(_ request: Request) throws -> Response {
        let address = try DossierAddress(try QueryString(request.uri.query))
        var table = EntriesTable(origin: site.origin(of: request), saysMatch: false)
        for hit in try site.searcher.hits(address.ids) { table.append(hit) }
        return table.table.response(named: "reperes-dossier")
    }

    private func comparison(_ request: Request) throws -> Response {
        let page = try ComparePage(try QueryString(request.uri.query), site)
        var table = CSVTable(["Critère", "Valeur"] + page.sides.map(\.label))
        for row in page.rows {
            for line in Self.lines(row) { table.append([row.title] + line) }
        }
        if let shared = page.sharedCount {
            table.append(["Fiches communes", "", Self.plain(shared), Self.plain(shared)])
        }
        return table.response(named: "reperes-comparaison")
    }

    /// A criterion's values, a line each, with what each axis has of it.
    private static func lines(_ row: ComparePage.Row) -> [[String]] {
        let lists = row.columns.map(\.values)
        guard lists.contains(where: { !$0.isEmpty }) else {
            return [[""] + row.columns.map { $0.number.map(plain) ?? $0.text ?? "" }]
        }
        var labels: [String] = []
        for value in lists.joined() where !labels.contains(value.label) { labels.append(value.label) }
        return labels.map { label in
            [label] + lists.map { list in list.first { $0.label == label }?.count.map(plain) ?? "" }
        }
    }

    /// A number as spreadsheets read it: its thousands are not set apart.
    private static func plain(_ number: String) -> String { number.filter { !$0.isWhitespace } }

    private func years() throws -> Response {
        let years = try YearTable(try site.directory(), site)
        var table = CSVTable(["Axe", "Avant, ou sans date"] + years.years + ["Total"])
        for row in years.rows {
            table.append(
                [row.label] + ([row.others] + row.cells).map { $0 == "–" ? "0" : Self.plain($0) } + [
                    Self.plain(row.total)
                ])
        }
        return table.response(named: "reperes-etat-du-fonds")
    }

    /// The files that editors fill in.
    private func template(_ name: String) throws -> Response {
        let today = String(Date.now.ISO8601Format().prefix(10))
        let text =
            switch name {
            case "experience.md": DocumentTemplate.experience(title: "Titre de l’action", date: today)
            case "outil.md": DocumentTemplate.outil(title: "Titre de l’outil", date: today)
            default: throw Refusal.notFound("Aucun modèle à cette adresse.")
            }
        return Response(
            text, type: "text/markdown; charset=utf-8",
            headers: [.contentDisposition: "attachment; filename=\"\(name)\""])
    }
}

/// What browsers and search engines look for at fixed addresses.
struct ConventionRoutes: Sendable {
    /// What it tells of.
    let site: Site

    private struct OpenSearch: TemplateModel {
        let origin: String
    }

    /// Adds the routes.
    func add(to router: Router<RequestContext>) {
        router.get("/robots.txt") { request, _ in robots(request) }
        router.get("/sitemap.xml") { request, _ in try sitemap(request) }
        router.get("/opensearch.xml") { request, _ in
            try site.response(
                "xml/opensearch", OpenSearch(origin: site.origin(of: request)),
                type: "application/opensearchdescription+xml; charset=utf-8")
        }
        router.get("/favicon.ico") { _, _ in
            Response(status: .movedPermanently, headers: [.location: PublicFiles.root + "favicon.svg"])
        }
    }

    /// Every result page is a question's: search engines have the map of entries and axes instead.
    private func robots(_ request: Request) -> Response {
        let text = """
            User-agent: *
            Disallow: /recherche
            Disallow: /dossier
            Disallow: /api/
            Sitemap: \(site.origin(of: request))/sitemap.xml

            """
        return Response(text, type: "text/plain; charset=utf-8")
    }

    private func sitemap(_ request: Request) throws -> Response {
        let page = try QueryString(request.uri.query)["page"].map { Int($0) ?? 0 }
        guard let map = try Sitemap(page: page, origin: site.origin(of: request), site) else {
            throw Refusal.notFound("Ce plan du site n’a pas tant de pages.")
        }
        return try site.response(map.template, map, type: "application/xml; charset=utf-8")
    }
}
