import Analysis
import ArgumentParser
import CPlatform
import Foundation

/// The command: one subcommand a file, no logic of its own.
@main
struct Reperes: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "reperes",
        abstract: "Base de bonnes pratiques de médiation sociale et de politique de la ville.",
        discussion: """
            Les fiches sont des fichiers (dossier « corpus ») ; l’index se refait à volonté.

            Exemples :
              reperes index                          indexe le dossier corpus
              reperes search "décrochage scolaire"   cherche
              reperes serve                          ouvre les pages (port 8080)
            """,
        version: version,
        subcommands: [
            IndexCommand.self, SearchCommand.self, BrowseCommand.self, ShowCommand.self, CheckCommand.self,
            NewCommand.self, ServeCommand.self, EvaluateCommand.self, AnalyzeCommand.self,
            IntegrityCommand.self,
        ])

    static func main() async {
        // The lists of one search are freed together at the end of the heap, which glibc gives back above 128 KB: those of
        // the next one were paged in anew, up to a sixth of its time.
        platform_keep_freed_memory(8 << 20)
        let arguments = SearchCommand.separatingExclusions(Array(CommandLine.arguments.dropFirst()))
        do {
            try refuseUnknownCommand(arguments)
            var command = try parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            leave(with: error)
        }
    }

    /// The parser only says « unexpected argument »; the nearest command helps more.
    private static func refuseUnknownCommand(_ arguments: [String]) throws {
        guard let word = arguments.first, !word.hasPrefix("-"), word != "help" else { return }
        let names = configuration.subcommands.flatMap { [$0._commandName] + $0.configuration.aliases }
        guard !names.contains(word) else { return }
        let hint =
            EditDistance.nearest(to: word.lowercased(), among: names).map { ", vouliez-vous dire « \($0) » ?" } ?? "."
        throw Failure(.usage, "commande inconnue « \(word) »\(hint) Liste : reperes --help")
    }

    /// Prints what went wrong, in French, and ends with the matching status.
    private static func leave(with error: any Error) -> Never {
        if let failure = error as? Failure {
            if !failure.message.isEmpty { Terminal.error("reperes : \(failure.message)") }
            Foundation.exit(failure.status.rawValue)
        }
        let code = exitCode(for: error)
        let message = French.translated(fullMessage(for: error))
        if code.isSuccess {
            if !message.isEmpty { print(message) }
        } else {
            Terminal.error(message)
        }
        Foundation.exit(code.rawValue)
    }
}
