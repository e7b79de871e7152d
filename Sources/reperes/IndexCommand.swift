import Analysis
import ArgumentParser
import Corpus
import Foundation
import Meaning
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
    @OptionGroup var model: ModelOption
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
        let model = self.model.open(verifying: true)
        let summary: PassSummary
        do {
            let stemming: Stemming = without.contains(.stemmer) ? .off : .light
            let indexer = Indexer(
                corpus: corpus.path, index: index.path, stemming: stemming, weights: weights, model: model.ready)
            summary = try indexer.run(rebuild: rebuild) { progress.show($0) }
        } catch {
            Terminal.clearProgress()
            throw Failure(error is Problem ? .refusedDocuments : .failed, String(describing: error))
        }
        Terminal.clearProgress()
        report(summary, model)
        if summary.refused > 0 { throw Failure(.refusedDocuments) }
    }

    private func report(_ summary: PassSummary, _ model: ModelOption.Outcome) {
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
        reportMeaning(summary, model)
    }

    private func reportMeaning(_ summary: PassSummary, _ model: ModelOption.Outcome) {
        switch model {
        case .ready:
            guard summary.encodedPassages > 0 else { return }
            print("Recherche par le sens : \(Numbers.count(summary.encodedPassages, "passage lu", "passages lus")).")
        case .off: print("Recherche par les mots seuls, sans modèle de sens (REPERES_MODEL=none).")
        case .unavailable(let reason): print("Recherche par les mots seuls : \(reason).")
        }
    }
}

/// Documents, rate and time left, on a terminal, ten times a second at most.
private final class ProgressLine {
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var last: ContinuousClock.Instant
    private var encodingStart: ContinuousClock.Instant?

    init() {
        start = clock.now
        last = start
    }

    func show(_ progress: PassProgress) {
        guard Terminal.hasProgress else { return }
        let now = clock.now
        guard now - last > .milliseconds(100) else { return }
        last = now
        Terminal.progress(line(progress, now: now))
    }

    private func line(_ progress: PassProgress, now: ContinuousClock.Instant) -> String {
        switch progress {
        case .reading(let documents, let bytes, let totalBytes):
            line(documents: documents, bytes: bytes, totalBytes: totalBytes, now: now)
        case .encoding(let words, let totalWords): line(words: words, totalWords: totalWords, now: now)
        }
    }

    private func line(documents: Int, bytes: Int, totalBytes: Int, now: ContinuousClock.Instant) -> String {
        let elapsed = Numbers.seconds(now - start)
        let rate = Double(documents) / elapsed
        var line = "\(Numbers.count(documents, "fiche", "fiches")), \(Numbers.grouped(Int(rate)))/s"
        if let rest = Self.rest(bytes, of: totalBytes, after: elapsed) { line += ", " + rest }
        return line
    }

    private func line(words: Int, totalWords: Int, now: ContinuousClock.Instant) -> String {
        let start = encodingStart ?? now
        encodingStart = start
        let rest = Self.rest(words, of: totalWords, after: Numbers.seconds(now - start))
        return "lecture du sens : " + (rest ?? "\(Numbers.grouped(words)) mots sur \(Numbers.grouped(totalWords))")
    }

    /// « 40 %, encore 12 s ».
    private static func rest(_ done: Int, of all: Int, after elapsed: Double) -> String? {
        guard done > 0, all > done, elapsed > 0 else { return nil }
        let left = elapsed * Double(all - done) / Double(done)
        return "\(done * 100 / all) %, encore \(Int(left.rounded(.up))) s"
    }
}
