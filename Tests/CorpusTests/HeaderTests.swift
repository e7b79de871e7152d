import Corpus
import Foundation
import Testing

@Suite("The header of a Markdown file")
struct HeaderTests {
    /// The document that a file with these lines as header makes, in a corpus with the good fixtures' axes.
    private func document(
        _ header: String, path: String = "experiences/fiche.md", body: String = "\nTexte.\n"
    ) throws -> (document: Document?, problems: [Problem]) {
        let axes = try String(contentsOfFile: "\(Fixtures.folder)/good/axes.yml", encoding: .utf8)
        let corpus = try TemporaryCorpus(["axes.yml": axes, path: "---\ntitre: Titre\n\(header)\n---\n\(body)"])
        let entry = try #require(try corpus.entries().first)
        return (entry.document, entry.problems)
    }

    @Test("every known key fills its property, the others stay fields in written order")
    func completeDocument() throws {
        let entries = try CorpusReader(folder: "\(Fixtures.folder)/good").entries()
        var document = try #require(entries.first?.document)
        document.sections = []
        let expected = Document(
            id: "mediateur-college", kind: .experience, title: "Un médiateur entre le collège et les écoles",
            summary: "Un médiateur partage sa semaine entre un collège et deux écoles.",
            axes: ["decrochage-scolaire"], publics: ["jeunes", "parents"], territory: "Ormesval", year: 2019,
            nature: .attestee, updated: "2026-11-24",
            sources: [
                Document.Source(
                    title: "France Médiation", url: "https://www.francemediation.fr/orki/view/411", code: "S19"),
                Document.Source(title: "Un entretien"),
            ],
            fields: [
                Document.Field(key: "porteur", value: .text("Association de médiation (fictive)")),
                Document.Field(key: "date_debut", value: .text("2019-09")),
                Document.Field(key: "registres", value: .list(["veille", "mise en relation"])),
            ],
            path: "experiences/mediateur-college.md", line: 1)
        #expect(document == expected)
    }

    @Test("the toolbox question is one of the axes, once")
    func question() throws {
        let entries = try CorpusReader(folder: "\(Fixtures.folder)/good").entries()
        #expect(entries.last?.document?.axes == ["besoins", "decrochage-scolaire"])
    }

    @Test(
        "an axis may be written by its id, its label or another name, alone or in a list",
        arguments: [
            ("axes: [lien-social-isolement]", ["lien-social-isolement"]),
            ("axes: Décrochage et absentéisme", ["decrochage-scolaire"]),
            ("axes: [élèves ABSENTS, decrochage-scolaire]", ["decrochage-scolaire"]),
            ("axes: Lien social, isolement, entraide", ["lien-social-isolement"]),
            ("axes: besoins, cohesion-sociale", ["besoins", "cohesion-sociale"]),
            ("axes:\n  - besoins\n  - cohesion-sociale", ["besoins", "cohesion-sociale"]),
            ("axes: [absenteisme, besoins]", ["decrochage-scolaire", "besoins"]),
            ("axes:", []),
        ])
    func axes(header: String, axes: [String]) throws {
        #expect(try document(header).document?.axes == axes)
    }

    @Test("without axes.yml, axes are accepted as written")
    func noTaxonomy() throws {
        let corpus = try TemporaryCorpus(["fiche.md": "---\ntitre: Titre\naxes: [zoologie, Été]\n---\nTexte.\n"])
        #expect(try corpus.entries().first?.document?.axes == ["zoologie", "Été"])
    }

    @Test(
        "the kind is what type says, else what the nearest folder says, else a reference",
        arguments: [
            ("type: glossaire", "experiences/a.md", Document.Kind.glossaire),
            ("type: Enquêtes", "a.md", .enquete),
            ("type: Retour d'expérience", "a.md", .experience),
            ("", "outils/2024/a.md", .outil),
            ("", "outils/Synthèses/a.md", .synthese),
            ("", "enquetes/a.md", .enquete),
            ("", "divers/a.md", .reference),
            ("", "a.md", .reference),
        ])
    func kind(header: String, path: String, kind: Document.Kind) throws {
        #expect(try document(header, path: path).document?.kind == kind)
    }

    @Test(
        "a date is a year, a month or a day of the calendar; anything else is a warning, and no year",
        arguments: [
            ("2019", 2019), ("2019-09", 2019), ("2020-02-29", 2020), ("2019-09-01T10:00:00Z", 2019),
            ("2019-02-29", nil), ("2019-13", nil), ("2019-00", nil), ("2019-9", nil), ("19", nil),
            ("01/09/2019", nil), ("septembre 2019", nil), ("2019-09-01-02", nil), ("+019", nil),
        ])
    func dates(text: String, year: Int?) throws {
        let (document, problems) = try document("date_debut: \(text)\ndate_mise_a_jour: \(text)")
        #expect(document?.year == year)
        #expect(document?.updated == (year == nil ? nil : text.prefix(10).description))
        #expect(problems.filter { $0.category == "date" }.map(\.line) == (year == nil ? [3, 4] : []))
    }

    @Test("a date far ahead is kept, with a warning")
    func future() throws {
        let (document, problems) = try document("date_debut: 2919\ndate_mise_a_jour: 2019")
        #expect(document?.year == 2919)
        #expect(problems.filter { $0.category == "date" }.map(\.message) == ["date à venir « 2919 »"])
    }

