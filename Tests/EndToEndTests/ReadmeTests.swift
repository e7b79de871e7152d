import Foundation
import Testing

/// README: what it says to type works as it stands.
@Suite("README", .timeLimit(.minutes(15)))
struct ReadmeTests {
    static func text() throws -> String {
        try String(contentsOf: Command.package.appendingPathComponent("README.md"), encoding: .utf8)
    }

    /// The lines of the shell blocks, comments apart.
    static func shellLines() throws -> [String] {
        var lines: [String] = []
        var isShell = false
        for line in try text().components(separatedBy: "\n") {
            if line.hasPrefix("```") {
                isShell = line == "```sh"
            } else if isShell {
                let command = line.split(separator: " #", maxSplits: 1, omittingEmptySubsequences: false)[0]
                lines.append(command.trimmingCharacters(in: .whitespaces))
            }
        }
        return lines
    }

    @Test("every reperes command of it runs, in its order")
    func commands() async throws {
        let folder = try Folder()
        for name in ["corpus"] {
            let source = Command.package.appendingPathComponent(name).path
            try FileManager.default.copyItem(atPath: source, toPath: folder / name)
        }
        let collection = try EvaluationTests.collection()
        try FileManager.default.copyItem(atPath: collection / "corpus", toPath: folder / "COLLECTION")
        #expect(try await Command.run("index", in: folder).status == 0)
        let commands = try Self.shellLines().filter { $0.hasPrefix("reperes ") }
        #expect(commands.count >= 10)
        for command in commands {
            let arguments = command.dropFirst("reperes ".count)
            let outcome = try await Started(
                [], in: folder, through: ["/bin/sh", "-c", "exec \"$0\" \(arguments)"]
            ).outcome()
            #expect(outcome.status == 0, "\(command): \(outcome.errors)")
            #expect(!outcome.output.hasPrefix("Aucune fiche"), "\(command)")
        }
    }

    @Test("every option in it is in the help of its command")
    func options() async throws {
        let mentions = try Self.text().matches(of: /reperes ([a-z]+)([^\n`]*)/)
        #expect(mentions.count > 10)
        var helps: [String: String] = [:]
        for mention in mentions {
            let name = String(mention.1)
            guard HelpTests.commands.keys.contains(name) || HelpTests.commands.values.contains(name) else {
                Issue.record("no command « \(name) »")
                continue
            }
            if helps[name] == nil { helps[name] = try await Command.run(name, "--help").output }
            for option in mention.2.matches(of: /--[a-z][a-z-]+/) {
                #expect(helps[name]?.contains("\(option.0)") == true, "\(name) \(option.0)")
            }
        }
    }

    @Test("its table names each command with its French name, and their options are real")
    func table() async throws {
        let rows = try Self.text().matches(of: /\n\| `([a-z]+)` \| `([a-z]+)` \| ([^\n]*)/)
        #expect(Dictionary(uniqueKeysWithValues: rows.map { (String($0.1), String($0.2)) }) == HelpTests.commands)
        for row in rows {
            let help = try await Command.run(String(row.1), "--help").output
            for option in row.3.matches(of: /--[a-z][a-z-]+/) {
                #expect(help.contains("\(option.0)"), "\(row.1) \(option.0)")
            }
        }
    }

    @Test("the variables that it names are those of the help")
    func variables() async throws {
        let readme = Set(try Self.text().matches(of: /REPERES_[A-Z]+/).map { String($0.0) })
        var help: Set<String> = []
        for name in HelpTests.commands.keys {
            help.formUnion(
                try await Command.run(name, "--help").output.matches(of: /REPERES_[A-Z]+/).map { String($0.0) })
        }
        #expect(readme == help)
    }

    @Test("every address that it gives answers with the real corpus")
    func addresses() async throws {
        let folder = try Folder()
        let corpus = Command.package.appendingPathComponent("corpus").path
        #expect(try await Command.run("index", "--corpus", corpus, in: folder).status == 0)
        let site = try await Site(index: folder / "index/reperes.sqlite")
        let addresses = try Self.text().matches(of: /http:\/\/127\.0\.0\.1:8080(\/[^'`\s]*)/).map { String($0.1) }
        #expect(addresses.count >= 7)
        for address in addresses {
            let answer = try site.get(address)
            #expect(answer.status == 200, "\(address)")
            if address.contains("/search?") {
                #expect(try answer.json()["results"]?.list.isEmpty == false, "\(address)")
            }
        }
    }

    @Test("every target of make, every file and folder that it names exists")
    func targets() throws {
        let text = try Self.text()
        let makefile = try String(contentsOf: Command.package.appendingPathComponent("Makefile"), encoding: .utf8)
        let targets = Set(makefile.matches(of: /\n([a-z]+):/).map { String($0.1) })
        let named = text.matches(of: /(?:`|\n)make ([a-z]+)/).map { String($0.1) }
        #expect(named.count > 3)
        for target in named { #expect(targets.contains(target), "make \(target)") }
        for link in text.matches(of: /\]\(([^):]+)\)/) {
            let path = Command.package.appendingPathComponent(String(link.1)).path
            #expect(FileManager.default.fileExists(atPath: path), "\(link.1)")
        }
    }
}
