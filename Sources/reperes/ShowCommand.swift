import ArgumentParser
import Corpus
import Search

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Affiche une fiche.",
        discussion: """
            Exemple :
              reperes show mediateur-college
            """,
        aliases: ["lire"])

    @Argument(help: ArgumentHelp("Identifiant de la fiche : le nom de son fichier, sans « .md ».", valueName: "fiche"))
    var id: String
    @Option(help: ArgumentHelp("Sortie : text ou json.", valueName: "format"))
    var format: OutputFormat = .text
    @OptionGroup var index: IndexOption

    func run() throws {
        let searcher = try index.searcher()
        let lookup: DocumentLookup
        do { lookup = try searcher.document(id) } catch { throw Failure(.failed, error.description) }
        switch lookup {
        case .found(let document):
            print(format == .json ? try JSON.text(document) : Terminal.clean(text(of: document)))
        case .removed(let title, let near):
            throw Failure(.failed, "la fiche « \(title) » (\(id)) a été retirée.\(Self.hint(near))")
        case .unknown(let near):
            throw Failure(.failed, "aucune fiche « \(id) ».\(Self.hint(near))")
        }
    }

    private static func hint(_ near: [SearchResponse.Hit]) -> String {
        guard !near.isEmpty else { return " Pour chercher : reperes search MOTS" }
        return " Voir peut-être : " + near.prefix(3).map { "\($0.id) (\($0.title))" }.joined(separator: ", ")
    }

    private func text(of document: DocumentDetail) -> String {
        var lines = [Terminal.bold(document.title)]
        let kind = Document.Kind(rawValue: document.kind)?.label ?? document.kind
        lines.append(
            ([kind] + document.axes.map(\.label)
                + [document.territory, document.year.map(String.init), document.nature].compactMap { $0 })
                .joined(separator: " · "))
        if !document.summary.isEmpty { lines += ["", document.summary] }
        lines.append("")
        if !document.publics.isEmpty { lines.append("publics : \(document.publics.joined(separator: ", "))") }
        if let updated = document.updated { lines.append("mise à jour : \(updated)") }
        for field in document.fields { lines.append("\(field.key) : \(field.values.joined(separator: ", "))") }
        for section in document.sections {
            lines.append("")
            if !section.heading.isEmpty { lines.append(Terminal.bold(section.heading)) }
            lines.append(section.text)
        }
        if !document.sources.isEmpty { lines += ["", Terminal.bold("Sources")] }
        for source in document.sources {
            lines.append("- " + [source.code, source.title, source.url].compactMap { $0 }.joined(separator: " · "))
        }
        return lines.joined(separator: "\n")
    }
}