    @Test("values keep their spelling: numbers, booleans, quotes")
    func spelling() throws {
        let fields = try document("duree: 007\nlicence: yes\nmateriel: [1.50, \"a: b\"]\ncontact: {rôle: accueil}")
            .document?.fields
        #expect(
            fields == [
                Document.Field(key: "duree", value: .text("007")),
                Document.Field(key: "licence", value: .text("yes")),
                Document.Field(key: "materiel", value: .list(["1.50", "a: b"])),
                Document.Field(key: "contact", value: .list(["rôle : accueil"])),
            ])
    }

    @Test("a known key is known with its accents and capitals, and keeps its spelling among fields")
    func accentedKeys() throws {
        let (document, problems) = try document("Résumé: Un résumé.\nDurée: 2 heures")
        #expect(document?.summary == "Un résumé.")
        #expect(document?.fields == [Document.Field(key: "Durée", value: .text("2 heures"))])
        #expect(!problems.contains { $0.category == "cle-inconnue" })
    }

    @Test("an unknown key far from all known ones is a field, without warning")
    func freeKeys() throws {
        let (document, problems) = try document("couleur: bleu")
        #expect(document?.fields == [Document.Field(key: "couleur", value: .text("bleu"))])
        #expect(!problems.contains { $0.category == "cle-inconnue" })
    }

    @Test("publics may be a text with commas")
    func publics() throws {
        #expect(try document("publics: jeunes, parents").document?.publics == ["jeunes", "parents"])
    }

    @Test("a source's address is http or https, or none")
    func sources() throws {
        let sources = try document(
            "sources: [{titre: A, url: 'data:text/html,x'}, 'https://exemple.fr/a', {code: S1}]"
        ).document?.sources
        #expect(
            sources == [
                Document.Source(title: "A"),
                Document.Source(title: "https://exemple.fr/a", url: "https://exemple.fr/a"),
                Document.Source(title: "S1", code: "S1"),
            ])
    }

    @Test("what is recommended depends on the kind; a key left empty counts as absent")
    func recommendedKeys() throws {
        func absent(_ header: String, _ path: String) throws -> [String] {
            try document(header, path: path).problems.filter { $0.category == "cles-absentes" }.map(\.message)
        }
        #expect(
            try absent("porteur:", "experiences/a.md") == [
                "clés recommandées absentes : resume, territoire, porteur, date_debut, date_mise_a_jour, nature"
            ])
        #expect(
            try absent("resume: R.\nquestion: besoins", "outils/a.md") == [
                "clé recommandée absente : date_mise_a_jour"
            ])
        #expect(try absent("resume: R.\ndate_mise_a_jour: 2026", "a.md") == [])
    }

    @Test(
        "« Limites » may be called otherwise, be filled by a sub-heading or a key, and is asked of experiences only",
        arguments: [
            ("experiences/a.md", "", "## Les limites\n\nTexte.\n", 0),
            ("experiences/a.md", "", "## Limites et difficultés\n\n### Une\n\nTexte.\n", 0),
            ("experiences/a.md", "limites: Une limite.", "Texte.\n", 0),
            ("experiences/a.md", "", "## Illimité\n\nTexte.\n", 1),
            ("experiences/a.md", "", "## Limites\n\n## Suite\n\nTexte.\n", 1),
            ("outils/a.md", "", "Texte.\n", 0),
        ])
    func limits(path: String, header: String, body: String, count: Int) throws {
        let problems = try document(header, path: path, body: body).problems
        #expect(problems.count { $0.category == "limites-vides" } == count)
    }

    @Test("400 characters of summary are fine, 401 are too many")
    func summaryLength() throws {
        func warnings(_ count: Int) throws -> [String] {
            try document("resume: " + String(repeating: "é", count: count)).problems
                .filter { $0.category == "resume-long" }.map(\.message)
        }
        #expect(try warnings(400) == [])
        #expect(try warnings(401) == ["résumé de 401 caractères"])
    }

    @Test(
        "YAML bombs are refused without being expanded",
        arguments: [
            (1...12).reduce("a0: &a0 [x]\n") { yaml, level in
                let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",")
                return yaml + "a\(level): &a\(level) [\(aliases)]\n"
            } + "? *a12\n: x",
            "a: " + String(repeating: "[", count: 100_000),
            "a:\n  " + String(repeating: "- ", count: 100_000),
            "a: [" + String(repeating: "a,", count: 200_000) + "a]",
        ])
    func bombs(header: String) throws {
        let (document, problems) = try document(header)
        #expect(document == nil)
        #expect(problems.map(\.category) == ["yaml"])
    }

    @Test("emphasis with asterisks is no alias")
    func emphasis() throws {
        let summary = String(repeating: "un *mot*, ", count: 12) + "R & D"
        #expect(try document("resume: \(summary)").document?.summary == summary)
    }

    @Test(
        "byte order mark and line ends of other systems change nothing, not even lines",
        arguments: ["\r\n", "\r", "\n"], ["", "\u{FEFF}"])
    func lineEnds(end: String, mark: String) throws {
        let lines = ["---", "titre: Titre", "axes: [zoologie]", "territoir: Ici", "---", "## Un", "", "a", "b", ""]
        let corpus = try TemporaryCorpus(["a.md": mark + lines.joined(separator: end)])
        let entry = try #require(try corpus.entries().first)
        #expect(entry.document?.sections.map(\.text) == ["a b"])
        #expect(entry.problems.first { $0.category == "cle-inconnue" }?.line == 4)
    }

    @Test("a bad byte after line ends of other systems is on the line that editors see", arguments: ["\r\n", "\r"])
    func lineOfBadByte(end: String) throws {
        let corpus = try TemporaryCorpus()
        try corpus.write("a.md", Array(["---", "titre: T", "---", ""].joined(separator: end).utf8) + [0xC3, 0x28])
        #expect(try corpus.entries().first?.problems.map(\.line) == [4])
    }
}
