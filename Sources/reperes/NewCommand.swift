import ArgumentParser
import Corpus
import Foundation

struct NewCommand: ParsableCommand {
    /// What a template exists for.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case experience, outil
    }

    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Crée un fichier de fiche à remplir.",
        discussion: """
            Exemples :
              reperes new experience "Un jardin partagé au pied des tours"
              reperes new outil "Grille d’entretien"
            """,
        aliases: ["creer"])

    @Argument(help: ArgumentHelp("Type de fiche : experience ou outil.", valueName: "type"))
    var kind: Kind
    @Argument(help: ArgumentHelp("Titre de la fiche.", valueName: "titre"))
    var title: [String]
    @OptionGroup var corpus: CorpusOption

    func run() throws {
        let title = title.joined(separator: " ")
        let slug = DocumentTemplate.slug(for: title)
        guard !slug.isEmpty else {
            throw Failure(.usage, "le titre « \(title) » ne contient aucune lettre, donnez-en un autre")
        }
        guard FileManager.default.fileExists(atPath: corpus.path) else {
            throw Failure(.failed, "\(corpus.path) : dossier absent, créez-le ou indiquez-le avec --corpus")
        }
        let folder = corpus.path + "/" + (kind == .experience ? "experiences" : "outils")
        let path = "\(folder)/\(slug).md"
        let date = Date.now.ISO8601Format(.iso8601.year().month().day())
        let text =
            kind == .experience
            ? DocumentTemplate.experience(title: title, date: date) : DocumentTemplate.outil(title: title, date: date)
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
        } catch CocoaError.fileWriteFileExists {
            throw Failure(.failed, "\(path) existe déjà : choisissez un autre titre, ou modifiez ce fichier")
        } catch {
            throw Failure(.failed, "\(path) : écriture impossible (\(error.localizedDescription))")
        }
        print("\(path) créé. Remplissez-le, puis : reperes check \(path) && reperes index")
    }
}
