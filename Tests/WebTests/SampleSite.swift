import Foundation
import Logging
import Meaning
import Search
import SearchIndex
import Testing

@testable import Web

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A site that runs for a suite: a small corpus, its index, and the server on a port of its own.
struct SampleSite: Sendable {
    /// The site of the suite that runs.
    @TaskLocal static var current: SampleSite?

    /// Where it is: `http://127.0.0.1:…`.
    let url: String
    /// Its folder.
    let folder: String

    /// What the server answers to a path, redirects not followed.
    func get(_ path: String, method: String = "GET", headers: [String: String] = [:]) async throws -> Answer {
        let url = try #require(URL(string: self.url + path))
        var request = URLRequest(url: url)
        request.httpMethod = method
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        return try await Answer(to: request)
    }

    /// Runs `body` with a site that holds `files`, then `later` with the files that come or, when `nil`, go.
    ///
    /// - Parameter model: for search by meaning.
    static func serve(
        _ files: [String: String], later: [String: String?] = [:], model: Model? = nil,
        _ body: @Sendable () async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("web-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let index = folder + "/index.sqlite"
        let indexer = Indexer(corpus: folder + "/corpus", index: index, model: model)
        for (path, text) in files { try write(text, at: "\(folder)/corpus/\(path)") }
        _ = try indexer.run()
        for (path, text) in later { try write(text, at: "\(folder)/corpus/\(path)") }
        if !later.isEmpty { _ = try indexer.run() }
        let searcher = try Searcher(indexPath: index, encoder: model.map { QueryEncoder($0) })
        var logger = Logger(label: "tests")
        logger.logLevel = .error
        let server = try WebServer(searcher: searcher, options: .init(port: 0), logger: logger)
        try await withThrowingTaskGroup { group in
            let (ports, ready) = AsyncStream.makeStream(of: Int.self)
            group.addTask { try await server.run { ready.yield($0) } }
            let port = try #require(await ports.first { _ in true })
            let site = SampleSite(url: "http://127.0.0.1:\(port)", folder: folder)
            try await $current.withValue(site) { try await body() }
            group.cancelAll()
        }
    }

    private static func write(_ text: String?, at path: String) throws {
        guard let text else { return try FileManager.default.removeItem(atPath: path) }
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }
}

/// Serves a corpus around a suite.
struct SiteTrait: SuiteTrait, TestScoping {
    let files: [String: String]
    var later: [String: String?] = [:]
    var hasModel = false

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await SampleSite.serve(files, later: later, model: hasModel ? SampleModel.open() : nil, function)
    }
}

extension Trait where Self == SiteTrait {
    /// The site with the sample corpus.
    static var site: SiteTrait { SiteTrait(files: SampleCorpus.files, later: SampleCorpus.later) }
    /// The same corpus and a text on old people, searched by meaning.
    static var meaningSite: SiteTrait {
        SiteTrait(files: SampleCorpus.files.merging(SampleCorpus.aines) { $1 }, hasModel: true)
    }
    /// A site of plain texts, without axes.
    static var plainSite: SiteTrait { SiteTrait(files: SampleCorpus.plain) }
}
