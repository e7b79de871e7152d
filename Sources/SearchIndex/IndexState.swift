public import Analysis
public import Corpus
import Foundation
import GRDB

/// One committed state of the index; valid inside `IndexReader.read` only.
public struct IndexState {
    let db: Database

    init(_ db: Database) { self.db = db }

    /// Tells states apart: equal for the same state only, whatever the file. Every search asks for it.
    public var token: Int64 {
        get throws {
            var token: Int64?
            try db.cachedStatement(sql: "SELECT token FROM state").forEachRow { token = $0.integer(0) }
            guard let token else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
            return token
        }
    }

    /// How many passes have changed something, rebuilds included.
    public var generation: Int { Meta.value(.generation, db).flatMap { Int($0) } ?? 0 }

    /// When the state was made, ISO 8601.
    public var indexedAt: String { Meta.value(.indexedAt, db) ?? "" }

    /// The folder that was indexed, as it was named.
    public var corpusPath: String { Meta.value(.corpus, db) ?? "" }

    /// How many documents there are.
    public var documentCount: Int {
        get throws {
            let live = try [UInt8](Data.fetchOne(db, sql: "SELECT live FROM state") ?? Data())
            return live.reduce(0) { $0 + $1.nonzeroBitCount }
        }
    }

    /// How its terms were made: queries are analyzed in the same way.
    public var stemming: Stemming { Meta.stemming(db) }

    /// The taxonomy of the documents.
    public var taxonomy: Taxonomy { Meta.taxonomy(db) }

    /// The thesaurus, applied to queries only.
    public var thesaurus: [ThesaurusRow] { Meta.thesaurus(db) }

    /// The thesaurus as queries look it up.
    public var thesaurusIndex: ThesaurusIndex {
        ThesaurusIndex(
            entries: Meta.value(.thesaurusEntries, db) ?? "", distinct: Meta.value(.distinctTerms, db) ?? "")
    }

    // MARK: Matching

    /// The documents that hold one of the phrases, by number, with how often each field does.
    ///
    /// - Parameters:
    ///   - phrases: terms in order; a phrase of one term is a word.
    ///   - field: only there, or anywhere.
    /// - Complexity: O(matching documents), a call and a row each.
    public func occurrences(of phrases: [[String]], in field: Field?) throws -> [Occurrence] {
        let expression = Self.expression(phrases, in: field)
        guard !expression.isEmpty else { return [] }
        var occurrences: [Occurrence] = []
        let statement = try db.cachedStatement(sql: Self.occurrencesOf)
        try statement.setArguments([expression])
        try statement.forEachRow { row in
            occurrences.append(
                Occurrence(
                    document: Int(row.integer(0)),
                    frequencies: FieldFrequencies(packed: UInt64(bitPattern: row.integer(1)))))
        }
        return occurrences
    }

    private static let occurrencesOf = """
        SELECT rowid, reperes_frequencies(text) FROM text WHERE text MATCH ? ORDER BY rowid
        """

    /// Phrases as an FTS5 query in which every word is a term already.
    static func expression(_ phrases: [[String]], in field: Field?) -> String {
        let quoted = phrases.filter { !$0.isEmpty }.map { terms in
            let words = terms.map { "\(FrenchTokenizer.verbatim)" + $0.replacing("\"", with: "\"\"") }
            return "\"\(words.joined(separator: " "))\""
        }
        guard !quoted.isEmpty else { return "" }
        let any = "(\(quoted.joined(separator: " OR ")))"
        return field.map { "{\(String(describing: $0))} : \(any)" } ?? any
    }

    /// Whether some document holds the terms one after the other.
    ///
    /// - Complexity: for one term, that of a look-up, however many documents hold it.
    public func isHeld(_ terms: [String]) throws -> Bool {
        let expression = Self.expression([terms], in: nil)
        guard !expression.isEmpty else { return false }
        let statement = try db.cachedStatement(sql: "SELECT rowid FROM text WHERE text MATCH ? LIMIT 1")
        return try Int.fetchOne(statement, arguments: [expression]) != nil
    }

    /// In how many documents each of the terms stands, quickly and at most: one that writes a term in two forms counts
    /// twice. Terms that no document holds are left out.
    public func documentCounts(ofTerms terms: [String]) throws -> [String: Int] {
        let list = String(decoding: try JSONEncoder().encode(terms), as: UTF8.self)
        let rows = try Row.fetchAll(db.cachedStatement(sql: Self.documentCountsOfTerms), arguments: [list])
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }

