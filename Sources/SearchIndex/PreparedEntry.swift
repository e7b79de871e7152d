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
    /// Gives each document of the folder to `give`, analyzed.
    func prepare(
        known: [ContentHash: String], stemming: Stemming, give: (PreparedEntry) throws -> Void
    ) throws {
        let analyzer = DocumentAnalyzer(stemming: stemming)
        var bytes = (read: 0, total: 0)
        try read(
            known: { known[$0] },
            progress: { read, total in bytes = (read, total) },
            each: { entry in
                let content: PreparedEntry.Content
                switch entry {
                case .unchanged(let id): content = .unchanged(id: id)
                case .document(let document, let hash, let warnings):
                    let stored = try StoredDocument(document, hash: hash, taxonomy: taxonomy)
                    content = .document(stored, analyzer.analyze(stored), hash, warnings: warnings)
                case .refused(let id, let path, let problems):
                    content = .refused(id: id, path: path, problems: problems)
                }
                try give(PreparedEntry(content: content, bytesRead: bytes.read, totalBytes: bytes.total))
            })
    }
}
