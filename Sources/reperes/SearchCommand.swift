public import ArgumentParser
import Corpus
import Foundation
public import Search

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Cherche des fiches.",
        discussion: """
            Sans accents, au pluriel, avec une faute : tapez comme cela vient. Les sigles et leurs synonymes se valent.
            "expression exacte", préfixe*, -exclu, l’un OU l’autre, titre:mot, axe:, type:, territoire:, annee:.
            Sans mot, liste tout ce que les filtres laissent passer, du plus récent au plus ancien.

            Exemples :
              reperes search "décrochage scolaire"
              reperes search médiation -scolaire --kind outil
              reperes search QPV --axis cadre-de-vie --year 2019 --limit 20
              reperes search relogement --format json
            """,
        aliases: ["chercher"])

    @Argument(help: ArgumentHelp("Ce que vous cherchez.", valueName: "mots"))
    var query: [String] = []
    @Option(help: ArgumentHelp("Axe ou sous-thème, par son identifiant ou son nom (répétable).", valueName: "axe"))
    var axis: [String] = []
    @Option(
        help: ArgumentHelp(
            "Type : experience, outil, synthese, enquete, reference, glossaire (répétable).", valueName: "type"))
    var kind: [String] = []
    @Option(help: ArgumentHelp("Public (répétable).", valueName: "public"))
    var `public`: [String] = []
    @Option(help: ArgumentHelp("Territoire (répétable).", valueName: "territoire"))
    var territory: [String] = []
    @Option(help: ArgumentHelp("Année de début (répétable).", valueName: "année"))
    var year: [String] = []
    @Option(help: ArgumentHelp("Nature : illustrative ou attestee (répétable).", valueName: "nature"))
    var nature: [String] = []
    @Option(
        help: ArgumentHelp("Tous les mots (all), l’un d’eux (any) ou selon la question (auto).", valueName: "règle"))
    var match: SearchRequest.Match = .auto
    @Option(help: ArgumentHelp("Ordre : relevance (pertinence) ou date.", valueName: "ordre"))
    var sort: SearchRequest.Sort = .relevance
    @Option(help: ArgumentHelp("Nombre de résultats, 100 au plus.", valueName: "nombre"))
    var limit = 10
    @Option(help: ArgumentHelp("Nombre de résultats à passer.", valueName: "nombre"))
    var offset = 0
    @Flag(help: "Dit pourquoi chaque fiche est à sa place.") var explain = false
    @Flag(help: "Sans recherche par le sens.") var noSemantic = false
    @Flag(help: "Sans les synonymes du thésaurus.") var noExpand = false
    @Option(help: ArgumentHelp("Sortie : text ou json.", valueName: "format"))
    var format: OutputFormat = .text
    @OptionGroup var index: IndexOption
    @OptionGroup var model: ModelOption

    func validate() throws {
        guard (0...SearchRequest.largestLimit).contains(limit) else {
            throw ValidationError("--limit va de 0 à \(SearchRequest.largestLimit)")
        }
        guard offset >= 0 else { throw ValidationError("--offset ne peut pas être négatif") }
    }

    func run() throws {
        let searcher = try index.searcher(model: noSemantic ? nil : model.forSearching())
        do {
            let response = try searcher.search(request)
            if format == .json {
                print(try JSON.text(response))
            } else {
                let corpus = try searcher.statistics().corpusPath
                print(SearchText(response, corpusPath: corpus).text)
            }
        } catch let error as SearchError {
            throw Failure(error)
        }
    }

    /// « reperes search médiation -scolaire »: an excluded word looks like an option; it goes behind `--`.
    static func separatingExclusions(_ arguments: [String]) -> [String] {
        let names = [configuration.commandName ?? ""] + configuration.aliases
        guard let command = arguments.first, names.contains(command) else { return arguments }
        let options = arguments.prefix { $0 != "--" }
        let isExclusion: (String) -> Bool = { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.count > 1 && $0 != "-h" }
        guard options.contains(where: isExclusion) else { return arguments }
        return options.filter { !isExclusion($0) } + ["--"] + arguments.dropFirst(options.count + 1)
            + options.filter(isExclusion)
    }

    private var request: SearchRequest {
        var filters = SearchRequest.Filters()
        filters.axis = axis
        filters.kind = kind
        filters.public = self.public
        filters.territory = territory
        filters.year = year
        filters.nature = nature
        return SearchRequest(
            query.joined(separator: " "), filters: filters, match: match, sort: sort, limit: limit, offset: offset,
            explain: explain, semantic: !noSemantic, without: noExpand ? SearchPart.expansion : [])
    }
}

extension SearchRequest.Match: ExpressibleByArgument {}
extension SearchRequest.Sort: ExpressibleByArgument {}