    private static let documentCountsOfTerms = """
        SELECT term, sum(documents) FROM form WHERE term IN (SELECT value FROM json_each(?)) GROUP BY term
        """

    /// The terms of the forms that begin with `prefix` (folded), the most frequent first.
    public func terms(withPrefix prefix: String, limit: Int) throws -> [String] {
        let statement = try db.cachedStatement(sql: Self.termsWithPrefix)
        return try String.fetchAll(
            statement, arguments: ["prefix": prefix, "end": prefix + "\u{10FFFF}", "limit": limit])
    }

    private static let termsWithPrefix = """
        SELECT term FROM form WHERE folded >= :prefix AND folded < :end
         GROUP BY term ORDER BY sum(documents) DESC, term LIMIT :limit
        """

    /// The terms of the same family as a term: those whose forms share a root with one of its forms.
    ///
    /// - Parameters:
    ///   - root: the root of the form as typed, for a term that the index does not hold.
    ///   - limit: the most frequent so many.
    public func family(ofTerm term: String, root: String, limit: Int) throws -> [String] {
        let statement = try db.cachedStatement(sql: Self.familyOfTerm)
        return try String.fetchAll(statement, arguments: ["term": term, "root": root, "limit": limit])
    }

    private static let familyOfTerm = """
        SELECT term FROM form
         WHERE root IN (SELECT root FROM form WHERE term = :term UNION SELECT :root)
           AND term <> :term AND length(root) >= 5
         GROUP BY term ORDER BY sum(documents) DESC, term LIMIT :limit
        """

    /// The forms of a length between the bounds (in letters) to which `distance` gives one, for spelling.
    ///
    /// Most forms are seen and left: an index alone is read of them, and nothing made but the bytes that `distance` looks at.
    ///
    /// - Parameter distance: of a folded form; `nil` where it is too far.
    public func forms(
        ofLength lengths: ClosedRange<Int>, distance: ([UInt8]) -> Int?
    ) throws -> [(form: VocabularyForm, distance: Int)] {
        let near = try numbers(ofLength: lengths, distance)
        let statement = try db.cachedStatement(sql: "SELECT form, folded, term, documents FROM form WHERE number = ?")
        return try near.compactMap { number, distance in
            try Row.fetchOne(statement, arguments: [number]).map {
                (VocabularyForm(form: $0[0], folded: $0[1], term: $0[2], documents: $0[3]), distance)
            }
        }
    }

    private func numbers(
        ofLength lengths: ClosedRange<Int>, _ distance: ([UInt8]) -> Int?
    ) throws -> [(number: Int64, distance: Int)] {
        let statement = try db.cachedStatement(sql: Self.formsOfLength)
        try statement.setArguments([lengths.lowerBound, lengths.upperBound])
        var (near, folded): ([(number: Int64, distance: Int)], [UInt8]) = ([], [])
        try statement.forEachRow { row in
            folded.removeAll(keepingCapacity: true)
            unsafe folded.append(contentsOf: row.bytes(1))
            if let distance = distance(folded) { near.append((row.integer(0), distance)) }
        }
        return near
    }

    private static let formsOfLength = "SELECT number, folded FROM form WHERE length BETWEEN ? AND ?"

    /// The forms that are this word once accents are gone.
    public func forms(folding folded: String) throws -> [VocabularyForm] {
        let statement = try db.cachedStatement(sql: "SELECT form, folded, term, documents FROM form WHERE folded = ?")
        return try Row.fetchAll(statement, arguments: [folded]).map {
            VocabularyForm(form: $0[0], folded: $0[1], term: $0[2], documents: $0[3])
        }
    }

    /// The form in which most documents write the term.
    public func mostFrequentForm(ofTerm term: String) throws -> String? {
        let statement = try db.cachedStatement(
            sql: "SELECT form FROM form WHERE term = ? ORDER BY documents DESC, form LIMIT 1")
        return try String.fetchOne(statement, arguments: [term])
    }

    /// The forms of a term that some document holds, with the codes that stand for them in `Forward`.
    public func formCodes(ofTerm term: String) throws -> [(code: UInt32, form: String)] {
        let statement = try db.cachedStatement(sql: "SELECT number, form FROM form WHERE term = ?")
        return try Row.fetchAll(statement, arguments: [term]).map { (Forward.code(ofForm: $0[0]), $0[1]) }
    }

