import ArgumentParser
import Foundation
import Meaning
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
    func searcher(
        parameters: RankingParameters = RankingParameters(), model: Model? = nil
    ) throws -> Searcher {
        do {
            return try Searcher(
                indexPath: path, parameters: parameters, encoder: model.map { QueryEncoder($0) })
        } catch {
            throw Failure(.failed, error.description)
        }
    }
}

/// Where the model is that search by meaning works with. All works without it, by words alone.
struct ModelOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Dossier du modèle de sens (ou REPERES_MODEL ; par défaut models ; none : par les mots seuls).",
            valueName: "dossier"))
    var model: String?

    /// What came of opening it.
    enum Outcome {
        case ready(Model)
        /// Not wanted: `none`.
        case off
        /// Why there is none, in French, with the remedy.
        case unavailable(String)

        /// The model, if there is one.
        var ready: Model? { if case .ready(let model) = self { model } else { nil } }
    }

    private var path: String { model ?? Settings.environment("REPERES_MODEL") ?? "models" }

    /// Opens the model.
    ///
    /// - Parameter verifying: whether all of it is read once and compared with its checksum.
    func open(verifying: Bool = false) -> Outcome {
        if path == "none" { return .off }
        do throws(ModelError) {
            let model = try Model(folder: path)
            if verifying { try model.verify() }
            return .ready(model)
        } catch {
            return .unavailable(error.message)
        }
    }

    /// The model for one command that searches: a missing one goes without saying, a damaged one does not.
    func forSearching() -> Model? {
        do throws(ModelError) {
            return path == "none" ? nil : try Model(folder: path)
        } catch {
            if case .missing = error, model == nil { return nil }
            Terminal.error("\(error.message) ; recherche par les mots seuls")
            return nil
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
