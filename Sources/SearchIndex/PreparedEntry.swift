import Analysis
import Corpus

/// What became of one document of the corpus, ready to be written.
struct PreparedEntry: Sendable {
    enum Content: Sendable {
        case unchanged(id: String)
        case document(StoredDocument, AnalyzedDocument, ContentHash, warnings: [Problem])
        case refused(id: String?, path: String, problems: [Problem])
    }

    var content: Content
    /// How much of the corpus was read when it came.
    var bytesRead: Int
    var totalBytes: Int

    /// About its size in memory, in bytes of text.
    var weight: Int {
        if case .document(let document, _, _, _) = content { document.body.utf8.count + 200 } else { 100 }
    }
}

extension CorpusReader {
    /// A document as it was read, before it is analyzed.
    private struct ReadEntry: Sendable {
        var entry: Entry
        var bytesRead: Int
        var totalBytes: Int

        var weight: Int {
            if case .document(let document, _, _) = entry {
                document.sections.reduce(200) { $0 + $1.text.utf8.count }
            } else {
                100
            }
        }
    }

    /// Text read ahead of what is analyzed.
    private static let bytesAhead = 128 << 10

    /// Gives each document of the folder to `give`, analyzed; another thread reads them.
    func prepare(
        known: [ContentHash: String], stemming: Stemming, give: (PreparedEntry) throws -> Void
    ) throws {
        let analyzer = DocumentAnalyzer(stemming: stemming)
        try Pipeline.run(
            capacity: Self.bytesAhead, weight: \.weight, make: { put in try self.readEach(known: known, put) },
            take: { (read: ReadEntry) in
                try give(
                    PreparedEntry(
                        content: prepared(read.entry, analyzer), bytesRead: read.bytesRead, totalBytes: read.totalBytes)
                )
            })
    }

    private func readEach(known: [ContentHash: String], _ put: (ReadEntry) throws -> Void) throws {
        var bytes = (read: 0, total: 0)
        try read(
            known: { known[$0] },
            progress: { read, total in bytes = (read, total) },
            each: { entry in
                try put(ReadEntry(entry: entry, bytesRead: bytes.read, totalBytes: bytes.total))
            })
    }

    private func prepared(_ entry: Entry, _ analyzer: DocumentAnalyzer) throws -> PreparedEntry.Content {
        switch entry {
        case .unchanged(let id): return .unchanged(id: id)
        case .document(let document, let hash, let warnings):
            let stored = try StoredDocument(document, hash: hash, taxonomy: taxonomy)
            return .document(stored, analyzer.analyze(stored), hash, warnings: warnings)
        case .refused(let id, let path, let problems): return .refused(id: id, path: path, problems: problems)
        }
    }
}
