import Analysis
import Corpus

/// A document with all that is written of it.
struct PreparedDocument: Sendable {
    var document: StoredDocument
    var texts: PackedTexts
    var analyzed: AnalyzedDocument
}

/// What became of one document of the corpus, ready to be written.
struct PreparedEntry: Sendable {
    enum Content: Sendable {
        case unchanged(id: String)
        case document(PreparedDocument, ContentHash, warnings: [Problem])
        case refused(id: String?, path: String, problems: [Problem])
    }

    var content: Content
    /// How much of the corpus was read when it came.
    var bytesRead: Int
    var totalBytes: Int

    /// About its size in memory, in bytes of text.
    var weight: Int {
        if case .document(let prepared, _, _) = content { prepared.document.body.utf8.count + 200 } else { 100 }
    }
}

extension CorpusReader {
    /// A document as it was read, before it is analyzed.
    private struct ReadEntry: Sendable {
        enum Content: Sendable {
            case unchanged(id: String)
            case document(StoredDocument, PackedTexts, ContentHash, warnings: [Problem])
            case refused(id: String?, path: String, problems: [Problem])
        }

        var content: Content
        var bytesRead: Int
        var totalBytes: Int

        var weight: Int {
            if case .document(let document, _, _, _) = content { document.body.utf8.count + 200 } else { 100 }
        }
    }

    /// Text read ahead of what is analyzed.
    private static let bytesAhead = 128 << 10

    /// Gives each document of the folder to `give`, analyzed; another thread reads them and packs their texts, which
    /// together take less than the analysis.
    func prepare(
        known: [ContentHash: String], stemming: Stemming, dictionary: TextDictionary?,
        give: (PreparedEntry) throws -> Void
    ) throws {
        let analyzer = DocumentAnalyzer(stemming: stemming)
        try Pipeline.run(
            capacity: Self.bytesAhead, weight: \.weight,
            make: { put in try self.readEach(known: known, TextPacker(dictionary: dictionary), put) },
            take: { (read: ReadEntry) in
                try give(
                    PreparedEntry(
                        content: prepared(read.content, analyzer), bytesRead: read.bytesRead,
                        totalBytes: read.totalBytes))
            })
    }

    private func readEach(
        known: [ContentHash: String], _ packer: TextPacker, _ put: (ReadEntry) throws -> Void
    ) throws {
        var bytes = (read: 0, total: 0)
        try read(
            known: { known[$0] },
            progress: { read, total in bytes = (read, total) },
            each: { entry in
                try put(ReadEntry(content: packed(entry, packer), bytesRead: bytes.read, totalBytes: bytes.total))
            })
    }

    private func packed(_ entry: Entry, _ packer: TextPacker) throws -> ReadEntry.Content {
        switch entry {
        case .unchanged(let id): return .unchanged(id: id)
        case .document(let document, let hash, let warnings):
            let stored = try StoredDocument(document, hash: hash, taxonomy: taxonomy)
            return .document(stored, packer.pack(stored), hash, warnings: warnings)
        case .refused(let id, let path, let problems): return .refused(id: id, path: path, problems: problems)
        }
    }

    private func prepared(_ content: ReadEntry.Content, _ analyzer: DocumentAnalyzer) -> PreparedEntry.Content {
        switch content {
        case .unchanged(let id): .unchanged(id: id)
        case .document(let document, let texts, let hash, let warnings):
            .document(
                PreparedDocument(document: document, texts: texts, analyzed: analyzer.analyze(document)), hash,
                warnings: warnings)
        case .refused(let id, let path, let problems): .refused(id: id, path: path, problems: problems)
        }
    }
}
