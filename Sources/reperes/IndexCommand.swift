import Analysis
import ArgumentParser
import Corpus
import Foundation
import SearchIndex

struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Met l’index à jour d’après le dossier des fiches.",
        discussion: """
            Seules les fiches nouvelles, changées ou retirées coûtent du travail. Une fiche refusée garde sa dernière
            bonne version dans l’index ; les autres sont indexées, et la commande se termine par le code 65.

            Exemples :
              reperes index
              reperes index --corpus ~/fiches --index ~/fiches.sqlite
              reperes index --rebuild     refait tout, à côté de l’index en service
            """,
        aliases: ["indexer"])

    @OptionGroup var corpus: CorpusOption
    @OptionGroup var index: IndexOption
    @Flag(help: "Refait l’index en entier.") var rebuild = false
    @Option(
        help: ArgumentHelp(
            "Indexe sans cette partie de l’analyse, pour voir ce qu’elle apporte (répétable).", valueName: "partie"))
    var without: [AnalysisPart] = []

    @Option(
        help: ArgumentHelp(
            "Essaie un autre poids des champs, NOM=VALEUR (répétable).", valueName: "réglage"))
    var set: [String] = []
    @Flag(help: "Liste les poids des champs, NOM=VALEUR, et rien d’autre.") var parameters = false

    /// What an index can do without.
    enum AnalysisPart: String, ExpressibleByArgument, CaseIterable {
        case stemmer
    }

    func run() throws {
        var weights = FieldWeights()
        try Setting.apply(set, to: &weights, FieldWeights.names)
        if parameters { return Setting.list(weights, FieldWeights.names) }
        let progress = ProgressLine()
        let summary: PassSummary
        do {
            let stemming: Stemming = without.contains(.stemmer) ? .off : .light
            let indexer = Indexer(corpus: corpus.path, index: index.path, stemming: stemming, weights: weights)
            summary = try indexer.run(rebuild: rebuild) { progress.show($0) }
        } catch {
            Terminal.clearProgress()
            throw Failure(error is Problem ? .refusedDocuments : .failed, String(describing: error))
        }
        Terminal.clearProgress()
        report(summary)
        if summary.refused > 0 { throw Failure(.refusedDocuments) }
    }

    private func report(_ summary: PassSummary) {
        for problem in summary.problems { Terminal.error(Terminal.clean(problem.description)) }
        for (category, count) in summary.warnings.sorted(by: { $0.key < $1.key })
        where count > PassSummary.listedWarnings {
            let more = Numbers.count(
                count - PassSummary.listedWarnings, "autre avertissement", "autres avertissements")
            Terminal.error("… et \(more) « \(category) »")
        }
        for id in summary.lost {
            Terminal.error(
                "fiche perdue : « \(id) » est refusée et l’ancien index n’en a pas de bonne version ; corrigez-la puis relancez"
            )
        }
        let counts = [
            Numbers.count(summary.added, "ajoutée", "ajoutées"), Numbers.count(summary.changed, "changée", "changées"),
            Numbers.count(summary.removed, "retirée", "retirées"),
            Numbers.count(summary.unchanged, "inchangée", "inchangées"),
            Numbers.count(summary.refused, "refusée", "refusées")
                + (summary.kept > 0
                    ? " (\(Numbers.count(summary.kept, "gardée", "gardées")) en dernière bonne version)" : ""),
        ]
        print(
            "Fiches : \(counts.joined(separator: ", ")), en \(Numbers.decimal(Numbers.seconds(summary.took), digits: 2)) s."
        )
        let total = Numbers.count(summary.documents, "fiche", "fiches")
        print("\(index.path) : \(total)\(summary.rebuilt ? ", index refait en entier" : "").")
    }
}

/// Documents, rate and time left, on a terminal, ten times a second at most.
private final class ProgressLine {
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var last: ContinuousClock.Instant

    init() {
        start = clock.now
        last = start
    }

    func show(_ progress: PassProgress) {
        guard Terminal.hasProgress else { return }
        let now = clock.now
        guard now - last > .milliseconds(100) else { return }
        last = now
        let elapsed = Numbers.seconds(now - start)
        let rate = Double(progress.documents) / elapsed
        var line = "\(Numbers.count(progress.documents, "fiche", "fiches")), \(Numbers.grouped(Int(rate)))/s"
        if progress.bytes > 0, progress.totalBytes > progress.bytes {
            let left = elapsed * Double(progress.totalBytes - progress.bytes) / Double(progress.bytes)
            line += ", \(progress.bytes * 100 / progress.totalBytes) %, encore \(Int(left.rounded(.up))) s"
        }
        Terminal.progress(line)
    }
}
