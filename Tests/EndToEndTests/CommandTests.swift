import Foundation
import Testing

/// What the commands have in common: index, settings, colors, JSON.
@Suite("Commands", .sample, .timeLimit(.minutes(15)))
struct CommandTests {
    @Test(
        "without an index, a command says which one makes it",
        arguments: [
            ["search", "bail"], ["browse"], ["show", "x"], ["serve"], ["evaluate", "--queries", "queries.jsonl"],
        ])
    func noIndex(arguments: [String]) async throws {
        let folder = try Folder(["queries.jsonl": #"{"_id": "q", "text": "bail"}"#])
        let outcome = try await Command.run(arguments, in: folder)
        #expect(outcome.status == 1)
        #expect(outcome.errors == "reperes : index/reperes.sqlite : pas encore d’index, lancez « reperes index »\n")
        #expect(try folder.contents().count == 1)
    }

    @Test("variables stand in for options; options win; an empty variable counts for none")
    func variables() async throws {
        let folder = try Sample.corpus()
        try FileManager.default.moveItem(atPath: folder / "corpus", toPath: folder / "fiches")
        let environment = ["REPERES_CORPUS": "fiches", "REPERES_INDEX": "ici.sqlite"]
        #expect(try await Command.run("index", in: folder, environment: environment).status == 0)
        #expect(
            try await Command.run("search", "hamac", in: folder, environment: environment).output.contains(
                "fiches/lot.jsonl"))
        let option = try await Command.run(
            "search", "hamac", "--index", "ailleurs.sqlite", in: folder, environment: environment)
        #expect(option.errors.contains("ailleurs.sqlite"), "\(option.errors)")
        let empty = try await Command.run("search", "hamac", in: folder, environment: ["REPERES_INDEX": ""])
        #expect(empty.errors.contains("index/reperes.sqlite"), "\(empty.errors)")
    }

    @Test("variables give the server its host and its port; a port that is none is said")
    func serverVariables() async throws {
        let index = try Sample.required().index
        let taken = try Sample.required().site.port
        let port = try await Command.run("serve", "--index", index, environment: ["REPERES_PORT": "\(taken)"])
        #expect(port.errors.contains("le port \(taken) est déjà pris"), "\(port.errors)")
        let host = try await Command.run(
            "serve", "--index", index, "--port", "0", environment: ["REPERES_HOST": "192.0.2.1"])
        #expect(host.errors.contains("« 192.0.2.1 » n’est pas une adresse de cette machine"), "\(host.errors)")
        for value in ["abc", "70000", "-1"] {
            // On a taken address, so that a server that starts nevertheless ends as well.
            let wrong = try await Command.run(
                "serve", "--index", index, "--host", "192.0.2.1", environment: ["REPERES_PORT": value])
            #expect(wrong.status == 64, "\(value)")
        }
    }

    @Test(
        "colors appear on a terminal only, and not under NO_COLOR",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
    func colors() async throws {
        let folder = try Sample.required().folder
        let terminal = ["/bin/sh", "-c", "exec script -qec \"$0 $*\" /dev/null"]
        let colored = try await Started(["search", "QPV"], in: folder, through: terminal).outcome()
        #expect(colored.output.contains("\u{1B}["), "\(colored.output)")
        let plain = try await Started(["search", "QPV"], in: folder, environment: ["NO_COLOR": "1"], through: terminal)
            .outcome()
        #expect(plain.output.contains("QPV"))
        #expect(!plain.output.contains("\u{1B}["))
        #expect(try await !Command.run("search", "QPV", in: folder).output.contains("\u{1B}["))
    }

    @Test(
        "JSON is the same from the command and from the API",
        arguments: [
            (["search", "QPV"], "/api/v1/search?q=QPV"),
            (
                ["search", "décrochage", "bailleur", "--explain"],
                "/api/v1/search?q=d%C3%A9crochage+bailleur&explain=true"
            ),
            (
                [
                    "search", "--axis", "cadre-de-vie", "--axis", "parentalite", "--kind", "experience", "--sort",
                    "date", "--limit", "1", "--offset", "1",
                ], "/api/v1/search?axis=cadre-de-vie&axis=parentalite&kind=experience&sort=date&limit=1&offset=1"
            ),
            (
                [
                    "search", "mediatuer", "--match", "all", "--public", "jeunes", "--territory", "Port-Aubry",
                    "--year", "2017", "--nature", "attestee",
                ], "/api/v1/search?q=mediatuer&match=all&public=jeunes&territory=Port-Aubry&year=2017&nature=attestee"
            ),
            (["browse"], "/api/v1/axes"), (["show", "mediateur-college"], "/api/v1/documents/mediateur-college"),
            (["show", "lot/1 %é?"], "/api/v1/documents/lot%2F1%20%25%C3%A9%3F"),
        ])
    func sameJSON(arguments: [String], path: String) async throws {
        let sample = try Sample.required()
        let command = try await Command.run(arguments + ["--format", "json"], in: sample.folder).json()
        let answer = try sample.site.get(path)
        #expect(answer.status == 200)
        #expect(try answer.json().without("took_us") == command.without("took_us"))
    }

    @Test("an unknown axis or document is said with what stands near, and ends with 1")
    func unknown() async throws {
        let folder = try Sample.required().folder
        let axis = try await Command.run("browse", "cadre-de-vi", in: folder)
        #expect(axis.status == 1)
        #expect(
            axis.errors.contains("axe inconnu « cadre-de-vi », vouliez-vous dire « cadre-de-vie »"), "\(axis.errors)")
        let document = try await Command.run("show", "mediateur", in: folder)
        #expect(document.status == 1)
        #expect(document.errors.contains("mediateur-college"), "\(document.errors)")
        let merged = try await Command.run("browse", "ancien-cadre", in: folder)
        #expect(merged.status == 0)
        #expect(merged.errors == "« ancien-cadre » a été réuni à « cadre-de-vie ».\n")
        #expect(merged.output.hasPrefix("Cadre de vie\n"), "\(merged.output)")
    }

    @Test(
        "a filter that the index does not know is refused or finds nothing, in words",
        arguments: ["--axis", "--kind", "--public", "--territory", "--year", "--nature"])
    func unknownFilter(option: String) async throws {
        let outcome = try await Command.run("search", "médiateur", option, "zzz", in: try Sample.required().folder)
        #expect([0, 64].contains(outcome.status))
        #expect(
            outcome.output.hasPrefix("Aucune fiche") || outcome.errors.contains("zzz"),
            "\(outcome.output)\(outcome.errors)")
    }

