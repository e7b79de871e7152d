import Corpus
import Testing

@Suite("The taxonomy")
struct TaxonomyTests {
    private func axis(
        _ id: String, parent: String? = nil, label: String? = nil, alt: [String] = [], replacedBy: String? = nil
    ) -> Axis {
        Axis(
            id: id, scheme: "s", parent: parent, label: label ?? id, alt: alt, replacedBy: replacedBy,
            deprecated: replacedBy != nil)
    }

    @Test("a file gives schemes by order and axes in file order, with all they say")
    func parse() {
        let yaml = """
            schemes:
              - {id: s, label: Un schéma, definition: "D", order: 2}
              - {id: t, label: Un autre, order: 1}
            axes:
              - id: relogement
                scheme: s
                parent: cadre-de-vie
                label: Relogement
                alt: [reloger, charte de relogement]
                definition: >-
                  Une définition
                  sur deux lignes.
                scope_note: "Ailleurs : voir habitat."
                match: {t: [cadre-2030]}
                order: 2
                transversal: false
                status: active
                replaced_by: null
                valid_from: 2015
              - {id: cadre-de-vie, scheme: s, label: Cadre de vie, transversal: true}
              - {id: cadre-2030, scheme: t, label: Cadre 2030}
            """
        let (taxonomy, problems) = Taxonomy.parse(yaml, file: "axes.yml")
        #expect(problems == [])
        #expect(taxonomy.schemes.map(\.id) == ["t", "s"])
        #expect(taxonomy.schemes.last == Scheme(id: "s", label: "Un schéma", definition: "D", order: 2))
        #expect(taxonomy.axes.map(\.id) == ["relogement", "cadre-de-vie", "cadre-2030"])
        #expect(
            taxonomy["relogement"]
                == Axis(
                    id: "relogement", scheme: "s", parent: "cadre-de-vie", label: "Relogement",
                    alt: ["reloger", "charte de relogement"], definition: "Une définition sur deux lignes.",
                    scopeNote: "Ailleurs : voir habitat.", match: ["t": ["cadre-2030"]], order: 2))
        #expect(taxonomy["cadre-de-vie"]?.transversal == true)
    }

    @Test(
        "each mistake is told with its line",
        arguments: [
            ("- {scheme: s, label: A}", "1: axe sans « id », donnez-lui un identifiant"),
            ("- a", "1: axe sans « id », donnez-lui un identifiant"),
            (
                "- {id: Été_1, scheme: s, label: A}",
                "1: identifiant « Été_1 » : a-z, 0-9 et traits d’union, 40 caractères au plus, écrivez par exemple « ete-1 »"
            ),
            ("- {id: a, scheme: s}", "1: « a » sans libellé, ajoutez la clé « label »"),
            ("- {id: a, label: A}", "1: axe « a » sans schéma, ajoutez la clé « scheme »"),
            (
                "- {id: a, scheme: s, label: A}\n- {id: a, scheme: s, label: B}",
                "2: axe « a » déjà défini ligne 1, gardez-en un"
            ),
            (
                "- {id: abcdef, scheme: s, label: A}\n- {id: b, scheme: s, label: B, parent: abcdfe}",
                "2: parent inconnu « abcdfe », écrivez « abcdef »"
            ),
            ("- {id: b, scheme: s, label: B, parent: zzz}", "1: parent inconnu « zzz », retirez-le"),
            (
                "- {id: a, scheme: t, label: A}\n- {id: b, scheme: s, label: B, parent: a}",
                "2: parent « a » d’un autre schéma, choisissez-en un de « s »"
            ),
            (
                "- {id: a, scheme: s, label: A, parent: a}",
                "1: axe « a » placé sous lui-même, corrigez la clé « parent »"
            ),
            (
                "- {id: a, scheme: s, label: Éducation}\n- {id: b, scheme: s, label: B, alt: [EDUCATION]}",
                "2: nom « EDUCATION » déjà porté par « a », changez l’un des deux"
            ),
            (
                "- {id: a, scheme: s, label: A, status: deprecated, replaced_by: zzz}",
                "1: remplaçant inconnu « zzz », retirez-le"
            ),
            (
                "- {id: a, scheme: s, label: A, status: deprecated}",
                "1: axe abandonné « a » sans remplaçant, ajoutez la clé « replaced_by »"
            ),
            (
                "- {id: a, scheme: s, label: A, status: ancien}",
                "1: statut inconnu « ancien », écrivez active ou deprecated"
            ),
            (
                "- {id: a, scheme: s, label: A, order: un}",
                "1: rang « un » qui n’est pas un nombre entier, écrivez 1, 2, 3…"
            ),
            ("- {id: a, scheme: s, label: A, match: {t: [zzz]}}", "1: équivalent inconnu « zzz », retirez-le"),
            ("axes: a", "1: « axes » n’est pas une liste, commencez chaque élément par un tiret"),
            ("schemes: []", "1: pas de clé « axes », écrivez « axes: » puis un axe par tiret"),
            ("bonjour", "1: ce n’est pas une liste d’axes, écrivez « axes: » puis un axe par tiret"),
            (
                "schemes: [{id: s1, label: S}, {id: s1, label: S}]\naxes: []",
                "1: schéma « s1 » défini deux fois, gardez-en un"
            ),
            (
                "schemes: [{id: contrat, label: S}]\naxes: [{id: a, scheme: contrta, label: A}]",
                "2: schéma inconnu « contrta », écrivez « contrat »"
            ),
            (
                "- &a {id: a}",
                "1: ancre ou renvoi YAML (« & », « * »), répétez la valeur, ou mettez entre guillemets celle qui commence par ce signe"
            ),
            ("- {id: a", "1: crochet ou accolade mal fermé, fermez la liste, séparez ses valeurs par des virgules"),
        ])
    func mistakes(yaml: String, message: String) {
        let (_, problems) = Taxonomy.parse(yaml, file: "axes.yml")
        #expect(problems.map(\.description) == ["axes.yml:\(message)"])
        #expect(problems.allSatisfy { $0.severity == .error })
    }

    @Test("cycles of parents and of replacements are told, and lead nowhere")
    func cycles() {
        let parents = Taxonomy.parse(
            "- {id: a, scheme: s, label: A, parent: b}\n- {id: b, scheme: s, label: B, parent: a}", file: "axes.yml")
        #expect(parents.1.map(\.line) == [1, 2])
        #expect(parents.0.axes.map(\.parent) == [nil, nil])
        let replacements = Taxonomy.parse(
            "- {id: a, scheme: s, label: A, replaced_by: b}\n- {id: b, scheme: s, label: B, replaced_by: a}",
            file: "axes.yml")
        #expect(replacements.1.map(\.message) == ["remplacements en boucle", "remplacements en boucle"])
        #expect(replacements.0.axes.map(\.replacedBy) == [nil, nil])
    }

    @Test("a replaced axis may share its name with another")
    func retiredNames() {
        let yaml = """
            - {id: a, scheme: s, label: Éducation, replaced_by: b}
            - {id: b, scheme: s, label: Éducation}
            """
        #expect(Taxonomy.parse(yaml, file: "axes.yml").1 == [])
    }

    @Test("an axis resolves to the end of its chain, and to nothing in a loop")
    func resolve() {
        let taxonomy = Taxonomy(
            schemes: [],
            axes: [
                axis("a", replacedBy: "b"), axis("b", replacedBy: "c"), axis("c"), axis("x", replacedBy: "y"),
                axis("y", replacedBy: "x"), axis("z", replacedBy: "rien"),
            ])
        #expect(["a", "b", "c", "x", "z", "?"].map { taxonomy.resolve($0)?.id } == ["c", "c", "c", nil, nil, nil])
    }

    @Test("ancestors go up, nearest first, and stop where they would repeat")
    func ancestors() {
        let taxonomy = Taxonomy(
            schemes: [],
            axes: [
                axis("a"), axis("b", parent: "a"), axis("c", parent: "b"), axis("x", parent: "y"),
                axis("y", parent: "x"), axis("seul", parent: "rien"), axis("v", parent: "x"),
            ])
        #expect(taxonomy.ancestors(of: "c") == ["b", "a"])
        #expect(taxonomy.ancestors(of: "a") == [])
        #expect(taxonomy.ancestors(of: "x") == ["y"])
        #expect(taxonomy.ancestors(of: "v") == ["x", "y"])
        #expect(taxonomy.ancestors(of: "seul") == [])
        #expect(taxonomy.ancestors(of: "?") == [])
    }

    @Test(
        "the nearest axis is found by id, label and other name, despite case, accents and typing mistakes",
        arguments: [
            ("relogment", "relogement"), ("RELOGEMNET", "relogement"), ("Santee mentale", "sante"),
            ("reloge", nil), ("zoologie", nil), ("", nil), ("ancien", nil), ("ecole", "education"),
            ("éducatoin", "education"),
        ])
    func nearest(text: String, id: String?) {
        let taxonomy = Taxonomy(
            schemes: [],
            axes: [
                axis("relogement"), axis("sante", label: "Santé mentale"), axis("education", alt: ["École"]),
                axis("ancien", replacedBy: "sante"),
            ])
        #expect(taxonomy.nearest(to: text) == id)
    }
}
