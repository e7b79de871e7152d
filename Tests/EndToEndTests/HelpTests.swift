import Foundation
import Testing

/// What the command says of itself, and of what it cannot do.
@Suite("Help and usage", .timeLimit(.minutes(15)))
struct HelpTests {
    static let commands = [
        "index": "indexer", "search": "chercher", "browse": "parcourir", "show": "lire", "check": "verifier",
        "new": "creer",
        "serve": "servir", "evaluate": "evaluer", "analyze": "analyser", "integrity": "integrite",
    ]

    /// The argument parser’s own English.
    private static let english = [
        "USAGE", "OVERVIEW", "OPTIONS:", "ARGUMENTS:", "SUBCOMMANDS", "default", "values:", "Show ", "Error", "Missing",
        "Unknown", "Unexpected", "Invalid", "invalid", "expected", "Did you", "See ", "Help:", "for more", "' or '",
        "' and '", "» or «", "» and «",
    ]

    static func isFrench(_ text: String) -> Bool { !english.contains { text.contains($0) } }

    /// What the parser has wrapped: an example is to be copied as a line.
    static func brokenExamples(in help: String) -> [String] {
        let lines = help.components(separatedBy: "\n")
        let examples = lines.drop { !$0.hasPrefix("Exemple") }.dropFirst().prefix { !$0.isEmpty }
        return examples.filter { !$0.hasPrefix("  reperes ") }
    }

    @Test(
        "each command's help is French, has examples that run it, and is the same under its French name",
        arguments: commands)
    func help(name: String, alias: String) async throws {
        let help = try await Command.run(name, "--help")
        #expect(help.status == 0)
        #expect(help.errors.isEmpty)
        #expect(Self.isFrench(help.output), "\(help.output)")
        #expect(help.output.contains("Exemple") && help.output.contains("\n  reperes \(name)"))
        #expect(help.output.contains("UTILISATION : reperes \(name)"))
        #expect(Self.brokenExamples(in: help.output) == [])
        #expect(try await Command.run(alias, "--help").output == help.output)
        #expect(try await Command.run("help", name).output == help.output)
    }

    @Test("help lists all commands with their French names; without arguments it is shown")
    func root() async throws {
        let help = try await Command.run("--help")
        #expect(help.status == 0)
        #expect(Self.isFrench(help.output), "\(help.output)")
        #expect(Self.brokenExamples(in: help.output) == [])
        let listed = help.output.matches(of: #/\n {2}([a-z]+), ([a-z]+) /#).map { (String($0.1), String($0.2)) }
        #expect(Dictionary(uniqueKeysWithValues: listed) == Self.commands)
        #expect(try await Command.run().output == help.output)
    }

    @Test("the version is a number of three parts")
    func version() async throws {
        let outcome = try await Command.run("--version")
        #expect(outcome.status == 0)
        #expect(outcome.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }

    @Test(
        "a mistaken use ends with 64 and a French sentence",
        arguments: [
            ["search", "--limit", "101"], ["search", "--limit", "-1"], ["search", "--limit", "dix"],
            ["search", "--limit"],
            ["search", "--offset", "-1"], ["search", "--match", "most"], ["search", "--sort", "taille"],
            ["search", "--format", "xml"],
            ["search", "--inconnue"], ["index", "--inconnue"], ["index", "superflu"], ["show"], ["show", "a", "b"],
            ["browse", "a", "b"],
            ["new"], ["new", "outil"], ["new", "roman", "x"], ["serve", "--port", "70000"],
            ["serve", "--port", "http"],
            ["evaluate"], ["evaluate", "--queries", "q", "--depth", "0"], ["analyze"], ["analyze", "--linse", "x"],
            ["evaluate", "--queries", "q", "--without", "tout"], ["index", "--without", "stop-words"],
            ["evaluate", "--parameters", "--set", "inconnu=1"],
            ["--inconnue"], ["-x"],
        ])
    func usage(arguments: [String]) async throws {
        let outcome = try await Command.run(arguments)
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(!outcome.errors.isEmpty)
        #expect(Self.isFrench(outcome.errors), "\(outcome.errors)")
    }

    @Test(
        "an unknown command is named, with the one that was meant",
        arguments: [
            ("serach", "search"), ("chercer", "chercher"), ("Index", "index"), ("serv", "serve"), ("brows", "browse"),
        ])
    func unknownCommand(typed: String, meant: String) async throws {
        let outcome = try await Command.run(typed, "x")
        #expect(outcome.status == 64)
        #expect(
            outcome.errors.contains("commande inconnue « \(typed) », vouliez-vous dire « \(meant) » ?"),
            "\(outcome.errors)")
    }

    @Test("an unknown command that looks like none leads to the list")
    func strangeCommand() async throws {
        let outcome = try await Command.run("zzzzzz")
        #expect(outcome.status == 64)
        #expect(outcome.errors == "reperes : commande inconnue « zzzzzz ». Liste : reperes --help\n")
    }
}
