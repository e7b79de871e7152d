import Foundation
import Testing

/// `check` and `new`: what editors use before they index.
@Suite("Checking and creating documents", .timeLimit(.minutes(15)))
struct CheckTests {
    /// The sample with one document of each kind of mistake.
    static func damaged() throws -> Folder {
        let folder = try Sample.corpus()
        let mistakes = [
            "axe-inconnu": "---\ntitre: Un titre\naxes: [cadre-de-vi]\n---\n\n## Limites\n\nAucune.\n",
            "en-tete-ouvert": "---\ntitre: Un titre\n\nDu texte.\n",
            "sans-limites": "---\ntitre: Un titre\naxes: [jeunesse]\n---\n\n## Contexte\n\nDu texte.\n",
            "sans-titre": "---\naxes: [jeunesse]\n---\n\n## Limites\n\nAucune.\n",
        ]
        for (name, text) in mistakes { try folder.write(text, to: "corpus/experiences/\(name).md") }
        return folder
    }

    @Test("it lists what is wrong with file and line, ends with 65, and writes nothing")
    func folder() async throws {
        let folder = try Self.damaged()
        let before = try folder.contents()
        let outcome = try await Command.run("check", in: folder)
        #expect(outcome.status == 65)
        for place in [
            "experiences/axe-inconnu.md:3: ", "experiences/en-tete-ouvert.md:1: ", "experiences/sans-titre.md:",
        ] {
            #expect(outcome.output.contains(place), "\(outcome.output)")
        }
        #expect(outcome.output.contains("« cadre-de-vi », écrivez « cadre-de-vie »"), "\(outcome.output)")
        #expect(outcome.output.contains("3 erreurs"), "\(outcome.output)")
        #expect(try folder.contents() == before)
    }

    @Test("it checks the files that it is given, and only those")
    func files() async throws {
        let folder = try Self.damaged()
        let good = try await Command.run("check", "corpus/experiences/mediateur-college.md", in: folder)
        #expect(good.status == 0)
        #expect(good.output == "1 fiche lisible, 0 erreur, 0 avertissement.\n")
        let warned = try await Command.run("check", "corpus/experiences/sans-limites.md", in: folder)
        #expect(warned.status == 0)
        #expect(warned.output.contains("experiences/sans-limites.md:1: pas de partie « Limites »"), "\(warned.output)")
        let bad = try await Command.run(
            "check", "corpus/experiences/mediateur-college.md", "corpus/experiences/axe-inconnu.md", in: folder)
        #expect(bad.status == 65)
        #expect(bad.output.contains("1 erreur"), "\(bad.output)")
    }

    @Test(
        "a file that is not there or is no document is said",
        arguments: ["corpus/nulle-part.md", "corpus/axes.txt", "corpus"])
    func noFile(path: String) async throws {
        let folder = try Sample.corpus()
        try folder.write("rien", to: "corpus/axes.txt")
        let outcome = try await Command.run("check", path, in: folder)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(path), "\(outcome.errors)")
    }

    @Test(
        "a new document passes the check, keeps its title, and is never overwritten",
        arguments: [
            ("experience", "L’été « au pied » des tours: n° 2 — \"rue\" #1", "experiences"),
            ("outil", "Grille d’entretien", "outils"),
        ])
    func new(kind: String, title: String, subfolder: String) async throws {
        let folder = try Sample.corpus()
        let before = Set(try folder.contents().keys)
        let created = try await Command.run("new", kind, title, in: folder)
        #expect(created.status == 0, "\(created.errors)")
        let path = try #require(Set(try folder.contents().keys).subtracting(before).first)
        #expect(path.hasPrefix("corpus/\(subfolder)/"))
        #expect(created.output.hasPrefix("\(path) créé."), "\(created.output)")

        let check = try await Command.run("check", path, in: folder)
        #expect(check.status == 0, "\(check.output)")
        #expect(try await Command.run("index", in: folder).status == 0)
        let id = try #require(path.split(separator: "/").last).dropLast(3)
        let shown = try await Command.run("show", String(id), "--format", "json", in: folder).json()
        #expect(shown["title"]?.text == title)

        try folder.write("déjà rempli", to: path)
        let again = try await Command.run("new", kind, title, in: folder)
        #expect(again.status == 1)
        #expect(again.errors.contains("\(path) existe déjà"), "\(again.errors)")
        #expect(try folder.text(of: path) == "déjà rempli")
    }

    @Test(
        "a title never leads out of the folder",
        arguments: ["../../../tmp/x", "/etc/passwd", "..", "a/b", ".cache", "con\0x"])
    func title(title: String) async throws {
        let folder = try Sample.corpus()
        let before = Set(try folder.contents().keys)
        _ = try await Command.run("new", "outil", title.replacing("\0", with: " "), in: folder)
        let created = Set(try folder.contents().keys).subtracting(before)
        #expect(created.allSatisfy { $0.wholeMatch(of: /corpus\/outils\/[a-z0-9-]+\.md/) != nil }, "\(created)")
    }

    @Test("a title without letters, a missing folder and an unknown kind are said")
    func newRefused() async throws {
        let folder = try Sample.corpus()
        #expect(try await Command.run("new", "outil", "???", in: folder).status == 64)
        #expect(try await Command.run("new", "poème", "Un titre", in: folder).status == 64)
        let missing = try await Command.run("new", "outil", "Un titre", "--corpus", "ailleurs", in: folder)
        #expect(missing.status == 1)
        #expect(missing.errors.contains("ailleurs : dossier absent"), "\(missing.errors)")
    }
}
