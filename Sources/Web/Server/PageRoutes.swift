import HTTPTypes
import Hummingbird
import Search

/// The pages and the files that they load.
struct PageRoutes: Sendable {
    /// What pages are made from.
    let site: Site

    private static let documents = "/fiches/"

    /// Adds the routes; a GET route answers HEAD as well.
    func add(to router: Router<RequestContext>) {
        router.get("/") { _, _ in try site.response(try HomePage(site)) }
        router.get("/recherche") { request, _ in try search(request) }
        router.get("/axes") { _, _ in try site.response(try AxesPage(site)) }
        router.get("/axes/{id}") { request, context in try axis(context.decoded("id"), request) }
        // Ids may hold slashes, which some clients do not encode.
        router.get("/fiches/**") { request, _ in try document(request) }
        router.get("/aide") { _, _ in try site.response(HelpPage()) }
        router.get("/dossier") { request, _ in try dossier(request) }
        router.get("/comparer") { request, _ in
            try site.response(try ComparePage(try QueryString(request.uri.query), site))
        }
        router.get("/etat-du-fonds") { request, _ in
            try site.response(try CollectionPage(try QueryString(request.uri.query), site))
        }
        router.get("/proposer") { _, _ in try site.response(ProposePage(contact: site.contact)) }
        router.get("/accessibilite") { _, _ in try site.response(AccessibilityPage(contact: site.contact)) }
        router.get("/statique/{name}") { request, context in try file(context.decoded("name"), request) }
    }

    private func search(_ request: Request) throws -> Response {
        let parameters = try QueryString(request.uri.query)
        let page = try SearchPage(try SearchAddress(parameters), site)
        // What the script puts in the place of the results that are there.
        return parameters["partie"] == "resultats" ? try site.part(page) : try site.response(page)
    }

    private func dossier(_ request: Request) throws -> Response {
        let chosen = try DossierAddress(try QueryString(request.uri.query))
        return try site.response(try DossierPage(chosen, site))
    }

    private func axis(_ id: String, _ request: Request) throws -> Response {
        switch try site.searcher.axis(id) {
        case .found(let axis):
            let page = try QueryString(request.uri.query)["page"].flatMap { Int($0) } ?? 1
            return try site.response(try AxisPage(axis, page: min(max(page, 1), 10_000), site))
        case .moved(let target):
            let url = AxisAddress.url(target)
            var response = try site.response(MessagePage.moved(to: url), status: .movedPermanently)
            response.headers[.location] = url
            return response
        case .unknown:
            return try site.response(MessagePage.notFound(directory: try site.directory()), status: .notFound)
        }
    }

    private func document(_ request: Request) throws -> Response {
        let encoded = request.uri.path.dropFirst(Self.documents.count)
        guard let id = PercentEncoding.decode(encoded, plusAsSpace: false) else {
            throw Refusal.badRequest("L’adresse contient des octets qui ne sont pas de l’UTF-8.")
        }
        let parameters = try QueryString(request.uri.query)
        if parameters["format"] == "markdown", case .found(let document) = try site.searcher.document(id) {
            return Self.markdown(document)
        }
        let query = parameters["q"] ?? ""
        let isUsable = query.unicodeScalars.count <= SearchRequest.longestQuery
        let marked = query.isEmpty || !isUsable ? nil : query
        switch try site.searcher.document(id, highlighting: marked) {
        case .found(let document):
            let page = try DocumentPage(document, query: marked ?? "", origin: site.origin(of: request), site)
            return try site.response(page)
        case .removed(let title, let near):
            let page = MessagePage.removed(title: title, near: near, directory: try site.directory())
            return try site.response(page, status: .gone)
        case .unknown(let near):
            let page = MessagePage.notFound(near: near, directory: try site.directory())
            return try site.response(page, status: .notFound)
        }
    }

    /// The entry as a file; its name holds nothing that a header or a folder would take for something else.
    private static func markdown(_ document: DocumentDetail) -> Response {
        let name = document.id.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
        return Response(
            MarkdownFile.text(of: document), type: "text/markdown; charset=utf-8",
            headers: [
                .contentDisposition: "attachment; filename=\"\(name.isEmpty ? "fiche" : String(name.prefix(100))).md\""
            ])
    }

    private func file(_ name: String, _ request: Request) throws -> Response {
        guard let file = site.files[name] else { throw Refusal.notFound("Aucun fichier à cette adresse.") }
        let tag = "\"\(file.version)\""
        let isVersioned = request.uri.query == "v=\(file.version)"
        var headers: HTTPFields = [:]
        headers[.eTag] = tag
        headers[.cacheControl] = isVersioned ? "public, max-age=31536000, immutable" : "no-cache"
        if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = file.type
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }
}
