import GRDB

/// Reads the words of documents within one state of the index.
public struct ForwardReader {
    private let statement: Statement
    private let words: BlobReader

    init(_ db: Database) throws {
        words = BlobReader(db, table: "forward", column: "words")
        statement = try db.cachedStatement(sql: "SELECT words, places FROM forward WHERE document = ?")
    }

    /// Puts the document's words in the place of what `forward` holds; no words for a document that is not there.
    public func read(_ document: Int, into forward: inout Forward) throws {
        try withBlobs(of: document) { words, _ in forward.read(words) }
    }

    /// The words of the document's body that may be among the wanted ones, with the places of some; none for a document
    /// that is not there.
    ///
    /// - Parameter wanted: with breaks.
    public func body(of document: Int, among wanted: FormFilter) throws -> BodyWords {
        var body: BodyWords?
        try withBlobs(of: document) { words, places in body = BodyWords(words, among: wanted, places: places) }
        return body ?? BodyWords(Span(), among: wanted, places: Span())
    }

    /// Calls `body` with the position and the word, for the words of the document that may be among the wanted ones, until
    /// it says that it has seen enough.
    ///
    /// - Complexity: O(words of the document), nothing allocated.
    public func forEachWord(
        of document: Int, among wanted: FormFilter, _ body: (Int, Forward.Word) -> Bool
    ) throws {
        try words.read(Int64(document)) { Forward.forEachWord(in: $0, among: wanted, body) }
    }

    private func withBlobs(of document: Int, _ body: (_ words: Span<UInt8>, _ places: Span<UInt8>) -> Void) throws {
        let isThere: Void? = try statement.row(of: Int64(document)) { row in
            unsafe body(Span(_unsafeBytes: row.bytes(0)), Span(_unsafeBytes: row.bytes(1)))
        }
        if isThere == nil { body(Span(), Span()) }
    }
}
