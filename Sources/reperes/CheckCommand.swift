import ArgumentParser
import Corpus
import Foundation

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Dit ce qui ne va pas dans les fiches, sans rien écrire.",
        discussion: """
            Chaque ligne nomme le fichier, la ligne, le fait et le remède. Code 65 si une fiche serait refusée.

            Exemples :
              reperes check
              reperes check corpus/experiences/mediateur-college.md
            """,
        aliases: ["verifier"])

    @Argument(help: ArgumentHelp("Fichiers à vérifier ; tout le dossier sinon.", valueName: "fichier"))
    var files: [String] = []
    @OptionGroup var corpus: CorpusOption

    func run() throws {
        let reader: CorpusReader
        do {
            reader = try CorpusReader(folder: corpus.path)
        } catch {
            throw Failure(.failed, error.description)
        }
        var tally = Tally()
        reader.problems.forEach { tally.add($0) }
        if files.isEmpty {
            try reader.read(known: { _ in nil }, progress: { _, _ in }, each: { tally.add($0) })
        } else {
            for file in files {
                do {
                    try reader.readFile(file).forEach { tally.add($0) }
                } catch let problem as Problem {
                    throw Failure(.failed, problem.description)
                }
            }
        }
        tally.report()
        if tally.errors > 0 { throw Failure(.refusedDocuments) }
    }

    private struct Tally {
        var documents = 0
        var errors = 0
        var warnings = 0
        private var byCategory: [String: Int] = [:]
        private static let listed = 20

        mutating func add(_ entry: CorpusReader.Entry) {
            switch entry {
            case .unchanged: documents += 1
            case .document(_, _, let warnings):
                documents += 1
                warnings.forEach { add($0) }
            case .refused(_, _, let problems): problems.forEach { add($0) }
            }
        }

        mutating func add(_ problem: Problem) {
            if problem.severity == .error {
                errors += 1
            } else {
                warnings += 1
                byCategory[problem.category, default: 0] += 1
                if byCategory[problem.category, default: 0] > Self.listed { return }
            }
            print(Terminal.clean(problem.description))
        }

        func report() {
            for (category, count) in byCategory.sorted(by: { $0.key < $1.key }) where count > Self.listed {
                let more = Numbers.count(count - Self.listed, "autre avertissement", "autres avertissements")
                print("… et \(more) « \(category) »")
            }
            let good = Numbers.count(documents, "fiche lisible", "fiches lisibles")
            let found =
                "\(Numbers.count(errors, "erreur", "erreurs")), \(Numbers.count(warnings, "avertissement", "avertissements"))"
            print("\(good), \(found).")
        }
    }
}
