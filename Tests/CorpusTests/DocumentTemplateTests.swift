import Corpus
import Testing

@Suite("New files")
struct DocumentTemplateTests {
    @Test(
        "a new file is read without error, whatever its title, and says what remains to be filled in",
        arguments: ["Un titre", "Deux : \"points\" et \\ barre", "- *tiret* # dièse", "a\nb\u{7}"])
    func templates(title: String) throws {
        let corpus = try TemporaryCorpus([
            "experiences/a.md": DocumentTemplate.experience(title: title, date: "2026-11-24"),
            "outils/b.md": DocumentTemplate.outil(title: title, date: "2026-11-24"),
        ])
        let entries = try corpus.entries()
        let documents = entries.compactMap(\.document)
        let expected = title.replacing("\n", with: " ").replacing("\u{7}", with: "")
        #expect(documents.map(\.title) == [expected, expected])
        #expect(documents.map(\.kind) == [.experience, .outil])
        #expect(documents.map(\.updated) == ["2026-11-24", "2026-11-24"])
        #expect(
            entries.map { $0.problems.map(\.category) } == [
                ["sans-axe", "cles-absentes", "limites-vides"], ["sans-axe", "cles-absentes"],
            ])
    }

    @Test("the headings are those that the guide asks for")
    func headings() throws {
        let corpus = try TemporaryCorpus([
            "experiences/a.md": DocumentTemplate.experience(title: "T", date: "2026"),
            "outils/b.md": DocumentTemplate.outil(title: "T", date: "2026"),
        ])
        #expect(
            try corpus.entries().map { $0.document?.sections.map(\.heading) } == [
                [
                    "Contexte", "Objectifs", "Mise en œuvre", "Résultats", "Limites", "Facteurs de réussite",
                    "Transférabilité",
                ],
                [
                    "À quoi ça sert", "Quand l’utiliser, quand l’éviter", "Étapes", "Modèle à remplir",
                    "Points de vigilance", "Variantes",
                ],
            ])
    }
}
