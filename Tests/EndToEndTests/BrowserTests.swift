import Foundation
import Testing

/// The pages as people see them: a real browser, axe and the W3C's validator, which `scripts/setup-tests` installs.
@Suite("Browser", .timeLimit(.minutes(15)))
struct BrowserTests {
    private static let environment = Command.package.appendingPathComponent(".venv")
    private static let isReady = FileManager.default.fileExists(
        atPath: environment.appendingPathComponent(".ready").path)

    @Test(
        "pages in a real browser",
        .enabled(if: isReady, "no browser: scripts/setup-tests installs it where it can"))
    func pages() async throws {
        let folder = try Folder()
        let corpus = Command.package.appendingPathComponent("corpus").path
        // With the model where there is one: what it finds is shown apart.
        let model = ["REPERES_MODEL": Command.package.appendingPathComponent("models").path]
        #expect(try await Command.run("index", "--corpus", corpus, in: folder, environment: model).status == 0)
        let site = try await Site(index: folder / "index/reperes.sqlite", environment: model)
        let script = Command.package.appendingPathComponent("scripts/browser_test.py").path
        let python = Self.environment.appendingPathComponent("bin/python").path
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        // The shell leaves the binary out and runs the script.
        let outcome = try await Started(
            [], environment: ["PATH": path],
            through: ["/bin/sh", "-c", "exec '\(python)' '\(script)' http://127.0.0.1:\(site.port)"]
        ).outcome()
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        print(outcome.output, terminator: "")
    }
}
