import Corpus
import Testing

@Suite("The thesaurus")
struct ThesaurusFileTests {
    private static let header = "term\trelated\ttype\tdirection\tweight\tcase\tnote\n"

    @Test("a row says all its columns; comments and blank lines say nothing")
    func rows() {
        let text =
            "# commentaire\n\n" + Self.header + "PDV\tpolitique de la ville\tacronym\tboth\t0.8\tupper\tsigle rare\n"
            + "quartier\tQPV\tnarrower\tone\t\t\t\nREP\tREP+\tnarrower\tone\n"
        let (rows, problems) = ThesaurusFile.parse(text, file: "thesaurus.tsv")
        #expect(problems == [])
        #expect(
            rows == [
                ThesaurusRow(
                    term: "PDV", related: "politique de la ville", kind: .acronym, direction: .both, weight: 0.8,
                    uppercaseOnly: true, note: "sigle rare"),
                ThesaurusRow(term: "quartier", related: "QPV", kind: .narrower, direction: .one),
                ThesaurusRow(term: "REP", related: "REP+", kind: .narrower, direction: .one),
            ])
    }

    @Test("the seed's four columns are accepted, with their header or without")
    func seed() {
        let rows = "QPV\tquartier prioritaire\tacronym\tbi ; sigle\nZUS\tQPV\tsynonym\tuni : ancien zonage\n"
        let expected = [
            ThesaurusRow(
                term: "QPV", related: "quartier prioritaire", kind: .acronym, direction: .both, note: "bi ; sigle"),
            ThesaurusRow(
                term: "ZUS", related: "QPV", kind: .synonym, direction: .one, note: "uni : ancien zonage"),
        ]
        #expect(ThesaurusFile.parse(rows, file: "t").0 == expected)
        #expect(ThesaurusFile.parse("term\trelated\ttype\tnote\n" + rows, file: "t").0 == expected)
    }

    @Test(
        "a bad row is a warning with its line, and the others are kept",
        arguments: [
            ("seul", "une seule colonne, séparez les colonnes par des tabulations"),
            ("a\tb\tsynonym\tboth\t1\t\t\ttrop", "8 colonnes au lieu de 7, retirez les tabulations de trop"),
            ("\tb\tsynonym\tboth", "premier terme vide, écrivez un mot"),
            ("a\t!\tsynonym\tboth", "second terme vide, écrivez un mot"),
            ("a\ta\tsynonym\tboth", "« a » lié à lui-même, retirez la ligne"),
            ("a\tb\tsynonim\tboth", "type inconnu « synonim », écrivez « synonym »"),
            ("a\tb\tx\tboth", "type inconnu « x », écrivez acronym, synonym, narrower, broader ou related"),
            ("a\tb\tsynonym\ttwo", "sens inconnu « two », écrivez both ou one"),
            ("a\tb\tsynonym\tboth\t1.5", "poids « 1.5 » hors de 0 à 1, écrivez par exemple 0.5"),
            ("a\tb\tsynonym\tboth\tfort", "poids « fort » hors de 0 à 1, écrivez par exemple 0.5"),
            ("a\tb\tsynonym\tboth\tnan", "poids « nan » hors de 0 à 1, écrivez par exemple 0.5"),
            ("a\tb\tsynonym\tboth\t1\tlower", "casse inconnue « lower », écrivez upper ou rien"),
            ("y\tX\tsynonym\tboth", "« y » et « X » déjà liés ligne 2, gardez une ligne"),
        ])
    func badRows(row: String, message: String) {
        let text = Self.header + "x\ty\tsynonym\tboth\n\(row)\nu\tv\tsynonym\tboth\n"
        let (rows, problems) = ThesaurusFile.parse(text, file: "thesaurus.tsv")
        #expect(problems.map(\.description) == ["thesaurus.tsv:3: \(message)"])
        #expect(problems.allSatisfy { $0.severity == .warning })
        #expect(rows.map(\.term) == ["x", "u"])
    }
}
