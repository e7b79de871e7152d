import ArgumentParser
import Foundation
import SearchIndex

struct IntegrityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "integrity",
        abstract: "Vérifie que l’index dit bien ce que disent les fiches.",
        usage: "reperes integrity [--index fichier] [--format text|json]",
        discussion: """
            Relit et analyse toutes les fiches de l’index et compare, mot par mot, avec ce qui sert à classer les
            résultats. N’écrit rien. En cas de défaut, « reperes index --rebuild » refait l’index.

            Exemple :
              reperes integrity
            """,
        aliases: ["integrite"])

    @Option(help: ArgumentHelp("Sortie : text ou json.", valueName: "format"))
    var format: OutputFormat = .text
    @OptionGroup var index: IndexOption

    func run() throws {
        do {
            let faults = try IndexReader(path: index.path).faults { count in
                if count % 100 == 0 { Terminal.progress("\(Numbers.grouped(count)) fiches relues") }
            }
            Terminal.clearProgress()
            try report(faults)
            if !faults.isEmpty { throw Failure(.failed, "") }
        } catch let error as IndexError {
            throw Failure(.failed, error.description)
        }
    }

    private func report(_ faults: [String]) throws {
        if format == .json { return print(try JSON.text(["faults": faults])) }
        faults.forEach { print("\(index.path) : \($0)") }
        print(
            faults.isEmpty
                ? "\(index.path) : l’index est intègre." : "Pour réparer, lancez « reperes index --rebuild ».")
    }
}