    @Test("each line of input gives one line of terms, blank ones and the last without an end too")
    func analyzeLines() async throws {
        let outcome = try await Command.run("analyze", "--lines", input: "Les médiatrices\n\nl’école\nde la\nQPV")
        #expect(outcome.status == 0)
        let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.count == 6)
        #expect(lines[1].isEmpty)
        #expect(lines[0].split(separator: " ").count == 2)
        #expect(lines[4].lowercased() == "qpv")
        let words = try await Command.run("analyze", "--lines", input: "médiatrices\nmédiatrice\nMEDIATRICE\n").output
        #expect(Set(words.split(separator: "\n")).count == 1)
        #expect(try await Command.run("analyze", "--lines", input: "").output.isEmpty)
    }

    @Test("an excluded word needs no quotes and hides no option")
    func exclusion() async throws {
        let folder = try Sample.required().folder
        let outcome = try await Command.run(
            "search", "médiateur", "-halls", "--format", "json", "--limit", "5", in: folder
        ).json()
        #expect(outcome["query"]?.text == "médiateur -halls")
        #expect(outcome["limit"]?.number == 5)
        #expect(outcome["results"]?.list.compactMap { $0["id"]?.text } == ["mediateur-college"])
    }

    @Test("a reader that closes the pipe ends the command quietly")
    func closedPipe() async throws {
        let shell = ["/bin/sh", "-c", "{ \"$0\" \"$@\"; echo \"$?\" >&2; } | head -n 1"]
        let outcome = try await Started(
            ["search", "--format", "json"], in: try Sample.required().folder, through: shell
        ).outcome()
        #expect(outcome.output == "{\n")
        #expect(!outcome.errors.contains("Fatal"), "\(outcome.errors)")
    }
}

extension JSON {
    /// The same without the members of this name, at any depth.
    func without(_ name: String) -> JSON {
        switch self {
        case .object(let members): .object(members.filter { $0.key != name }.mapValues { $0.without(name) })
        case .list(let list): .list(list.map { $0.without(name) })
        default: self
        }
    }
}
