import GRDB
import GRDBSQLite

/// How often a query's words stand in each field of a document.
public struct FieldFrequencies: Equatable, Sendable {
    /// 12 bits a field, in the order of `Field` from the lowest.
    private(set) var packed: UInt64

    /// The occurrences in the field, at most 4,095.
    public subscript(field: Field) -> Int { Int(truncatingIfNeeded: packed >> UInt64(field.rawValue * 12)) & 0xFFF }

    init(packed: UInt64) { self.packed = packed }

    /// Counts further occurrences, up to what 12 bits hold.
    mutating func add(_ count: UInt64, in field: Int) {
        let shift = UInt64(field * 12)
        let before = packed >> shift & 0xFFF
        packed += (min(0xFFF, before + count) - before) << shift
    }
}

/// A searched part of a document, in the order of the FTS5 columns.
public enum Field: Int, CaseIterable, Sendable {
    static let count = 5

    /// The title.
    case title
    /// The summary.
    case summary
    /// All the headings.
    case headings
    /// The text.
    case body
    /// The names of its axes, and what else its header says: partners, means, participants.
    case header
}

/// The SQL function `reperes_frequencies(text)`: a `FieldFrequencies` of the current row, packed.
///
/// FTS5's `bm25()` runs a statement of its own on each row to read lengths; counting positions here and keeping the
/// lengths in memory is four to nine times faster (measured on 100,000 documents).
enum FrequenciesFunction {
    static func register(in db: Database) throws {
        let api = unsafe FTS5.api(db)
        guard let create = unsafe api.pointee.xCreateFunction else { return }
        let code = unsafe create(
            UnsafeMutablePointer(mutating: api), "reperes_frequencies", nil,
            { api, row, context, _, _ in
                guard let api = unsafe api, let first = unsafe api.pointee.xPhraseFirst,
                    let next = unsafe api.pointee.xPhraseNext, let phraseCount = unsafe api.pointee.xPhraseCount
                else { return }
                var packed: UInt64 = 0
                for phrase in 0..<(unsafe phraseCount(row)) {
                    var iterator = unsafe Fts5PhraseIter()
                    var column: CInt = 0
                    var offset: CInt = 0
                    guard unsafe first(row, phrase, &iterator, &column, &offset) == SQLITE_OK else { continue }
                    while column >= 0 {
                        let shift = UInt64(min(column, 4)) * 12
                        if (packed >> shift) & 0xFFF < 0xFFF { packed += 1 << shift }
                        unsafe next(row, &iterator, &column, &offset)
                    }
                }
                unsafe sqlite3_result_int64(context, sqlite3_int64(bitPattern: packed))
            }, nil)
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}
