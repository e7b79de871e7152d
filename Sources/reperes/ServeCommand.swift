import ArgumentParser
import Foundation
import Logging
import Search
import Web

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Ouvre les pages et l’API sur un port de cette machine.",
        usage: "reperes serve [--host adresse] [--port port] [--base-url url] [options]",
        discussion: """
            Le serveur voit de lui-même ce que « reperes index » change. Ctrl-C l’arrête proprement.

            Exemples :
              reperes serve
              reperes serve --port 9000
              reperes serve --host 0.0.0.0     ouvert aux autres machines
              reperes serve --base-url https://reperes.exemple.fr
            """,
        aliases: ["servir"])

    @Option(
        help: ArgumentHelp(
            "Adresse d’écoute (ou REPERES_HOST ; par défaut 127.0.0.1, cette machine seule).", valueName: "adresse"))
    var host: String?
    @Option(help: ArgumentHelp("Port (ou REPERES_PORT ; par défaut 8080, 0 pour un port libre).", valueName: "port"))
    var port: Int?
    @Option(help: ArgumentHelp("Adresse publique, pour les liens absolus.", valueName: "url"))
    var baseURL: String?
    @Option(
        help: ArgumentHelp(
            "Où envoyer une fiche ou signaler une gêne : un courriel ou l’adresse d’une page (ou REPERES_CONTACT).",
            valueName: "contact"))
    var contact: String?
    @Flag(help: "Journal détaillé, recherches comprises.") var verbose = false
    @OptionGroup var index: IndexOption
    @OptionGroup var model: ModelOption

    func validate() throws {
        if port == nil, let value = Settings.environment("REPERES_PORT"), Int(value) == nil {
            throw ValidationError("REPERES_PORT vaut « \(value) », un numéro de port est attendu")
        }
        guard (0...65_535).contains(chosenPort) else { throw ValidationError("--port va de 0 à 65535") }
    }

    private var chosenPort: Int {
        guard let port else { return Settings.environment("REPERES_PORT").flatMap { Int($0) } ?? 8080 }
        return port
    }

    /// Says once what search by meaning lacks.
    private static func report(_ model: ModelOption.Outcome, _ searcher: Searcher, _ logger: Logger) {
        switch model {
        case .ready:
            guard (try? searcher.isSemantic()) == false else { return }
            logger.warning(
                "recherche par les mots seuls : l’index n’a pas le sens des fiches, lancez « reperes index »")
        case .off: logger.info("recherche par les mots seuls, sans modèle de sens (none)")
        case .unavailable(let reason): logger.warning("recherche par les mots seuls : \(reason)")
        }
    }

    /// Asked while templates are read.
    private static func documentCount(_ searcher: Searcher) async throws -> Int {
        do {
            return try searcher.statistics().documents
        } catch {
            throw Failure(.failed, error.description)
        }
    }

    private static let loopback: Set<String> = ["127.0.0.1", "::1", "localhost"]

    func run() async throws {
        let host = self.host ?? Settings.environment("REPERES_HOST") ?? "127.0.0.1"
        var logger = Logger(label: "reperes", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = verbose ? .debug : .info
        let model = self.model.open(verifying: true)
        let searcher = try index.searcher(model: model.ready)
        Self.report(model, searcher, logger)
        async let documents = Self.documentCount(searcher)
        let server = try WebServer(
            searcher: searcher,
            options: WebServer.Options(
                host: host, port: chosenPort, baseURL: baseURL,
                contact: contact ?? Settings.environment("REPERES_CONTACT")),
            logger: logger)
        let count = try await documents
        if !Self.loopback.contains(host) {
            Terminal.error(
                "Attention : l’adresse \(host) est ouverte aux autres machines ; tout le fonds y sera lisible.")
        }
        do {
            try await server.run { port in
                let name = host.contains(":") ? "[\(host)]" : host
                print(
                    "Repères : \(Numbers.count(count, "fiche", "fiches")) sur http://\(name):\(port)/ (Ctrl-C pour arrêter)"
                )
                fflush(nil)
            }
        } catch let error as WebServerError {
            throw Failure(.failed, error.description)
        }
    }
}
