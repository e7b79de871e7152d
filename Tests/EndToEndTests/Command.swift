import Foundation
import Testing

/// The real binary, run as users run it: its own process, folder and environment.
enum Command {
    /// What a run left.
    struct Outcome: Sendable {
        let status: Int32
        let output: String
        let errors: String

        /// The output as JSON.
        func json() throws -> JSON { try JSON(Data(output.utf8)) }
    }

    /// Beside the tests in the products folder, unless `REPERES_BINARY` names another.
    static let binary: URL? = {
        if let path = ProcessInfo.processInfo.environment["REPERES_BINARY"] { return URL(fileURLWithPath: path) }
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let binary = folder.appendingPathComponent("reperes")
            // The package's folder may have the same name.
            if (try? binary.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true { return binary }
        }
        return nil
    }()

    /// Where the package is: fixtures, README and corpus stand below.
    static let package = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Runs `reperes` to its end.
    static func run(
        _ arguments: String..., in folder: Folder? = nil, environment: [String: String] = [:], input: String = ""
    ) async throws -> Outcome {
        try await run(arguments, in: folder, environment: environment, input: input)
    }

    /// Runs `reperes` to its end.
    static func run(
        _ arguments: [String], in folder: Folder? = nil, environment: [String: String] = [:], input: String = ""
    ) async throws -> Outcome {
        try await Slots.shared.use {
            let process = try Started(arguments, in: folder, environment: environment, input: input)
            return try await process.outcome()
        }
    }
}
