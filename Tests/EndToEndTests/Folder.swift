import Foundation

/// A temporary folder, which goes with its last reference.
final class Folder: Sendable {
    let path: String

    /// Holds `files`, by path.
    init(_ files: [String: String] = [:]) throws {
        path =
            FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("reperes-tests-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, text) in files { try write(text, to: name) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    static func / (folder: Folder, name: String) -> String { "\(folder.path)/\(name)" }

    func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

    func write(_ bytes: Data, to name: String) throws {
        let url = URL(fileURLWithPath: self / name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: url)
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: self / name) }

    func text(of name: String) throws -> String { try String(contentsOfFile: self / name, encoding: .utf8) }

    /// Every file below with its content, to see that nothing was written.
    func contents() throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            if let bytes = FileManager.default.contents(atPath: self / name) { contents[name] = bytes }
        }
        return contents
    }
}