    /// The codes in `Forward` of the forms that are written so, case and accents aside.
    public func formCodes(folded: String) throws -> [UInt32] {
        let statement = try db.cachedStatement(sql: "SELECT number FROM form WHERE folded = ?")
        return try UInt32.fetchAll(statement, arguments: [folded]).map(Forward.code(ofForm:))
    }

    /// The codes in `Forward` of the forms that begin so, case and accents aside.
    public func formCodes(beginningWith beginning: String) throws -> [UInt32] {
        let statement = try db.cachedStatement(sql: "SELECT number FROM form WHERE folded >= ? AND folded < ?")
        let numbers = try UInt32.fetchAll(statement, arguments: [beginning, beginning + "\u{10FFFF}"])
        return numbers.map(Forward.code(ofForm:))
    }

    /// For each code that stands for a form of one of the terms in `Forward`, the term.
    public func termsByFormCode(_ terms: [String]) throws -> [UInt32: String] {
        let list = String(decoding: try JSONEncoder().encode(terms), as: UTF8.self)
        let rows = try Row.fetchAll(db.cachedStatement(sql: Self.numbersOfTerms), arguments: [list])
        var codes: [UInt32: String] = [:]
        for term in terms { codes[Forward.code(ofUnlisted: Term.hash(Array(term.utf8)))] = term }
        for row in rows { codes[Forward.code(ofForm: row[0])] = row[1] }
        return codes
    }

    private static let numbersOfTerms = """
        SELECT number, term FROM form WHERE term IN (SELECT value FROM json_each(?))
        """

    /// The document's words for the second pass.
    public func forward(of document: Int) throws -> Forward {
        var forward = Forward()
        try forwards().read(document, into: &forward)
        return forward
    }

    /// A reader of the words of many documents.
    public func forwards() throws -> ForwardReader { try ForwardReader(db) }

    // MARK: Documents

    /// The columns by which documents are counted, filtered and sorted.
    public func documentTable() throws -> DocumentTable { try DocumentTable(db) }

    /// The number of the document of this id, or `nil`.
    public func number(of id: String) throws -> Int? {
        let statement = try db.cachedStatement(sql: "SELECT number FROM document WHERE id = ?")
        return try Int.fetchOne(statement, arguments: [id])
    }

    /// What a list shows of a document.
    public func texts(of document: Int) throws -> DocumentTexts? {
        let statement = try db.cachedStatement(
            sql: "SELECT title, summary, path, updated, body FROM document_text WHERE number = ?")
        return try statement.row(of: Int64(document)) { row in
            unsafe DocumentTexts(
                title: row.text(0) ?? "", summary: row.text(1) ?? "", path: row.text(2) ?? "", updated: row.text(3),
                body: Array(row.bytes(4)))
        }
    }

    /// Names of the document's axes and what else its header says, a line each.
    public func header(of document: Int) throws -> String {
        let statement = try db.cachedStatement(sql: "SELECT header FROM document_text WHERE number = ?")
        return try statement.row(of: Int64(document)) { $0.text(0) ?? "" } ?? ""
    }

    /// The whole document, or `nil`.
    public func document(id: String) throws -> Document? {
        guard let stored = try StoredDocument.fetch(id: id, from: db) else { return nil }
        return try Document(stored)
    }

    /// The documents that lack something, by number.
    ///
    /// - Parameter date: what was revised before is out of date, ISO 8601.
    /// - Complexity: O(documents), whose beginnings are read.
    public func documents(lacking lack: Lack, updatedBefore date: String) throws -> [Int] {
        let condition =
            switch lack {
            case .limits: "kind = 'experience' AND headings NOT LIKE '%limite%' AND headings NOT LIKE '%difficult%'"
            case .sources: "sources = '[]'"
            case .update: "coalesce(updated, '') < :date"
            }
        let statement = try db.cachedStatement(sql: "SELECT number FROM document WHERE \(condition)")
        return try Int.fetchAll(statement, arguments: lack == .update ? ["date": date] : [:])
    }

    /// The last title of a document that was removed, or `nil`.
    public func removedTitle(id: String) throws -> String? {
        try String.fetchOne(db, sql: "SELECT title FROM removed WHERE id = ?", arguments: [id])
    }
}

extension Forward {
    /// Takes the words of a column's blob, which is read where SQLite has it.
    mutating func read(_ row: Row, column: Int) throws {
        try row.withUnsafeData(atIndex: column) { data in read((data ?? Data()).span) }
    }
}
