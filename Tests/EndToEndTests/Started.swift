import Foundation
import Synchronization
import Testing

/// A process of the binary that has begun; it does not outlive this.
final class Started: Sendable {
    let identifier: Int32
    private let ended: AsyncStream<Int32>
    private let files: Folder
    /// A process that has ended leaves its number to others.
    private let isGone: Flag

    private final class Flag: Sendable {
        let value = Mutex(false)
    }

    /// - Parameters:
    ///   - output: where standard output goes, rather than to a file.
    ///   - errors: the same for standard error.
    ///   - wrapper: a command that runs the binary.
    init(
        _ arguments: [String], in folder: Folder? = nil, environment: [String: String] = [:], input: String = "",
        output: Pipe? = nil, errors: FileHandle? = nil, through wrapper: [String] = []
    ) throws {
        // Files, since a pipe that nobody empties would stop the process.
        files = try Folder(["input": input, "output": "", "errors": ""])
        let binary = try #require(Command.binary, "reperes is not built").path
        let command = wrapper + [binary] + arguments
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.currentDirectoryURL = URL(fileURLWithPath: (folder ?? files).path)
        // Nothing of the developer's own settings.
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": files.path].merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: files / "input"))
        if let output {
            process.standardOutput = output
        } else {
            process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: files / "output"))
        }
        process.standardError = try errors ?? FileHandle(forWritingTo: URL(fileURLWithPath: files / "errors"))
        let (ended, end) = AsyncStream.makeStream(of: Int32.self)
        self.ended = ended
        let isGone = Flag()
        self.isGone = isGone
        process.terminationHandler = { process in
            isGone.value.withLock { $0 = true }
            // Like a shell: 128 and the signal.
            end.yield(process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus)
            end.finish()
        }
        try process.run()
        identifier = process.processIdentifier
    }

    /// Waits for the end; once only.
    func outcome() async throws -> Command.Outcome {
        let status = try #require(await ended.first { _ in true })
        return Command.Outcome(status: status, output: output, errors: errors)
    }

    /// What it has written so far.
    var output: String { text(of: "output") }
    var errors: String { text(of: "errors") }

    /// Whether it has not ended yet.
    var isRunning: Bool { isGone.value.withLock { !$0 } }

    func send(_ signal: Int32) {
        isGone.value.withLock { if !$0 { kill(identifier, signal) } }
    }

    deinit { send(SIGKILL) }

    private func text(of name: String) -> String {
        String(decoding: FileManager.default.contents(atPath: files / name) ?? Data(), as: UTF8.self)
    }
}
