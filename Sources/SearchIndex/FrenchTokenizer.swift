import Analysis
import GRDB
import GRDBSQLite
import Glibc

/// `Analysis` as an FTS5 tokenizer, registered as `reperes`; its argument is the stemming.
///
/// In a query, a word that begins with U+0001 is a term already and is taken to the letter: `Search` analyzes queries
/// itself, and a stem must not be stemmed again. A text that the indexer has analyzed gives the tokens found then.
@safe final class FrenchTokenizer: FTS5CustomTokenizer {
    static let name = "reperes"
    static let verbatim: Character = "\u{1}"

    /// The document being written.
    ///
    /// SQLite calls the tokenizer from within the statement, on its thread, so that a task-local value reaches it.
    @TaskLocal static var analyzed: AnalyzedDocument?

    private let analyzer: Analyzer

    init(db: Database, arguments: [String]) throws {
        analyzer = Analyzer(stemming: arguments.first.flatMap { Stemming(rawValue: $0) } ?? .light)
    }

    func tokenize(
        context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization, pText: UnsafePointer<CChar>?, nText: CInt,
        tokenCallback: @escaping FTS5TokenCallback
    ) -> CInt {
        guard let text = unsafe pText, nText > 0 else { return SQLITE_OK }
        let buffer = unsafe UnsafeRawBufferPointer(start: text, count: Int(nText))
        let isQuery = tokenization.contains(.query)
        func emit(_ term: [UInt8], _ start: Int, _ end: Int, colocated: Bool) throws(Stop) {
            let code = unsafe term.withUnsafeBytes { buffer in
                unsafe tokenCallback(
                    context, colocated ? FTS5_TOKEN_COLOCATED : 0,
                    buffer.assumingMemoryBound(to: CChar.self).baseAddress,
                    CInt(buffer.count), CInt(start), CInt(end))
            }
            if code != SQLITE_OK { throw Stop(code: code) }
        }
        do throws(Stop) {
            if !isQuery, let document = Self.analyzed,
                let field = document.fields.first(where: { unsafe $0.isOf(buffer) })
            {
                return unsafe Self.replay(field, of: document, context, tokenCallback)
            }
            let bytes = unsafe Array(buffer)
            if isQuery, bytes.first == 1 {
                for word in bytes.split(separator: 0x20) {
                    let term = Array(word.drop { $0 == 1 })
                    try emit(term, word.startIndex, word.endIndex, colocated: false)
                }
            } else {
                try analyzer.forEachToken(in: bytes) { (token) throws(Stop) in
                    if isQuery && token.isColocated { return }
                    try emit(token.term.bytes, token.start, token.end, colocated: token.isColocated)
                }
            }
            return SQLITE_OK
        } catch {
            return error.code
        }
    }

    /// Gives the tokens of a field without touching a term's object.
    private static func replay(
        _ field: FieldTokens, of document: AnalyzedDocument, _ context: UnsafeMutableRawPointer?,
        _ callback: FTS5TokenCallback
    ) -> CInt {
        unsafe document.termBytes.withUnsafeBytes { bytes in
            guard let base = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return SQLITE_OK }
            for token in field.tokens {
                let range = document.entries[Int(token.entry)].bytes
                let code = unsafe callback(
                    context, token.isColocated ? FTS5_TOKEN_COLOCATED : 0, base + Int(range.lowerBound),
                    range.upperBound - range.lowerBound, token.start, token.end)
                if code != SQLITE_OK { return code }
            }
            return SQLITE_OK
        }
    }

    private struct Stop: Error { let code: CInt }
}

extension FieldTokens {
    fileprivate func isOf(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard text.count == bytes.count, let other = bytes.baseAddress else { return false }
        return unsafe text.withUnsafeBytes { unsafe memcmp($0.baseAddress ?? other, other, bytes.count) == 0 }
    }
}
