import Foundation
import Testing

/// What editors do to a folder over the days, and what the index makes of it.
@Suite("Life of a corpus", .timeLimit(.minutes(15)))
struct LifeTests {
    @Test("one pass says what came, changed, went and was refused; what was refused stays as it last was")
    func edits() async throws {
        let folder = try await Sample.indexed()
        let report = "corpus/experiences/mediateur-college.md"
        try folder.write(try folder.text(of: report).replacing("480 élèves", with: "512 collégiens"), to: report)
        let cafe = "corpus/experiences/cafe-des-parents.md"
        try folder.write(try folder.text(of: cafe).replacing("[parentalite]", with: "[parentalité, zoologie"), to: cafe)
        try folder.remove("corpus/outils/grille-observation.md")
        try folder.write(
            "---\ntitre: Une laverie\n---\n\n## Limites\n\nLe bruit des machines.\n",
            to: "corpus/experiences/laverie.md")

        let pass = try await Command.run("index", in: folder)
        #expect(pass.status == 65)
        #expect(pass.output.contains("1 ajoutée, 1 changée, 1 retirée, 3 inchangées, 1 refusée"), "\(pass.output)")
        #expect(pass.output.contains("index/reperes.sqlite : 6 fiches"), "\(pass.output)")
        let refusals = pass.errors.split(separator: "\n").filter { $0.hasPrefix("experiences/cafe-des-parents.md:") }
        #expect(refusals.count == 1, "\(pass.errors)")

        #expect(try await Self.ids("collégiens", folder) == ["mediateur-college"])
        #expect(try await Self.ids("titre:café", folder) == ["cafe-des-parents"])
        #expect(try await Self.ids("titre:grille", folder).isEmpty)
        #expect(try await Self.ids("laverie", folder) == ["laverie"])
        #expect(try await Command.run("show", "grille-observation", in: folder).errors.contains("retirée"))
    }

    @Test("a pass over an unchanged folder changes nothing, a rebuilt index answers as the one before")
    func unchanged() async throws {
        let folder = try await Sample.indexed()
        let before = try await Command.run("search", "médiateur", "quartier", "--format", "json", in: folder).json()
        let again = try await Command.run("index", in: folder)
        #expect(again.status == 0)
        #expect(again.output.contains("0 ajoutée, 0 changée, 0 retirée, 6 inchangées, 0 refusée"), "\(again.output)")
        let rebuilt = try await Command.run("index", "--rebuild", in: folder)
        #expect(rebuilt.status == 0)
        #expect(rebuilt.output.contains("6 fiches, index refait en entier"), "\(rebuilt.output)")
        let after = try await Command.run("search", "médiateur", "quartier", "--format", "json", in: folder).json()
        #expect(after["results"] == before["results"])
    }

    @Test("a refused document stays in its last good version through a rebuild, and is repaired by a later pass")
    func refusedThroughRebuild() async throws {
        let folder = try await Sample.indexed()
        let halls = "corpus/experiences/halls-occupes.md"
        let good = try folder.text(of: halls)
        try folder.write("---\ntitre: [Halls\n---\n", to: halls)
        #expect(try await Command.run("index", "--rebuild", in: folder).status == 65)
        #expect(try await Self.ids("titre:halls", folder) == ["halls-occupes"])
        try folder.write(good.replacing("le soir", with: "la nuit"), to: halls)
        #expect(try await Command.run("index", in: folder).status == 0)
        #expect(try await Self.ids("titre:nuit", folder) == ["halls-occupes"])
    }

    @Test("a damaged file is refused with its name, the others are indexed", arguments: Damage.allCases)
    func damaged(damage: Damage) async throws {
        let folder = try Sample.corpus()
        try folder.write(damage.bytes, to: "corpus/experiences/abimee.md")
        let pass = try await Command.run("index", in: folder)
        #expect(pass.status == 65)
        #expect(pass.output.contains("6 ajoutées"), "\(pass.output)")
        #expect(pass.errors.contains(damage.message), "\(pass.errors)")
        #expect(try await Self.ids("médiateur collège", folder).first == "mediateur-college")
    }

    enum Damage: CaseIterable {
        case empty, blank, latin1, zeros, noHeader, openHeader, binary

