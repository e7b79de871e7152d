import Foundation

/// One reading of the files, which remembers where each id was seen.
struct CorpusPass {
    /// Above it, a file or a line is a mistake: this corpus holds texts of a few pages.
    static let byteLimit = 10 << 20

    private struct Place {
        let path: String
        let line: Int
    }

    let taxonomy: Taxonomy
    private var places: [String: Place] = [:]

    init(taxonomy: Taxonomy) { self.taxonomy = taxonomy }

    /// Reserves the ids of other Markdown files, which their names tell without reading them.
    mutating func claimNames(of files: [CorpusFile]) {
        for file in files {
            guard file.content == .markdown else { continue }
            places[MarkdownFile(path: file.path).id] = Place(path: file.path, line: 1)
        }
    }

    /// Gives the documents of `file` to `each`.
    mutating func read(
        _ file: CorpusFile, known: (ContentHash) -> String?, progress: (Int) -> Void,
        each: (CorpusReader.Entry) throws -> Void
    ) throws {
        switch file.content {
        case .markdown: try each(markdownEntry(file, known))
        case .jsonLines: try readLines(file, known, progress, each)
        case .outOfReach(let reason):
            let problem = Problem(
                file: file.path, message: reason, remedy: "donnez le droit de le lire, ou retirez-le",
                category: "fichier")
            let markdown = MarkdownFile(path: file.path)
            let id = CorpusFile.content(ofName: file.path) == .markdown ? markdown.id : nil
            try each(.refused(id: id, path: file.path, problems: [problem]))
        }
    }

    private mutating func markdownEntry(
        _ file: CorpusFile, _ known: (ContentHash) -> String?
    ) -> CorpusReader.Entry {
        let markdown = MarkdownFile(path: file.path)
        if let problem = claim(markdown.id, file.path, 1) {
            return .refused(id: nil, path: file.path, problems: [problem])
        }
        do throws(Problem) {
            let bytes = try file.bytes()
            let hash = ContentHash(ofMarkdown: bytes, path: file.path)
            if let id = known(hash) { return .unchanged(id: id) }
            return entry(markdown.reading(of: bytes, taxonomy: taxonomy), hash, file.path)
        } catch {
            return .refused(id: markdown.id, path: file.path, problems: [error])
        }
    }

    private mutating func readLines(
        _ file: CorpusFile, _ known: (ContentHash) -> String?, _ progress: (Int) -> Void,
        _ each: (CorpusReader.Entry) throws -> Void
    ) throws {
        guard let handle = FileHandle(forReadingAtPath: file.location) else {
            return try each(.refused(id: nil, path: file.path, problems: [file.unreadable]))
        }
        defer { try? handle.close() }
        let kind = Document.Kind(folderOf: file.path)
        var bytesRead = 0
        var lines = LineStream(handle, limit: Self.byteLimit)
        let chunk = { (count: Int) in
            bytesRead += count
            progress(bytesRead)
        }
        try lines.forEach(chunk: chunk) { number, line in
            let source = JSONLine(path: file.path, line: number, kind: kind)
            switch line {
            case .tooLong: try each(.refused(id: nil, path: file.path, problems: [source.tooLong]))
            case .bytes(let bytes):
                if let entry = entry(of: source, bytes, known) { try each(entry) }
            }
        }
    }

    /// `nil` for a blank line.
    private mutating func entry(
        of source: JSONLine, _ bytes: ArraySlice<UInt8>, _ known: (ContentHash) -> String?
    ) -> CorpusReader.Entry? {
        if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return nil }
        let hash = ContentHash(ofLine: bytes, kind: source.kind)
        if let id = known(hash) {
            if let problem = claim(id, source.path, source.line) {
                return .refused(id: nil, path: source.path, problems: [problem])
            }
            return .unchanged(id: id)
        }
        let reading = source.reading(of: Array(bytes), taxonomy: taxonomy)
        if let id = reading.id, let problem = claim(id, source.path, source.line) {
            return .refused(id: nil, path: source.path, problems: [problem])
        }
        return entry(reading, hash, source.path)
    }

    private func entry(_ reading: Reading, _ hash: ContentHash, _ path: String) -> CorpusReader.Entry {
        guard let document = reading.document else {
            return .refused(id: reading.id, path: path, problems: reading.problems)
        }
        return .document(document, hash, warnings: reading.problems)
    }

    /// Says where `id` was seen before, or remembers it. A refused document holds its id too: it may be repaired.
    private mutating func claim(_ id: String, _ path: String, _ line: Int) -> Problem? {
        guard let place = places.updateValue(Place(path: path, line: line), forKey: id) else { return nil }
        places[id] = place
        return Problem(
            file: path, line: line, message: "identifiant « \(id) » déjà défini à \(place.path):\(place.line)",
            remedy: "donnez-en un autre à l’un des deux", category: "doublon")
    }
}

extension ContentHash {
    /// Raise it when the reading of files changes: then nothing is known any more.
    private static let readingVersion: UInt64 = 1 << 8

    /// The path counts, since it tells the kind.
    fileprivate init(ofMarkdown bytes: [UInt8], path: String) {
        let all = Array(path.utf8) + [0] + bytes
        self.init(of: all.span, seed: Self.readingVersion)
    }

    fileprivate init(ofLine bytes: ArraySlice<UInt8>, kind: Document.Kind) {
        let rank = Document.Kind.allCases.firstIndex(of: kind) ?? 0
        self.init(of: bytes.span, seed: Self.readingVersion + UInt64(rank) + 1)
    }
}

extension CorpusFile {
    /// The whole file.
    ///
    /// - Throws: when it is out of reach, or too long: its size is looked at before anything is read.
    func bytes() throws(Problem) -> [UInt8] {
        if byteCount > CorpusPass.byteLimit { throw tooLong }
        guard let handle = FileHandle(forReadingAtPath: location) else { throw unreadable }
        defer { try? handle.close() }
        // One byte more than allowed: the file may have grown since.
        let data: Data?
        do {
            data = try handle.read(upToCount: CorpusPass.byteLimit + 1)
        } catch {
            throw unreadable
        }
        let bytes = data.map { Array($0) } ?? []
        if bytes.count > CorpusPass.byteLimit { throw tooLong }
        return bytes
    }

    var unreadable: Problem {
        Problem(
            file: path, message: "fichier illisible", remedy: "donnez le droit de le lire, ou retirez-le",
            category: "fichier")
    }

    private var tooLong: Problem {
        Problem(
            file: path, message: "fichier de plus de \(CorpusPass.byteLimit >> 20) Mo",
            remedy: "coupez-le en plusieurs fiches", category: "trop-long")
    }
}

extension JSONLine {
    fileprivate var tooLong: Problem {
        Problem(
            file: path, line: line, message: "ligne de plus de \(CorpusPass.byteLimit >> 20) Mo",
            remedy: "coupez-la en plusieurs documents", category: "trop-long")
    }
}
