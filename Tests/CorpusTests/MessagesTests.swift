import Corpus
import Testing

@Suite("What editors are told")
struct MessagesTests {
    @Test("each damaged file is told what is wrong, where, and what to do, to the letter")
    func damagedFiles() throws {
        let entries = try CorpusReader(folder: "\(Fixtures.folder)/damaged").entries()
        let lines = entries.flatMap { entry in
            [entry.summary] + entry.problems.map { "  \($0.severity) [\($0.category)] \($0)" }
        }
        let text = lines.joined(separator: "\n") + "\n"
        #expect(try text == Fixtures.golden("damaged.expected.txt", text))
    }

    @Test("good files bring no message")
    func goodFiles() throws {
        let reader = try CorpusReader(folder: "\(Fixtures.folder)/good")
        #expect(reader.problems.isEmpty)
        #expect(try reader.entries().flatMap(\.problems) == [])
    }

    @Test("a problem without line or remedy leaves them out")
    func shortDescription() {
        let problem = Problem(file: "a.md", message: "fichier vide", category: "vide")
        #expect(problem.description == "a.md: fichier vide")
    }

    @Test("a missing folder and a file in its place are told apart")
    func noFolder() throws {
        let corpus = try TemporaryCorpus(["a.md": "x"])
        let missing = #expect(throws: Problem.self) { try CorpusReader(folder: "nulle-part") }
        #expect(
            missing?.description
                == "nulle-part: dossier introuvable, donnez avec « --corpus » le dossier des fiches")
        let file = #expect(throws: Problem.self) { try CorpusReader(folder: "\(corpus.folder)/a.md") }
        #expect(file?.message == "ce n’est pas un dossier")
    }
}
