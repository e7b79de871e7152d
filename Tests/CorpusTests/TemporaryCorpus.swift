import Corpus
import Foundation

/// A corpus folder that lives as long as the test that made it.
final class TemporaryCorpus {
    let folder: String

    /// Writes each file, given by its path relative to the folder.
    init(_ files: [String: String] = [:]) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("corpus-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (path, text) in files { try write(path, Array(text.utf8)) }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func write(_ path: String, _ bytes: [UInt8]) throws {
        let url = URL(fileURLWithPath: "\(folder)/\(path)")
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: "\(folder)/\(path)", withDestinationPath: target)
    }

    func entries() throws -> [CorpusReader.Entry] { try CorpusReader(folder: folder).entries() }
}

extension CorpusReader {
    func entries(known: [ContentHash: String] = [:]) throws -> [Entry] {
        var entries: [Entry] = []
        try read(known: { known[$0] }, progress: { _, _ in }, each: { entries.append($0) })
        return entries
    }
}

extension CorpusReader.Entry {
    var document: Document? {
        if case .document(let document, _, _) = self { document } else { nil }
    }

    var problems: [Problem] {
        switch self {
        case .unchanged: []
        case .document(_, _, let warnings): warnings
        case .refused(_, _, let problems): problems
        }
    }

    /// What became of which document, on a line.
    var summary: String {
        switch self {
        case .unchanged(let id): "unchanged \(id)"
        case .document(let document, _, _): "document \(document.id) \(document.path):\(document.line)"
        case .refused(let id, let path, _): "refused \(id ?? "?") \(path)"
        }
    }
}

/// The files that tests read.
enum Fixtures {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/corpus").path

    /// Compares `text` with a golden file; `REPERES_RECORD=1` writes it instead, and fails.
    static func golden(_ name: String, _ text: String) throws -> String {
        let path = "\(folder)/\(name)"
        if ProcessInfo.processInfo.environment["REPERES_RECORD"] == "1" {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            return "recorded: read \(path), then run again"
        }
        return try String(contentsOfFile: path, encoding: .utf8)
    }
}
