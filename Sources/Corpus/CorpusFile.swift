/// A file of the corpus that holds documents, or a place where some may be out of reach.
struct CorpusFile: Sendable {
    enum Content: Sendable, Equatable {
        case markdown
        case jsonLines
        /// A folder or a link that cannot be followed: what it held must not pass for deleted.
        case outOfReach(String)
    }

    /// Relative to the corpus folder, separated by `/`.
    var path: String
    /// Where to open it.
    var location: String
    var byteCount: Int
    var content: Content

    /// How a file of this name is read; `nil` when it holds no documents.
    static func content(ofName name: String) -> Content? {
        let name = name.lowercased()
        if name == "queries.jsonl" { return nil }
        if name.hasSuffix(".md") || name.hasSuffix(".markdown") { return .markdown }
        return name.hasSuffix(".jsonl") ? .jsonLines : nil
    }
}
