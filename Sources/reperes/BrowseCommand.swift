import ArgumentParser
import Search

struct BrowseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "browse",
        abstract: "Montre les axes avec leurs nombres de fiches, ou les fiches d’un axe.",
        discussion: """
            Exemples :
              reperes browse
              reperes browse relogement
            """,
        aliases: ["parcourir"])

    @Argument(help: ArgumentHelp("Axe ou sous-thème, par son identifiant.", valueName: "axe"))
    var axis: String?
    @Option(help: ArgumentHelp("Sortie : text ou json.", valueName: "format"))
    var format: OutputFormat = .text
    @OptionGroup var index: IndexOption

    func run() throws {
        let searcher = try index.searcher()
        do {
            if let axis { try show(axis, searcher) } else { try showAll(searcher) }
        } catch let error as SearchError {
            throw Failure(.failed, error.description)
        }
    }

    private func showAll(_ searcher: Searcher) throws {
        let schemes = try searcher.axes()
        if format == .json { return print(try JSON.text(["schemes": schemes])) }
        if schemes.isEmpty { return print("Aucun axe : le dossier indexé n’a pas de fichier axes.yml.") }
        for scheme in schemes {
            print(Terminal.bold(scheme.label))
            for axis in scheme.axes { show(axis, depth: 1) }
            print("")
        }
    }

    private func show(_ axis: AxisNode, depth: Int) {
        let indent = String(repeating: "  ", count: depth)
        print(
            "\(indent)\(axis.label) \(Terminal.faint("(\(axis.id))")) : \(Numbers.count(axis.count, "fiche", "fiches"))"
        )
        for child in axis.children { show(child, depth: depth + 1) }
    }

    private func show(_ id: String, _ searcher: Searcher) throws {
        switch try searcher.axis(id) {
        case .moved(let target):
            Terminal.error("« \(id) » a été réuni à « \(target) ».")
            try show(target, searcher)
        case .unknown(let nearest):
            let hint = nearest.first.map { ", vouliez-vous dire « \($0.id) » (\($0.label)) ?" } ?? "."
            throw Failure(.failed, "axe inconnu « \(id) »\(hint) Liste : reperes browse")
        case .found(let detail):
            var request = SearchRequest("", limit: SearchRequest.largestLimit)
            request.filters.axis = [id]
            let response = try searcher.search(request)
            if format == .json { return print(try JSON.text(response)) }
            print(Terminal.bold(detail.node.label))
            print(detail.node.definition)
            for child in detail.node.children { show(child, depth: 1) }
            print("")
            for hit in response.results {
                print("\(Terminal.clean(hit.title)) \(Terminal.faint("(\(hit.id))"))")
            }
            if response.total > response.results.count {
                print(
                    Terminal.faint(
                        "… \(Numbers.grouped(response.total)) fiches en tout : reperes search --axis \(id) --offset \(response.results.count)"
                    ))
            }
        }
    }
}
