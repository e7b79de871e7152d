import Foundation
import Testing

/// `reperes serve` on a port of its own.
final class Site: Sendable {
    let port: UInt16
    private let process: Started

    /// Waits for the line that says where it listens.
    init(index: String, in folder: Folder? = nil, arguments: [String] = [], environment: [String: String] = [:])
        async throws
    {
        let output = Pipe()
        process = try Started(
            ["serve", "--port", "0", "--index", index] + arguments, in: folder, environment: environment,
            output: output)
        let line = await Self.firstLine(of: output.fileHandleForReading)
        let match = try #require(try /sur http:\/\/.*:(\d+)\//.firstMatch(in: line), "\(line)\(process.errors)")
        port = try #require(UInt16(match.1))
    }

    /// What the server answers to a path, which is sent as it stands.
    func get(_ path: String, method: String = "GET", headers: [String: String] = [:]) throws -> Answer {
        try Answer(to: "\(method) \(path) HTTP/1.1", headers: headers, port: port)
    }

    /// Asks it to stop, and waits.
    func stop(_ signal: Int32 = SIGTERM) async throws -> Command.Outcome {
        process.send(signal)
        return try await process.outcome()
    }

    /// What it logs.
    var log: String { process.errors }

    /// Waits for a whole line, or for the end.
    private static func firstLine(of handle: FileHandle) async -> String {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                var bytes = Data()
                while !bytes.contains(UInt8(ascii: "\n")) {
                    let more = handle.availableData
                    if more.isEmpty { break }
                    bytes += more
                }
                continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
            }
        }
    }
}
