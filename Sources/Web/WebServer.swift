import Foundation
import Hummingbird
public import Logging
import NIOCore
import NIOPosix
public import Search
import ServiceLifecycle
import UnixSignals

/// The HTTP server: pages, JSON API, health, from one index.
public struct WebServer: Sendable {
    private let site: Site
    private let options: Options
    private let logger: Logger

    /// A server that answers from `searcher`. It listens once ``run(onReady:)`` is called.
    ///
    /// - Throws: an error that tells which template cannot be read.
    public init(searcher: Searcher, options: Options, logger: Logger) throws {
        site = try Self.site(searcher: searcher, options: options)
        self.options = options
        self.logger = logger
    }

    /// Serves until SIGTERM or SIGINT; requests that have begun are answered first.
    ///
    /// - Parameter onReady: called once the server listens, with the port that it has: the one that was asked for, or
    ///   the system's choice for 0.
    /// - Throws: ``WebServerError`` when the address cannot be listened on.
    public func run(onReady: @escaping @Sendable (_ port: Int) async -> Void) async throws {
        let loops = MultiThreadedEventLoopGroup(numberOfThreads: Self.loopCount)
        let result: Result<Void, any Error>
        do {
            result = .success(try await run(on: loops, onReady: onReady))
        } catch {
            result = .failure(error)
        }
        try await loops.shutdownGracefully()
        try result.get()
    }

    /// Reading requests and writing answers take a tenth of what searches take: on more threads they would take cores from
    /// searches that have begun, and the slowest of a hundred would be some tenth slower.
    private static let loopCount = max(1, System.coreCount / 4)

    private func run(
        on loops: MultiThreadedEventLoopGroup, onReady: @escaping @Sendable (_ port: Int) async -> Void
    ) async throws {
        let application = Application(
            router: try Self.router(site),
            server: .http1(configuration: .init(idleTimeout: Self.idleTimeout)),
            configuration: ApplicationConfiguration(address: .hostname(options.host, port: options.port)),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? options.port) },
            eventLoopGroupProvider: .shared(loops), logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = Self.longestShutdown
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as IOError {
            throw WebServerError(error, options: options)
        } catch is SocketAddressError {
            throw WebServerError.unknownHost(options.host)
        }
    }

    /// How long a connection may stay silent.
    private static let idleTimeout = TimeAmount.seconds(60)
    /// How long a request may take once the server is asked to stop.
    private static let longestShutdown = Duration.seconds(10)

    /// The folder of the templates and the public files.
    static var resources: URL { Bundle.module.bundleURL }

    private static var publicFolder: URL { resources.appendingPathComponent("Public") }

    /// What all routes share: templates and public files are read here.
    static func site(searcher: Searcher, options: Options = Options()) throws(TemplateError) -> Site {
        let files = try PublicFiles(folder: publicFolder)
        let templates = try Templates(folder: resources.appendingPathComponent("Templates"), assets: files)
        return Site(
            searcher: searcher, templates: templates, files: files, baseURL: options.baseURL, contact: options.contact)
    }

    /// All routes, with what surrounds them.
    static func router(_ site: Site) throws(TemplateError) -> Router<RequestContext> {
        let router = Router(context: RequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: LogMiddleware())
        router.add(middleware: HeadersMiddleware())
        router.add(middleware: RepresentationMiddleware())
        router.add(middleware: ErrorMiddleware(site: site))
        PageRoutes(site: site).add(to: router)
        ExportRoutes(site: site).add(to: router)
        ConventionRoutes(site: site).add(to: router)
        APIRoutes(searcher: site.searcher).add(to: router)
        HealthRoutes(searcher: site.searcher).add(to: router)
        try OpenAPI(folder: publicFolder).add(to: router, site)
        return router
    }
}
