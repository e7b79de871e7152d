/// The files that `reperes new` writes for editors to fill in.
public enum DocumentTemplate {
    /// A *retour d’expérience*.
    ///
    /// - Parameter date: of today, `YYYY-MM-DD`.
    public static func experience(title: String, date: String) -> String {
        """
        ---
        titre: \(quoted(title))
        resume: >-
          Deux à trois phrases, 400 caractères au plus : qui fait quoi, où, avec quel effet.
        axes: []                     # 2 à 4 identifiants, par exemple [relogement, jeunesse] ; liste : reperes browse
        territoire:                  # la commune seule, ou National
        echelle:                     # quartier, commune, EPCI, département, région ou national
        porteur:                     # la structure, sans nom de personne
        date_debut:                  # AAAA, AAAA-MM ou AAAA-MM-JJ
        date_fin:                    # vide si l’action continue
        date_mise_a_jour: \(date)
        statut_action: en cours      # en projet, en cours, terminée, pérennisée ou arrêtée
        nature: attestee             # attestee (faits sourcés) ou illustrative (exemple inventé)
        publics: []                  # jeunes, parents, habitants…
        registres: []                # gestion des conflits, présence de proximité…
        partenaires: []
        moyens_humains:              # par exemple "1,5 ETP"
        moyens_financiers:           # montant, année, financeurs
        contact:                     # un rôle, pas une personne
        outils: []                   # identifiants de fiches outils
        sources: []                  # une ligne par source, en dessous :
        #  - titre: Rapport d’activité 2024
        #    url: https://exemple.fr/rapport
        relecture:                   # qui, quand
        licence: CC BY-SA 4.0
        ---

        ## Contexte

        ## Objectifs

        ## Mise en œuvre

        ## Résultats

        ## Limites

        ## Facteurs de réussite

        ## Transférabilité

        """
    }

    /// A *fiche outil*.
    ///
    /// - Parameter date: of today, `YYYY-MM-DD`.
    public static func outil(title: String, date: String) -> String {
        """
        ---
        titre: \(quoted(title))
        resume: >-
          Deux à trois phrases, 400 caractères au plus : ce que l’outil permet de faire, à qui, quand.
        axes: []                     # 2 à 4 identifiants, par exemple [participation-habitants] ; liste : reperes browse
        question:                    # besoins, territoires-perennisation ou encadrer-former-evaluer
        duree:                       # par exemple "2 heures"
        participants:                # par exemple "6 à 12"
        materiel: []
        prerequis:
        date_mise_a_jour: \(date)
        nature: attestee             # attestee, ou illustrative si l’exemple est inventé
        publics: []                  # professionnels, habitants…
        exemples: []                 # identifiants de retours d’expérience
        sources: []                  # une ligne par source, en dessous :
        #  - titre: Guide de la marche exploratoire
        #    url: https://exemple.fr/guide
        relecture:                   # qui, quand
        licence: CC BY-SA 4.0
        ---

        ## À quoi ça sert

        ## Quand l’utiliser, quand l’éviter

        ## Étapes

        1. Préparer (20 min)
        2. Animer (1 h)
        3. Restituer (30 min)

        ## Modèle à remplir

        | Colonne | Colonne |
        | --- | --- |
        |  |  |

        ## Points de vigilance

        ## Variantes

        """
    }

    /// The file name, without extension, for a document of this title; empty when the title has no Latin letter or digit.
    public static func slug(for title: String) -> String { Slug.made(from: title, limit: Slug.documentLimit) }

    /// `text` between YAML's double quotes, on one line.
    private static func quoted(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let printable = words.filter { $0.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } }
        return "\"" + printable.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
