import Foundation
import Testing

/// What the command prints is a contract: one file an output, in `Tests/Fixtures/golden`.
///
/// With `REPERES_RECORD=1` the files are rewritten and the run fails, so that the difference gets read.
@Suite("Golden outputs", .sample, .timeLimit(.minutes(15)))
struct GoldenTests {
    struct Case: CustomTestStringConvertible {
        let name: String
        let arguments: [String]
        var testDescription: String { name }

        init(_ name: String, _ arguments: String...) {
            self.name = name
            self.arguments = arguments
        }
    }

    static let searches = [
        Case("acronym", "search", "QPV"), Case("one-way-synonym", "search", "bahut"),
        Case("partial", "search", "décrochage", "bailleur"), Case("misspelled", "search", "mediatuer"),
        Case("filters", "search", "--axis", "cadre-de-vie", "--year", "2017", "--year", "2020"),
        Case("everything", "search", "--limit", "2"), Case("exclusion", "search", "médiateur", "-halls"),
        Case("phrase", "search", "\"quartier prioritaire\"", "--sort", "date"),
        Case("markup", "search", "hamac"), Case("nothing", "search", "xylophone"),
        Case("stop-words", "search", "le", "la"),
    ]
    static let others = [
        Case("browse", "browse"), Case("browse-axis", "browse", "cohesion-sociale"),
        Case("show", "show", "mediateur-college"), Case("show-line", "show", "lot/1 %é?"),
    ]

    @Test("text, for people", arguments: searches + others)
    func text(golden: Case) async throws {
        let folder = try Sample.required().folder
        let outcome = try await Command.run(golden.arguments, in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        try Self.compare(outcome.output, with: golden.name + ".txt")
    }

    @Test("JSON, for programs", arguments: searches + others)
    func json(golden: Case) async throws {
        let folder = try Sample.required().folder
        let outcome = try await Command.run(golden.arguments + ["--format", "json"], in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        // Times differ from run to run, and scores from one tuning to the next: order and content are the contract.
        let output = outcome.output.replacing(/"(took_us|score)" : [0-9.e+-]+/) { "\"\($0.1)\" : 0" }
        try Self.compare(output, with: golden.name + ".json")
    }

    @Test(
        "the terms of a text",
        arguments: [
            Case("analyze", "analyze", "Les médiatrices de l’école n’ont pas reçu 3 élèves du QPV")
        ])
    func terms(golden: Case) async throws {
        try Self.compare(try await Command.run(golden.arguments).output, with: golden.name + ".txt")
    }

    @Test("what a folder with mistakes is told")
    func problems() async throws {
        let folder = try CheckTests.damaged()
        let outcome = try await Command.run("check", in: folder)
        try Self.compare(outcome.output + outcome.errors, with: "check.txt")
    }

    private static let records = ProcessInfo.processInfo.environment["REPERES_RECORD"] == "1"

    private static func compare(_ output: String, with name: String) throws {
        let file = URL(fileURLWithPath: Sample.fixtures).appendingPathComponent(name)
        if records {
            try Data(output.utf8).write(to: file)
            Issue.record("\(name) rewritten: read the difference, then run without REPERES_RECORD")
        } else {
            let golden = try String(contentsOf: file, encoding: .utf8)
            // As lines, so that a failure names those that differ.
            #expect(output.components(separatedBy: "\n") == golden.components(separatedBy: "\n"), "\(name)")
        }
    }
}
