import Search

/// A line of « En bref ».
struct FactPart: TemplateModel {
    let label: String
    /// What it says, when it is text.
    let text: String
    /// What it says, when it is a list of links.
    let links: [LinkPart]

    private init(_ label: String, _ text: String) {
        self.label = label
        self.text = text
        links = []
    }

    private init(_ label: String, _ links: [LinkPart]) {
        self.label = label
        text = ""
        self.links = LinkPart.sentence(links)
    }

    /// The facts of `document`: those that every reader looks for, then the keys that we do not know, as written.
    static func all(of document: DocumentDetail, directory: AxisDirectory) -> [FactPart] {
        let fields = Dictionary(document.fields.map { ($0.key, $0) }) { first, _ in first }
        let known = order.compactMap { fact in Self.fact(fact, of: document, fields: fields) }
        let unknown = document.fields.filter { !named.contains($0.key) }.map { field in
            FactPart(
                French.capitalized(field.key.split(separator: "_").joined(separator: " ")),
                French.capitalized(text(of: field)))
        }
        return themes(of: document, directory: directory) + (known + unknown).filter { !$0.text.isEmpty }
    }

    /// A known fact: a property of its own, or the keys that make it.
    private enum Fact {
        case territory, publics, dates, updated
        case keys(String, [String])
    }

    private static let order: [Fact] = [
        .territory, .keys("Porteur", ["porteur"]), .keys("Partenaires", ["partenaires"]), .publics,
        .keys("Registres", ["registres"]), .dates,
        .keys("Durée", ["duree"]), .keys("Participants", ["participants"]), .keys("Matériel", ["materiel"]),
        .keys("Avant", ["prerequis"]), .keys("Moyens", ["moyens_humains", "moyens_financiers"]),
        .keys("Statut", ["statut_action"]), .keys("Origine", ["issue_de"]), .keys("Contact", ["contact"]),
        .keys("Relecture", ["relecture"]), .updated, .keys("Licence", ["licence"]),
    ]

    /// The keys that « En bref » names, or that stand elsewhere on the page.
    private static let named: Set<String> = {
        var names: Set<String> = ["date_debut", "date_fin", "echelle", "question"]
        for case .keys(_, let keys) in order { names.formUnion(keys) }
        return names.union(LinkedEntriesPart.keys)
    }()

    private static func fact(
        _ fact: Fact, of document: DocumentDetail, fields: [String: DocumentDetail.Field]
    ) -> FactPart? {
        switch fact {
        case .territory: territory(document, scale: fields["echelle"]?.values.first)
        case .publics:
            FactPart(document.publics.count > 1 ? "Publics" : "Public", sentence(document.publics))
        case .dates: dates(document, fields: fields).map { FactPart("Dates", French.capitalized($0)) }
        case .updated: document.updated.map { FactPart("Mise à jour", French.date($0)) }
        case .keys(let label, let keys):
            FactPart(label, sentence(keys.compactMap { fields[$0] }.map(text(of:)), separator: "\(French.space); "))
        }
    }

    /// « Ormesval (quartier) ».
    private static func territory(_ document: DocumentDetail, scale: String?) -> FactPart? {
        switch (document.territory, scale) {
        case (let place?, let scale?) where place.lowercased() != scale.lowercased():
            FactPart("Territoire", "\(place) (\(scale))")
        case (let place?, _): FactPart("Territoire", place)
        case (nil, let scale?): FactPart("Échelle", French.capitalized(scale))
        case (nil, nil): nil
        }
    }

    private static func dates(_ document: DocumentDetail, fields: [String: DocumentDetail.Field]) -> String? {
        let status = fields["statut_action"]?.values.first ?? ""
        let isOver = document.kind != "experience" || status == "terminée" || status == "arrêtée"
        let start = fields["date_debut"]?.values.first ?? document.year.map(String.init)
        return French.period(from: start, to: fields["date_fin"]?.values.first, isOver: isOver)
    }

    private static func themes(of document: DocumentDetail, directory: AxisDirectory) -> [FactPart] {
        let themes = document.axes.compactMap { directory[$0.id] }.filter { !$0.ancestors.isEmpty }
        guard !themes.isEmpty else { return [] }
        let links = themes.map { LinkPart(url: $0.node.url, label: $0.node.label) }
        return [FactPart(links.count > 1 ? "Sous-thèmes" : "Sous-thème", links)]
    }

    private static func text(of field: DocumentDetail.Field) -> String {
        field.isList ? sentence(field.values) : field.values.first ?? ""
    }

    private static func sentence(_ values: [String], separator: String = ", ") -> String {
        French.capitalized(values.filter { !$0.isEmpty }.joined(separator: separator))
    }
}
