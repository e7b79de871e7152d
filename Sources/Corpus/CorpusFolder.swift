import Foundation

/// Finds the documents' files of a folder, by path.
struct CorpusFolder {
    /// Never documents: what evaluation reads.
    private static let skippedFolders: Set = ["evaluation", "qrels"]

    private(set) var files: [CorpusFile] = []

    private let root: String
    private let realRoot: String
    private var visited: Set<FileID> = []

    private struct FileID: Hashable {
        let device: Int
        let number: Int
    }

    init(_ folder: String) {
        root = folder
        realRoot = Self.resolved(folder)
        walk("")
        files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// - Parameter folder: relative to the root; empty or ended by `/`.
    private mutating func walk(_ folder: String) {
        let location = Self.resolved("\(root)/\(folder)")
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: location) else {
            return addOutOfReach(folder.isEmpty ? "." : String(folder.dropLast()), "dossier illisible")
        }
        // The first of two links to one folder is followed: sorting makes it always the same.
        for name in names.sorted() where !name.hasPrefix(".") { visit(name, in: folder) }
    }

    private mutating func visit(_ name: String, in folder: String) {
        let path = folder + name
        let location = "\(root)/\(path)"
        let isDocument = CorpusFile.content(ofName: name) != nil
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: Self.resolved(location)) else {
            if isDocument { addOutOfReach(path, "fichier illisible") }
            return
        }
        switch attributes[.type] as? FileAttributeType {
        case .typeSymbolicLink:
            if isDocument { addOutOfReach(path, "lien sans cible") }
        case .typeDirectory:
            if !Self.skippedFolders.contains(name), shouldEnter(location, attributes) { walk("\(path)/") }
        case .typeRegular:
            guard let content = CorpusFile.content(ofName: name), !(folder.isEmpty && Self.isAboutTheFolder(name))
            else { return }
            let byteCount = (attributes[.size] as? Int) ?? 0
            files.append(CorpusFile(path: path, location: location, byteCount: byteCount, content: content))
        default: break
        }
    }

    private mutating func addOutOfReach(_ path: String, _ reason: String) {
        files.append(
            CorpusFile(path: path, location: "\(root)/\(path)", byteCount: 0, content: .outOfReach(reason)))
    }

    /// Whether a folder is new: a link to a folder of the corpus itself, or above it, would give its documents twice.
    private mutating func shouldEnter(_ location: String, _ attributes: [FileAttributeKey: Any]) -> Bool {
        let real = Self.resolved(location)
        let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: location)) != nil
        if isLink, Self.holds(realRoot, real) || Self.holds(real, realRoot) { return false }
        let device = (attributes[.systemNumber] as? Int) ?? 0
        let number = (attributes[.systemFileNumber] as? Int) ?? 0
        return visited.insert(FileID(device: device, number: number)).inserted
    }

    /// Whether `path` is `folder` or stands somewhere below it; both without links, and without a slash at the end.
    static func holds(_ folder: String, _ path: String) -> Bool {
        folder == "/" || path == folder || path.hasPrefix(folder + "/")
    }

    private static func isAboutTheFolder(_ name: String) -> Bool {
        let name = name.lowercased()
        return name == "readme.md" || name.hasPrefix("license") || name.hasPrefix("licence")
    }

    private static func resolved(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }
}
