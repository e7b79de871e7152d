import Analysis
import Foundation
import GRDB

/// Compares the postings and the passages of a file with what its documents say.
struct Integrity {
    private let db: Database
    private let limit: Int
    private var faults: [String] = []

    /// - Parameter limit: the first so many faults are told.
    init(_ db: Database, limit: Int) {
        self.db = db
        self.limit = limit
    }

    /// French sentences, none when all is well.
    mutating func check(_ progress: (Int) -> Void) throws -> [String] {
        let pages = try String.fetchAll(db, sql: "PRAGMA integrity_check(\(limit))")
        if pages != ["ok"] { return pages.map { "fichier : \($0)" } }
        try checkPostings(progress)
        try checkPassages()
        return Array(faults.prefix(limit))
    }

    /// Analyzes every document anew and compares what comes of it, term by term.
    private mutating func checkPostings(_ progress: (Int) -> Void) throws {
        let catalog = try PostingCatalog(db)
        let reader = try PostingReader(db, catalog: catalog)
        let buffer = PostingBuffer()
        var terms: [Int64: String] = [:]
        var lengths: [Int: FieldLengths] = [:]
        let analyzer = DocumentAnalyzer(stemming: Meta.stemming(db))
        try StoredDocument.forEachText(db) { number, texts in
            let analyzed = analyzer.analyze(texts)
            lengths[number] = analyzed.lengths
            for entry in analyzed.entries where terms[entry.key] == nil {
                terms[entry.key] = analyzed.text(of: entry)
            }
            try buffer.append(Int32(number), analyzed.entries)
            progress(lengths.count)
        }
        try buffer.takeAll().forEachTerm { key, records in
            let expected = PostingWriter.list(records) { record in
                catalog.weigher.frequency(
                    FieldFrequencies(packed: record.frequencies), lengths: lengths[Int(record.document)] ?? .init())
            }
            compare(try reader.list(of: key).without(catalog.tombstones), expected, terms[key] ?? "")
        }
        try checkOthers(reader, terms)
    }

    private mutating func compare(_ list: PostingList, _ expected: PostingList, _ term: String) {
        guard list != expected, faults.count < limit else { return }
        faults.append(
            "terme « \(term) » : \(list.count) fiches dans l’index, \(expected.count) dans les textes"
                + (list.count == expected.count ? ", de poids différents" : ""))
    }

    /// Passages of documents that are gone, or that do not stand where the text has them; whether their vectors are right
    /// only the model can tell.
    private mutating func checkPassages() throws {
        let catalog = try PassageCatalog(db)
        let rows = try Row.fetchCursor(db, sql: "SELECT number, id, length(CAST(body AS BLOB)) FROM document_text")
        var documents: [UInt32: (id: String, length: Int)] = [:]
        while let row = try rows.next() { documents[row[0]] = (row[1], row[2]) }
        let wrong = Set(catalog.entries.filter { Int($0.end) > documents[$0.document]?.length ?? -1 }.map(\.document))
        guard let first = wrong.min() else { return }
        let id = documents[first].map { "« \($0.id) »" } ?? "une fiche retirée"
        faults.append("passages : \(wrong.count) fiches dont le sens n’est pas celui de leur texte, d’abord \(id)")
    }

    /// Lists of terms that no document holds.
    private mutating func checkOthers(_ reader: PostingReader, _ terms: [Int64: String]) throws {
        let keys = try Row.fetchCursor(
            db, sql: "SELECT DISTINCT key & ? FROM posting", arguments: [SegmentTable.highestTerm])
        var others = 0
        while let row = try keys.next() {
            let key: Int64 = row[0]
            if terms[key] == nil, try reader.list(of: key).without(reader.catalog.tombstones).count > 0 { others += 1 }
        }
        if others > 0 { faults.append("\(others) termes de l’index ne sont dans aucun texte") }
    }
}

extension PostingList {
    /// The list without the documents of the set.
    func without(_ gone: Bitmap) -> PostingList {
        var builder = PostingListBuilder()
        forEach { document, impact in if !gone.contains(document) { builder.append(document, impact: impact) } }
        return builder.list()
    }
}

extension IndexReader {
    /// What is wrong with the file, in French: damaged pages, and postings that do not say what the documents say.
    ///
    /// - Parameter progress: called with the number of documents read so far.
    /// - Complexity: every document is analyzed anew.
    public func faults(limit: Int = 20, progress: (Int) -> Void = { _ in }) throws -> [String] {
        try read { state in
            var integrity = Integrity(state.db, limit: limit)
            return try integrity.check(progress)
        }
    }
}