        var bytes: Data {
            switch self {
            case .empty: Data()
            case .blank: Data("\n\n   \n".utf8)
            case .latin1: Data([UInt8]("---\ntitre: L".utf8) + [0xE9] + [UInt8]("cole\n---\n\nTexte.\n".utf8))
            case .zeros: Data("---\ntitre: Un \0 titre\n---\n\nTexte.\n".utf8)
            case .noHeader: Data("# Un titre\n\nTexte.\n".utf8)
            case .openHeader: Data("---\ntitre: Un titre\n\nTexte.\n".utf8)
            case .binary: Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 167) })
            }
        }

        var message: String {
            switch self {
            case .empty, .blank: "experiences/abimee.md: fichier vide"
            case .latin1: "experiences/abimee.md:2: caractère qui n’est pas de l’UTF-8"
            case .zeros: "experiences/abimee.md:2: "
            case .noHeader, .openHeader: "experiences/abimee.md:1: "
            case .binary: "experiences/abimee.md"
            }
        }
    }

    @Test("a file of two gigabytes is refused without being read")
    func huge() async throws {
        let folder = try Sample.corpus()
        try folder.write("---\ntitre: Un\n---\n", to: "corpus/outils/enorme.md")
        // Sparse: takes no room on the disk.
        try FileHandle(forWritingTo: URL(fileURLWithPath: folder / "corpus/outils/enorme.md")).truncate(
            atOffset: 2 << 30)
        // Reading it would need more memory than is given here.
        let pass = try await Slots.shared.use {
            try await Started(
                ["index"], in: folder, through: ["/bin/sh", "-c", "ulimit -v 2000000; exec \"$0\" \"$@\""]
            ).outcome()
        }
        #expect(pass.status == 65, "\(pass.errors)")
        #expect(pass.errors.contains("outils/enorme.md: "), "\(pass.errors)")
        #expect(pass.output.contains("6 ajoutées"), "\(pass.output)")
    }

    @Test("a line that is too long or damaged is refused, the lines around it are indexed")
    func damagedLines() async throws {
        let lines = [
            #"{"_id": "a", "title": "Avant", "text": "le bail"}"#,
            #"{"_id": "b", "title": "Longue", "text": ""# + "x".repeated(11 << 20) + #""}"#,
            #"{"_id": "c", "title": "Coupée", "text": "le bai"#,
            "",
            #"{"_id": "d", "title": "Après", "text": "le bail"}"#,
        ]
        let folder = try Folder(["corpus/lot.jsonl": lines.joined(separator: "\n")])
        let pass = try await Command.run("index", in: folder)
        #expect(pass.status == 65)
        for number in [2, 3] { #expect(pass.errors.contains("lot.jsonl:\(number): "), "\(pass.errors)") }
        #expect(try await Self.ids("bail", folder) == ["a", "d"])
    }

    @Test("an index that is damaged, or none, is said with the remedy; a new pass repairs it")
    func damagedIndex() async throws {
        let folder = try await Sample.indexed()
        for name in ["index/reperes.sqlite-wal", "index/reperes.sqlite-shm"] { try? folder.remove(name) }
        try folder.write("Ceci n’est pas un index.".repeated(1_000, "\n"), to: "index/reperes.sqlite")
        let search = try await Command.run("search", "bail", in: folder)
        #expect(search.status == 1)
        #expect(search.errors.contains("reperes index"), "\(search.errors)")
        let pass = try await Command.run("index", in: folder)
        #expect(pass.status == 0, "\(pass.errors)")
        #expect(try await Self.ids("titre:halls", folder) == ["halls-occupes"])
    }

    @Test("an index of another version is said, and rebuilt by a pass; what that loses is said by name")
    func otherVersion() async throws {
        let folder = try await Sample.indexed()
        // SQLite's user_version is four bytes at offset 60 of the file.
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: folder / "index/reperes.sqlite"))
        try file.seek(toOffset: 60)
        try file.write(contentsOf: Data([0, 0, 0, 1]))
        try file.close()
        let search = try await Command.run("search", "halls", in: folder)
        #expect(search.status == 1)
        #expect(search.errors.contains("index d’une autre version, lancez « reperes index »"), "\(search.errors)")
        try folder.write("---\ntitre: [Halls\n---\n", to: "corpus/experiences/halls-occupes.md")
        let pass = try await Command.run("index", in: folder)
        #expect(pass.status == 65)
        #expect(pass.output.contains("5 fiches, index refait en entier"), "\(pass.output)")
        #expect(pass.errors.contains("fiche perdue : « halls-occupes »"), "\(pass.errors)")
        #expect(try await Self.ids("titre:café", folder) == ["cafe-des-parents"])
    }

    @Test("a corpus folder that is missing, a file, or has damaged axes is said, and the index stays")
    func unusableCorpus() async throws {
        let folder = try await Sample.indexed()
        let missing = try await Command.run("index", "--corpus", "ailleurs", in: folder)
        #expect(missing.status != 0)
        #expect(missing.errors.contains("ailleurs: dossier introuvable"), "\(missing.errors)")
        let file = try await Command.run("index", "--corpus", "corpus/axes.yml", in: folder)
        #expect(file.errors.contains("ce n’est pas un dossier"), "\(file.errors)")
        try folder.write("schemes: [\n", to: "corpus/axes.yml")
        let axes = try await Command.run("index", in: folder)
        #expect(axes.status == 65)
        #expect(axes.errors.contains("axes.yml:"), "\(axes.errors)")
        #expect(try await Self.ids("titre:halls", folder) == ["halls-occupes"])
    }

    /// Ids of what a query finds, best first.
    static func ids(_ query: String, _ folder: Folder) async throws -> [String] {
        let outcome = try await Command.run("search", query, "--match", "all", "--format", "json", in: folder)
        return try outcome.json()["results"]?.list.compactMap { $0["id"]?.text } ?? []
    }
}
