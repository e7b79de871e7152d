import Foundation
import Search

/// `/dossier`: chosen entries in one page, with a cover and a table of contents, to print or to share by its address.
struct DossierPage: Page {
    static let template = "dossier"

    /// An entry in full.
    struct Sheet: TemplateModel {
        let number: String
        let id: String
        let kind: KindPart
        let hue: String?
        let marks: [AxisMark]
        let title: String
        let url: String
        let summary: String
        let isIllustrative: Bool
        let facts: [FactPart]
        let sections: [SectionPart]
        let sources: [SourcePart]
        let dropURL: String
    }

    let head: PageHead
    let mark: String
    let title: String
    let typedTitle: String
    let notes: [String]
    let sheets: [Sheet]
    let isEmpty: Bool
    let csvURL: String

    /// The dossier at `asked`.
    init(_ asked: DossierAddress, _ site: Site) throws(SearchError) {
        let directory = try site.directory()
        var address = asked
        var notes: [String] = []
        if let list = asked.list {
            var request = list.request
            (request.limit, request.offset, request.snippets) = (DossierAddress.mostEntries, 0, false)
            let answer = try site.searcher.search(request)
            address.ids = answer.results.map(\.id)
            let listed = answer.total + answer.partialTotal
            if listed > address.ids.count {
                notes.append(
                    "Les \(address.ids.count) premières fiches de la liste, qui en compte \(French.number(listed)).")
            }
            if address.title.isEmpty { address.title = list.query }
        }
        if asked.askedCount > asked.ids.count {
            notes.append(
                "Les \(asked.ids.count) premières des \(French.number(asked.askedCount)) fiches cochées : un dossier n’en réunit pas plus."
            )
        }
        let documents = try Self.documents(address.ids, site)
        let missing = address.ids.count - documents.count
        if missing > 0 {
            let (are, more) = missing == 1 ? ("n’est plus", "fiche") : ("ne sont plus", "fiches")
            notes.append("\(French.number(missing)) \(more) \(are) dans le fonds.")
        }
        let invented = documents.count { $0.nature == "illustrative" }
        if invented > 0 { notes.append(Self.illustrative(invented)) }
        address.ids = documents.map(\.id)
        self.notes = notes
        typedTitle = address.title
        title = address.title.isEmpty ? "Dossier" : French.capitalized(address.title)
        let size = French.capitalized(French.documents(documents.count))
        mark = "Dossier · \(size) · \(French.date(Self.today))"
        isEmpty = documents.isEmpty
        csvURL = address.url(at: "/dossier.csv")
        sheets = Self.sheets(documents, address, directory)
        head = PageHead(
            title: isEmpty ? "Dossier vide" : title, isIndexed: false, script: .copy, place: .dossier)
    }

    private static func documents(_ ids: [String], _ site: Site) throws(SearchError) -> [DocumentDetail] {
        var documents: [DocumentDetail] = []
        for id in ids {
            if case .found(let document) = try site.searcher.document(id, highlighting: nil) {
                documents.append(document)
            }
        }
        return documents
    }

    private static func illustrative(_ count: Int) -> String {
        count == 1
            ? "Une fiche est illustrative\(French.space): son territoire et ses chiffres sont inventés."
            : "\(French.number(count)) fiches sont illustratives\(French.space): leurs territoires et leurs chiffres sont inventés."
    }

    private static var today: String { String(Date.now.ISO8601Format().prefix(10)) }

    private static func sheets(
        _ documents: [DocumentDetail], _ address: DossierAddress, _ directory: AxisDirectory
    ) -> [Sheet] {
        var anchors: Set<String> = ["contenu", "annonce", "q", "completions", "titre", "t-dossier", "t-som"]
        for number in 1...max(1, documents.count) { anchors.formUnion(["fiche-\(number)", "t-fiche-\(number)"]) }
        return documents.enumerated().map { place, document in
            let marks = directory.marks(for: document.axes)
            return Sheet(
                number: String(place + 1), id: document.id, kind: KindPart(document.kind), hue: marks.first?.hue,
                marks: marks, title: document.title.isEmpty ? document.id : document.title, url: document.url,
                summary: document.summary, isIllustrative: document.nature == "illustrative",
                facts: FactPart.all(of: document, directory: directory),
                sections: SectionPart.all(of: document, below: 2, besides: &anchors),
                sources: document.sources.map(SourcePart.init), dropURL: address.without(document.id).url())
        }
    }
}
