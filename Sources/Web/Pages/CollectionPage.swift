import Foundation
import Search
import SearchIndex

/// `/etat-du-fonds`: what the collection holds by axis, year and territory, in figures and charts, and what it lacks.
struct CollectionPage: Page {
    static let template = "collection"

    /// A figure with its name.
    struct Total: TemplateModel {
        let label: String
        let number: String
        let url: String
    }

    /// Something that is missing, and the way to it.
    struct Gap: TemplateModel {
        let label: String
        let count: String
        let url: String
        let isChosen: Bool
    }

    let head: PageHead
    let lede: String
    let totals: [Total]
    let table: YearTable
    let hasTable: Bool
    let note: String
    let territories: [LinkPart]
    let moreTerritories: String?
    let years: [LinkPart]
    let gaps: [Gap]
    /// The entries that lack what was asked.
    let lackTitle: String?
    let lacking: [HitPart]

    private static let mostTerritories = 60
    private static let mostLacking = 50
    /// Years after which an entry is out of date.
    private static let oldAge = 3

    /// What `site` holds now; `manque` asks for the entries that lack something.
    init(_ parameters: QueryString, _ site: Site) throws(SearchError) {
        let directory = try site.directory()
        let everything = try site.searcher.search(SearchRequest("", limit: 0))
        let today = Date.now.ISO8601Format()
        head = PageHead(
            title: "État du fonds", path: parameters["manque"] == nil ? "/etat-du-fonds" : nil, place: .state)
        lede = "Ce que contient Repères au \(French.date(today)), et ce qui y manque."
        totals = Self.totals(everything)
        table = try YearTable(directory, site)
        hasTable = !table.rows.isEmpty && !table.years.isEmpty
        let sum = directory.board.reduce(0) { $0 + $1.count }
        note =
            sum > everything.total
            ? "Une fiche qui relève de deux axes compte dans chacun\(French.space): le total des axes (\(French.number(sum)))"
                + " dépasse le nombre de fiches (\(French.number(everything.total)))."
            : ""
        let places = everything.facets.territory
        territories = Self.links(Array(places.prefix(Self.mostTerritories)), .territory)
        moreTerritories =
            places.count > Self.mostTerritories
            ? "Les \(Self.mostTerritories) territoires les plus cités, sur \(French.number(places.count))." : nil
        years = Self.links(everything.facets.year, .year)
        let limit = Self.outdated(today)
        let chosen = parameters["manque"].flatMap { Lack(rawValue: $0) }
        gaps = try Self.gaps(directory, outdated: limit, chosen: chosen, site)
        if let chosen {
            let list = try site.searcher.documents(lacking: chosen, updatedBefore: limit, limit: Self.mostLacking)
            let cut = list.total > list.hits.count ? ", les \(list.hits.count) premières" : ""
            lackTitle =
                list.total == 0
                ? "\(Self.label(chosen))\(French.space): aucune"
                : "\(Self.label(chosen)) (\(French.number(list.total))\(cut))"
            lacking = list.hits.map { HitPart($0, in: directory, length: .title) }
        } else {
            (lackTitle, lacking) = (nil, [])
        }
    }

    /// The date, ISO 8601, before which a revision is old.
    private static func outdated(_ today: String) -> String {
        "\((Int(today.prefix(4)) ?? 0) - oldAge)\(today.dropFirst(4).prefix(6))"
    }

    private static func totals(_ answer: SearchResponse) -> [Total] {
        func total(_ label: (String, String), _ facet: Facet, _ ids: [String]) -> Total? {
            let count = answer.facets[facet].filter { ids.contains($0.id) }.reduce(0) { $0 + $1.count }
            guard count > 0 else { return nil }
            let address = SearchAddress().with { $0.filters[facet] = ids }
            return Total(label: count == 1 ? label.0 : label.1, number: French.number(count), url: address.url)
        }
        let all = Total(
            label: answer.total == 1 ? "fiche" : "fiches", number: French.number(answer.total),
            url: SearchAddress().with { $0.sort = .date }.url)
        return [
            all, total(("retour d’expérience", "retours d’expérience"), .kind, ["experience"]),
            total(("outil", "outils"), .kind, ["outil"]),
            total(
                ("texte ou synthèse", "textes et synthèses"), .kind, ["synthese", "enquete", "reference", "glossaire"]),
            total(("fiche attestée", "fiches attestées"), .nature, ["attestee"]),
        ].compactMap { $0 }
    }

    private static func links(_ values: [SearchResponse.FacetValue], _ facet: Facet) -> [LinkPart] {
        values.map { value in
            LinkPart(
                url: SearchAddress().with { $0.filters[facet] = [value.id] }.url, label: value.label,
                count: French.number(value.count))
        }
    }

    private static func label(_ lack: Lack) -> String {
        switch lack {
        case .limits: "Retours d’expérience qui ne disent rien de leurs limites"
        case .sources: "Fiches sans source"
        case .update: "Fiches sans mise à jour depuis trois ans"
        }
    }

    private static func gaps(
        _ directory: AxisDirectory, outdated: String, chosen: Lack?, _ site: Site
    ) throws(SearchError) -> [Gap] {
        let empty = directory.mainScheme?.axes.flatMap { [$0] + $0.children }.filter { $0.count == 0 } ?? []
        var gaps: [Gap] = []
        if !empty.isEmpty {
            let names = empty.prefix(3).map(\.label).joined(separator: ", ")
            let more = empty.count > 3 ? "…" : ""
            gaps.append(
                Gap(
                    label: "Axes et sous-thèmes sans fiche\(French.space): \(names)\(more)",
                    count: French.number(empty.count), url: empty[0].url, isChosen: false))
        }
        for lack in Lack.allCases {
            let total = try site.searcher.documents(lacking: lack, updatedBefore: outdated, limit: 0).total
            guard total > 0 else { continue }
            gaps.append(
                Gap(
                    label: label(lack), count: French.number(total),
                    url: "/etat-du-fonds?manque=\(lack.rawValue)#manque", isChosen: lack == chosen))
        }
        return gaps
    }
}
