/// The texts that the tests serve.
enum SampleCorpus {
    /// A corpus with axes, acronyms, hostile texts and enough entries for two pages.
    static let files: [String: String] = {
        var files = [
            "axes.yml": axes, "thesaurus.tsv": thesaurus, "experiences/mediateur-college.md": report,
            "experiences/retiree.md": entry("Une fiche de trop", body: "## Contexte\n\nUn relogement difficile."),
            "outils/grille.md": tool, "lot.jsonl": lines,
        ]
        for number in 1...25 {
            files["experiences/halls-\(number).md"] = entry("Halls occupés, épisode \(number)", year: 2000 + number)
        }
        return files
    }()

    /// What a second pass finds: an entry is gone.
    static let later: [String: String?] = ["experiences/retiree.md": nil]

    /// What « seniors » finds by its meaning alone.
    static let aines = [
        "aines.jsonl": """
        {"_id": "aines", "title": "Rompre l’isolement des aînés", "text": "Des visites aux personnes âgées qui vivent seules, <i>chaque</i> semaine."}
        """
    ]

    /// Texts alone, as other collections have them.
    static let plain = [
        "corpus.jsonl": """
        {"_id": "p1", "title": "Le bail", "text": "Le locataire signe un bail."}
        {"_id": "p2", "title": "", "text": "Un texte sans titre, qui parle du bail."}
        """
    ]

    private static let axes = """
        schemes:
          - {id: contrat-2015, label: Contrats de ville 2015, definition: d}
          - {id: boite-a-outils, label: Boîte à outils, definition: d}
          - {id: quartiers-2030, label: Quartiers 2030, definition: d}
        axes:
          - {id: cohesion-sociale, scheme: contrat-2015, label: Cohésion sociale, alt: [volet social],
             definition: "École & droits.", order: 1}
          - {id: decrochage-scolaire, scheme: contrat-2015, parent: cohesion-sociale, label: Décrochage,
             definition: d, order: 1}
          - {id: parentalite, scheme: contrat-2015, parent: cohesion-sociale, label: Parentalité,
             definition: d, order: 2}
          - {id: cadre-de-vie, scheme: contrat-2015, label: Cadre de vie, definition: d, order: 2,
             match: {quartiers-2030: [tranquillite]}}
          - {id: ancien-cadre, scheme: contrat-2015, label: Ancien cadre, definition: d, order: 3,
             status: deprecated, replaced_by: cadre-de-vie}
          - {id: jeunesse, scheme: contrat-2015, label: Jeunesse, definition: d, order: 11, transversal: true}
          - {id: besoins, scheme: boite-a-outils, label: À quels besoins répond la médiation ?,
             definition: d, order: 1}
          - {id: tranquillite, scheme: quartiers-2030, label: Tranquillité, definition: d, order: 1,
             match: {contrat-2015: [cadre-de-vie]}}
        """

    private static let thesaurus =
        "term\trelated\ttype\tdirection\tweight\tcase\tnote\n"
        + "QPV\tquartier prioritaire\tacronym\tboth\t1\tupper\t\n"

    private static let report = """
        ---
        titre: Un médiateur <b>entre</b> le collège & les écoles
        resume: "Il ne punit pas. \\"Jamais\\", dit-on, <script>alert(1)</script>."
        axes: [decrochage-scolaire, parentalite, jeunesse]
        territoire: Ormesval
        echelle: quartier
        porteur: Association de médiation
        date_debut: 2019-09
        date_mise_a_jour: 2026-06-12
        statut_action: en cours
        nature: illustrative
        publics: [jeunes, parents]
        partenaires: [collège, ville]
        moyens_humains: 1 ETP
        outils: [grille]
        couleur_preferee: vert
        sources:
          - {code: S19, titre: Une source, url: "https://exemple.org/a?b=1&c=2"}
          - {titre: Une source sans adresse}
        licence: CC BY-SA 4.0
        ---

        Un mot avant tout titre.

        ## Contexte

        Le collège est en QPV, un quartier prioritaire. Un jeune en décrochage scolaire, <img src=x onerror=alert(1)>.

        ## Mise en œuvre

        ### Une semaine

        | Lundi | Mardi | Jeudi | Vendredi |
        |-------|:-----:|------:|----------|
        | a     | b     | 1     | d        |

        ## Contexte

        - [x] fait
        - [ ] à faire

        ## Limites

        > # Un titre cité

        ```
        à copier
        ```
        """

    private static let tool = """
        ---
        titre: Grille d’observation
        resume: Une grille.
        question: besoins
        axes: [cadre-de-vie, besoins]
        duree: 2 heures
        exemples: [mediateur-college]
        date_mise_a_jour: 2026-03
        nature: attestee
        ---

        ## Étapes

        1. Observer.
        2. Noter.
        """

    private static let lines = #"""
        {"_id": "a/b c%d?é", "title": "Un id difficile", "text": "Un texte sur le bail."}
        {"_id": "hostile", "title": "\"><script>alert('titre')</script>", "text": "Un <script>alert('texte')</script> sur le hamac & le reste.", "territoire": "<i>Ici</i>", "nature": "attestee"}
        """#

    private static func entry(_ title: String, year: Int = 2015, body: String = "## Contexte\n\nDu bruit le soir.")
        -> String
    {
        """
        ---
        titre: \(title)
        resume: Un résumé.
        axes: [cadre-de-vie]
        territoire: Port-Aubry
        date_debut: \(year)
        date_mise_a_jour: 2026-01-\(year % 100 < 10 ? "0" : "")\(year % 100)
        nature: illustrative
        publics: [habitants]
        ---

        \(body)
        """
    }
}
