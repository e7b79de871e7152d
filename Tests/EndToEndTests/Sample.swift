import Foundation
import Testing

/// The six documents of `Tests/Fixtures/golden/corpus`, copied to a folder, indexed there and served.
struct Sample: Sendable {
    /// That of the suite that runs; see ``SampleTrait``.
    @TaskLocal static var current: Sample?

    /// Holds `corpus/` and `index/reperes.sqlite`: the command's defaults.
    let folder: Folder
    let site: Site

    var index: String { folder / "index/reperes.sqlite" }

    static func required() throws -> Sample { try #require(current) }

    static let fixtures = Command.package.appendingPathComponent("Tests/Fixtures/golden").path

    /// A copy that tests may change, not yet indexed.
    static func corpus() throws -> Folder {
        let folder = try Folder()
        try FileManager.default.copyItem(atPath: fixtures + "/corpus", toPath: folder / "corpus")
        return folder
    }

    /// A copy with its index.
    static func indexed() async throws -> Folder {
        let folder = try corpus()
        let outcome = try await Command.run("index", in: folder)
        try #require(outcome.status == 0, "\(outcome.errors)")
        return folder
    }
}

/// Runs a suite with one sample.
struct SampleTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let folder = try await Sample.indexed()
        let site = try await Site(index: folder / "index/reperes.sqlite")
        try await Sample.$current.withValue(Sample(folder: folder, site: site), operation: function)
    }
}

extension Trait where Self == SampleTrait {
    /// The sample, indexed and served once for the suite.
    static var sample: SampleTrait { SampleTrait() }
}
