import ArgumentParser
import Foundation
import Search

/// How a program or a person reads the answer.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// Where the index is.
struct IndexOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Fichier de l’index (ou REPERES_INDEX ; par défaut index/reperes.sqlite).", valueName: "fichier"))
    var index: String?

    var path: String { index ?? Settings.environment("REPERES_INDEX") ?? "index/reperes.sqlite" }

    /// - Throws: `Failure` in French when there is no index that can be read.
    func searcher(parameters: RankingParameters = RankingParameters()) throws -> Searcher {
        do {
            return try Searcher(indexPath: path, parameters: parameters)
        } catch {
            throw Failure(.failed, error.description)
        }
    }
}

/// Where the documents are.
struct CorpusOption: ParsableArguments {
    @Option(help: ArgumentHelp("Dossier des fiches (ou REPERES_CORPUS ; par défaut corpus).", valueName: "dossier"))
    var corpus: String?

    var path: String { corpus ?? Settings.environment("REPERES_CORPUS") ?? "corpus" }
}

/// What stands in for options.
enum Settings {
    /// The variable's value, `nil` when it is unset or empty.
    static func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// JSON as the API sends it, indented.
enum JSON {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
