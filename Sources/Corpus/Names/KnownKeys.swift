import Analysis

/// The keys that editors write, in French: those with a meaning here, and those that are only stored and shown.
enum KnownKeys {
    static let title = "titre", summary = "resume", kind = "type", axes = "axes", question = "question"
    static let publics = "publics", territory = "territoire", start = "date_debut", nature = "nature"
    static let updated = "date_mise_a_jour", sources = "sources"

    /// `docs/guide.md` lists them for editors.
    static let all = [
        title, summary, kind, axes, question, publics, territory, start, nature, updated, sources,
        "calendrier", "contact", "contributeurs", "date_fin", "duree", "echelle", "evaluation", "exemples",
        "facteurs_reussite", "issue_de", "licence", "liens", "limites", "materiel", "moyens_financiers",
        "moyens_humains", "objectifs", "outils", "participants", "partenaires", "pieces_jointes", "porteur",
        "prerequis", "registres", "relecture", "statut_action", "transferabilite", "variantes", "verbatim",
    ]

    private static let set = Set(all)

    /// `key` as it is known: without capitals, accents or spaces (`Résumé` is `resume`).
    static func canonical(_ key: String) -> String {
        if set.contains(key) { return key }
        let folded = Folding.folded(key).replacing(" ", with: "_")
        return set.contains(folded) ? folded : key
    }

    /// The known key that an unknown one was meant to be; `nil` for a known one, or when none looks like it.
    static func meant(by key: String) -> String? {
        let canonical = canonical(key)
        return set.contains(canonical) ? nil : EditDistance.nearest(to: canonical, among: all)
    }

    /// What readers and filters miss most, by kind of document.
    static func recommended(for kind: Document.Kind) -> [String] {
        switch kind {
        case .experience: [summary, territory, "porteur", start, updated, nature]
        case .outil: [summary, question, updated]
        case .synthese, .enquete, .reference, .glossaire: [summary, updated]
        }
    }
}
