import Foundation

/// Reads a corpus folder: its taxonomy and thesaurus when made, its documents when asked, one at a time.
public struct CorpusReader: Sendable {
    /// What `axes.yml` says; empty without that file.
    public let taxonomy: Taxonomy
    /// What `thesaurus.tsv` says; empty without that file.
    public let thesaurus: [ThesaurusRow]
    /// What is wrong in these two files.
    public let problems: [Problem]
    /// The size of all documents' files.
    public var totalBytes: Int { files.reduce(0) { $0 + $1.byteCount } }

    let folder: String
    let files: [CorpusFile]

    /// The documents' files and axes of `folder`, as they are now: files added later need another reader.
    ///
    /// - Throws: when `folder` is missing or is a file. A damaged `axes.yml` is among ``problems`` instead.
    public init(folder: String) throws(Problem) {
        let isThere = FileManager.default.fileExists(atPath: folder)
        if !isThere || !FileManager.default.fileExists(atPath: folder + "/.") {
            throw Problem(
                file: folder, message: isThere ? "ce n’est pas un dossier" : "dossier introuvable",
                remedy: "donnez avec « --corpus » le dossier des fiches", category: "dossier")
        }
        self.folder = folder
        files = CorpusFolder(folder).files
        let axes = Self.read("axes.yml", in: folder, Taxonomy.parse)
        let relations = Self.read("thesaurus.tsv", in: folder, ThesaurusFile.parse)
        taxonomy = axes.value ?? .empty
        thesaurus = relations.value ?? []
        problems = axes.problems + relations.problems
    }

    private static func read<Value>(
        _ name: String, in folder: String, _ parse: (String, String) -> (Value, [Problem])
    ) -> (value: Value?, problems: [Problem]) {
        let location = "\(folder)/\(name)"
        guard FileManager.default.fileExists(atPath: location) else { return (nil, []) }
        do throws(Problem) {
            let bytes = try CorpusFile(path: name, location: location, byteCount: 0, content: .markdown).bytes()
            let source = try SourceText(bytes, file: name)
            let (value, problems) = parse(source.text, name)
            return (value, problems)
        } catch {
            return (nil, [error])
        }
    }

    /// What became of one document.
    public enum Entry: Sendable {
        /// Its content is the one known under this id.
        case unchanged(id: String)
        /// Read; `warnings` are for its editor.
        case document(Document, ContentHash, warnings: [Problem])
        /// Not readable as it stands. `id` is `nil` when it cannot be told, or when another document holds it.
        case refused(id: String?, path: String, problems: [Problem])
    }

    /// Gives each document of the folder to `each`, by path, then by line; memory is bounded by the longest document.
    ///
    /// - Parameters:
    ///   - known: the id under which this very content is stored already, or `nil`: then it is parsed.
    ///   - progress: called after each file, and now and then within long ones.
    ///   - each: called once a document; what it throws ends the reading.
    /// - Throws: only what `each` throws; files that cannot be read are refused.
    public func read(
        known: (ContentHash) -> String?, progress: (_ bytesRead: Int, _ totalBytes: Int) -> Void,
        each: (Entry) throws -> Void
    ) throws {
        let total = totalBytes
        var read = 0
        var pass = CorpusPass(taxonomy: taxonomy)
        for file in files {
            let start = read
            try pass.read(file, known: known, progress: { progress(start + $0, total) }, each: each)
            read += file.byteCount
            progress(read, total)
        }
    }

    /// The documents of one file, for `reperes check FILE…`; none for `axes.yml` and `thesaurus.tsv`, whose problems
    /// are ``problems``.
    ///
    /// - Parameter path: from the current folder or from the corpus folder.
    /// - Throws: a ``Problem`` when there is no such file, or when it is none that holds documents.
    public func readFile(_ path: String) throws -> [Entry] {
        let file = try self.file(at: path)
        guard let file else { return [] }
        var entries: [Entry] = []
        var pass = CorpusPass(taxonomy: taxonomy)
        pass.claimNames(of: files.filter { $0.path != file.path })
        try pass.read(file, known: { _ in nil }, progress: { _ in }, each: { entries.append($0) })
        return entries
    }

    private func file(at path: String) throws(Problem) -> CorpusFile? {
        let isHere = FileManager.default.fileExists(atPath: path)
        let location = isHere ? path : "\(folder)/\(path)"
        let root = URL(fileURLWithPath: folder).standardizedFileURL.path + "/"
        let absolute = URL(fileURLWithPath: location).standardizedFileURL.path
        let relative = absolute.hasPrefix(root) ? String(absolute.dropFirst(root.count)) : path
        if let file = files.first(where: { $0.path == relative }) { return file }
        if ["axes.yml", "thesaurus.tsv"].contains(relative) { return nil }
        guard let size = try? FileManager.default.attributesOfItem(atPath: location)[.size] as? Int else {
            throw Problem(
                file: path, message: "fichier introuvable", remedy: "vérifiez le chemin", category: "fichier")
        }
        let name = relative.split(separator: "/").last.map(String.init) ?? relative
        guard let content = CorpusFile.content(ofName: name) else {
            throw Problem(
                file: path, message: "ce n’est pas une fiche", remedy: "donnez un fichier .md ou .jsonl",
                category: "fichier")
        }
        return CorpusFile(path: relative, location: location, byteCount: size, content: content)
    }
}
