public import Analysis
import Foundation
import GRDB

/// What completions are made of. Everything here is a range of an index: no reading grows with the collection.
extension IndexState {
    /// An expression that documents share.
    public struct Phrase: Sendable {
        /// As documents write it most.
        public let text: String
        /// How many documents hold it.
        public let documents: Int
    }

    /// The most frequent expressions of which a word begins with the letters.
    ///
    /// - Parameter isBeginning: whether the expression's first word does, or a later one.
    public func phrases(withPrefix letters: String, isBeginning: Bool, limit: Int) throws -> [Phrase] {
        let statement = try db.cachedStatement(sql: Self.phrasesOfLevel)
        var phrases: [Phrase] = []
        for level in PhraseTable.levels where phrases.count < limit {
            let arguments: StatementArguments = [level, isBeginning, letters, letters + "\u{10FFFF}", limit]
            phrases += try Row.fetchAll(statement, arguments: arguments).map { Phrase(text: $0[0], documents: $0[1]) }
        }
        return phrases
    }

    private static let phrasesOfLevel = """
        SELECT p.text, p.documents
          FROM phrase_key AS k JOIN phrase AS p ON p.key = k.phrase
         WHERE k.level = ? AND k.beginning = ? AND k.key >= ? AND k.key < ? AND p.documents > 0
         ORDER BY p.documents DESC, p.text LIMIT ?
        """

    /// How many documents hold each text: an expression, or a word in its most frequent form.
    ///
    /// - Returns: `nil` for what the index does not list: rare expressions, numbers.
    /// - Complexity: a seek each, however many documents there are.
    public func documents(ofExpressions texts: [String], analyzer: Analyzer) throws -> [Int?] {
        let terms = texts.map { analyzer.tokens(in: $0).filter { $0.kind == .word }.map(\.term) }
        let keys = terms.map { terms in
            var words = PhraseWords()
            for term in terms { words.append(term.hash, .content) }
            return Int64(bitPattern: words.key(terms.indices))
        }
        let alone = terms.filter { $0.count == 1 }.map { $0[0].text }
        let words: [String: Int] = try counts(Self.documentsOfWords, of: alone)
        let phrases: [Int64: Int] = try counts(Self.documentsOfPhrases, of: keys)
        return zip(terms, keys).map { terms, key in terms.count == 1 ? words[terms[0].text] : phrases[key] }
    }

    /// One statement for all: a thousand of them would cost more than what they read.
    private func counts<Key: Codable & Hashable & DatabaseValueConvertible>(
        _ sql: String, of keys: [Key]
    ) throws -> [Key: Int] {
        let list = String(decoding: try JSONEncoder().encode(keys), as: UTF8.self)
        let rows = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [list])
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }

    private static let documentsOfWords = """
        SELECT term, max(documents) FROM form WHERE term IN (SELECT value FROM json_each(?)) GROUP BY term
        """
    private static let documentsOfPhrases = """
        SELECT key, documents FROM phrase WHERE documents > 0 AND key IN (SELECT value FROM json_each(?))
        """

    /// How many documents each axis has, ancestors of the axes that they name included; none for axes that have none.
    public func axisCounts() throws -> [String: Int] {
        let table = try DocumentTable(db)
        let counts = zip(table.values(of: .axis).texts, table.counts(of: .axis, in: table.live))
        return Dictionary(uniqueKeysWithValues: counts.filter { $0.1 > 0 })
    }

    /// Different titles of which a word begins with the letters, in their order, with their kinds.
    ///
    /// - Parameter isBeginning: whether the title's first word does, or a later one.
    public func titles(
        withPrefix letters: String, isBeginning: Bool, limit: Int
    ) throws -> [(title: String, kind: String)] {
        let statement = try db.cachedStatement(sql: Self.titleAfter)
        var titles: [(String, String)] = []
        var last = ""
        var rows: [Row]
        // Seeks past what it has read: where a thousand passages share a title, reading on would read them all.
        repeat {
            let start = last.isEmpty ? letters : last + "\u{1}"
            rows = try Row.fetchAll(statement, arguments: [isBeginning, start, letters + "\u{10FFFF}", limit])
            for row in rows where row[0] != last && titles.count < limit {
                last = row[0]
                titles.append((row[1], row[2]))
            }
        } while titles.count < limit && rows.count == limit
        return titles
    }

    private static let titleAfter = """
        SELECT k.key, d.title, d.kind
          FROM title_key AS k JOIN document AS d ON d.number = k.document
         WHERE k.beginning = ? AND k.key >= ? AND k.key < ?
         ORDER BY k.key, k.document LIMIT ?
        """

    /// How often documents hold the term, each of its forms counted apart: a bound of the number of documents, found
    /// without reading their list. 0 for acronyms and numbers, which are no forms.
    public func formCount(ofTerm term: String) throws -> Int {
        let statement = try db.cachedStatement(sql: "SELECT sum(documents) FROM form WHERE term = ?")
        return try Int.fetchOne(statement, arguments: [term]) ?? 0
    }

    /// The words of the first documents that hold the term.
    public func forwards(ofTerm term: String, limit: Int) throws -> [Forward] {
        let statement = try db.cachedStatement(sql: Self.forwardsOfTerm)
        let rows = try Row.fetchCursor(statement, arguments: [Self.expression([[term]], in: nil), limit])
        var forwards: [Forward] = []
        while let row = try rows.next() {
            var forward = Forward()
            try forward.read(row, column: 0)
            forwards.append(forward)
        }
        return forwards
    }

    private static let forwardsOfTerm = """
        SELECT words FROM forward WHERE document IN (SELECT rowid FROM text WHERE text MATCH ? LIMIT ?)
        """

    /// The words that begin with the letters (folded), a form a term, the most frequent first.
    public func words(withPrefix letters: String, limit: Int) throws -> [VocabularyForm] {
        let statement = try db.cachedStatement(sql: Self.wordsWithPrefix)
        return try Row.fetchAll(statement, arguments: [letters, letters + "\u{10FFFF}", limit]).map {
            VocabularyForm(form: $0[0], folded: $0[1], term: $0[2], documents: $0[3])
        }
    }

    /// With one `max()`, SQLite takes the bare column from the row that has it. Only the first forms are looked at:
    /// a prefix so short that it has more leads elsewhere already.
    private static let wordsWithPrefix = """
        SELECT form, folded, term, max(documents)
          FROM (SELECT form, folded, term, documents FROM form WHERE folded >= ? AND folded < ? ORDER BY folded LIMIT 500)
         GROUP BY term ORDER BY max(documents) DESC, form LIMIT ?
        """
}
