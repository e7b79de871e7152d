public import ArgumentParser
import Foundation
public import Search

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Mesure la qualité de la recherche sur des requêtes jugées.",
        usage: "reperes evaluate --queries fichier [--qrels fichier] [--run fichier] [options]",
        discussion: """
            Les fichiers ont la forme de BEIR : queries.jsonl (_id, text) et qrels (requête, fiche, note).

            Exemples :
              reperes evaluate --queries queries.jsonl --qrels qrels/test.tsv
              reperes evaluate --queries q.jsonl --run sortie.trec --timings temps.json
              reperes evaluate --queries q.jsonl --qrels test.tsv --without thesaurus
              reperes evaluate --parameters
            """,
        aliases: ["evaluer"])

    @Option(help: ArgumentHelp("Requêtes, une ligne JSON chacune.", valueName: "fichier"))
    var queries: String?
    @Option(
        help: ArgumentHelp("Jugements ; sans eux, la commande cherche et chronomètre seulement.", valueName: "fichier"))
    var qrels: String?
    @Option(name: .customLong("run"), help: ArgumentHelp("Écrit les listes au format TREC.", valueName: "fichier"))
    var runPath: String?
    @Option(help: ArgumentHelp("Profondeur des listes.", valueName: "nombre"))
    var depth = 100
    @Option(help: ArgumentHelp("Écrit les temps de réponse, en millisecondes par requête.", valueName: "fichier"))
    var timings: String?
    @Option(
        help: ArgumentHelp(
            "Essaie une autre valeur d’un paramètre du classement, NOM=VALEUR (répétable).", valueName: "réglage"))
    var set: [String] = []
    @Option(
        help: ArgumentHelp("Cherche sans cette partie, pour voir ce qu’elle apporte (répétable).", valueName: "partie"))
    var without: [SearchPart] = []
    @Option(
        help: ArgumentHelp("Tous les mots (all), l’un d’eux (any) ou selon la question (auto).", valueName: "règle"))
    var match: SearchRequest.Match = .auto
    @Option(
        help: ArgumentHelp(
            "Ce que --timings chronomètre : les dix premières fiches (top), avec totaux et facettes (counted), avec extraits "
                + "(shown) ou les complétions (completions).", valueName: "réponse"))
    var mode: TimedAnswer = .top
    @Flag(help: "Liste les paramètres du classement, NOM=VALEUR, et rien d’autre.") var parameters = false
    @OptionGroup var index: IndexOption
    @OptionGroup var model: ModelOption

    func validate() throws {
        guard parameters || queries != nil else { throw ValidationError("donnez les requêtes : --queries fichier") }
        guard (1...10_000).contains(depth) else { throw ValidationError("--depth va de 1 à 10000") }
    }

    func run() throws {
        let chosen = try chosenParameters()
        guard !parameters, let queries else { return Setting.list(chosen, RankingParameters.names) }
        do {
            let collection = try TestCollection(queries: queries, qrels: qrels)
            let evaluation = Evaluation(
                searcher: try index.searcher(parameters: chosen, model: model.forSearching()), collection: collection,
                match: match,
                without: Set(without))
            let answers = try evaluation.answers(depth: depth) { count in
                Terminal.progress("\(Numbers.grouped(count)) requêtes sur \(Numbers.grouped(collection.queries.count))")
            }
            Terminal.clearProgress()
            if let runPath { try write(Evaluation.trecRun(answers), to: runPath) }
            print(
                Numbers.count(collection.queries.count, "requête", "requêtes")
                    + ", \(answers.count { $0.ranked.isEmpty }) sans réponse")
            if let metrics = evaluation.metrics(of: answers) { report(metrics, judged: collection.judged.count) }
            if let (topics, mean) = evaluation.metricsByTopic(of: answers) {
                print("par sujet (\(topics)) : " + Self.figures(mean).joined(separator: ", "))
            }
            if let timings { try time(evaluation, to: timings) }
        } catch let error as TestCollection.Damage {
            throw Failure(.failed, error.description)
        } catch let error as SearchError {
            throw Failure(.failed, error.description)
        }
    }

    private func chosenParameters() throws -> RankingParameters {
        var parameters = RankingParameters()
        try Setting.apply(set, to: &parameters, RankingParameters.names)
        return parameters
    }

    private func report(_ metrics: Metrics, judged: Int) {
        print("requêtes jugées \(judged)")
        Self.figures(metrics).forEach { print($0) }
    }

    private static func figures(_ metrics: Metrics) -> [String] {
        [
            ("nDCG@10", metrics.ndcg10), ("MRR@10", metrics.mrr10), ("recall@10", metrics.recall10),
            ("recall@100", metrics.recall100),
        ].map { name, value in "\(name) \(String(format: "%.4f", value))" }
    }

    private func time(_ evaluation: Evaluation, to path: String) throws {
        let timings = try evaluation.timings(of: mode)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try write(String(decoding: try encoder.encode(timings), as: UTF8.self), to: path)
        let all = timings.values.flatMap { $0 }.sorted()
        guard !all.isEmpty else { return }
        func percentile(_ share: Double) -> String {
            String(format: "%.3f", all[min(all.count - 1, Int(Double(all.count) * share))])
        }
        print("temps de réponse en ms : médiane \(percentile(0.5)), p95 \(percentile(0.95)), p99 \(percentile(0.99))")
    }

    private func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            throw Failure(.failed, "\(path) : écriture impossible (\(error.localizedDescription))")
        }
    }
}

extension SearchPart: ExpressibleByArgument {}
extension TimedAnswer: ExpressibleByArgument {}
