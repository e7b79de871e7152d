import Analysis
import Foundation
import GRDB

/// Writes documents within one transaction.
final class IndexWriter {
    private let db: Database
    private let statements: DocumentStatements
    private let analyzer: DocumentAnalyzer
    /// For documents that no other thread has prepared.
    private let packer: TextPacker
    /// Whether the index knew no document before this pass, so that none can take the place of another.
    private let isNew: Bool
    private let phrases: PhraseTable
    private let postings: PostingWriter
    private let table: DocumentTableWriter
    private let forms: FormTable
    private let titles: TitleTable
    let passages: PassageWriter

    init(_ db: Database) throws {
        self.db = db
        statements = try DocumentStatements(db)
        postings = try PostingWriter(db)
        table = try DocumentTableWriter(db)
        analyzer = DocumentAnalyzer(stemming: Meta.stemming(db))
        packer = try TextPacker(dictionary: TextDictionary(db))
        isNew = try Bool.fetchOne(db, sql: Self.selectIsNew) ?? false
        phrases = PhraseTable(db)
        forms = try FormTable(db)
        titles = try TitleTable(db)
        passages = PassageWriter(db)
    }

    private static let selectIsNew = """
        SELECT NOT EXISTS (SELECT * FROM document) AND NOT EXISTS (SELECT * FROM removed)
        """

    /// Adds a document that is not analyzed yet, in the place of the one of the same id if there is one.
    ///
    /// - Returns: its number.
    @discardableResult
    func add(_ document: StoredDocument, ancestors: (String) -> [String]) throws -> Int {
        let prepared = PreparedDocument(
            document: document, texts: packer.pack(document), analyzed: analyzer.analyze(document))
        return try add(prepared, ancestors: ancestors)
    }

    /// Adds a document, in the place of the one of the same id if there is one.
    ///
    /// - Returns: its number.
    @discardableResult
    func add(_ prepared: PreparedDocument, ancestors: (String) -> [String]) throws -> Int {
        let (document, analyzed) = (prepared.document, prepared.analyzed)
        if !isNew {
            try remove(id: document.id)
            try statements.deleteRemoval.run(document.id)
        }
        try statements.insertDocument(document, prepared.texts, lengths: analyzed.lengths)
        let number = db.lastInsertedRowID
        try statements.insertSections(of: document, number)
        try FrenchTokenizer.$analyzed.withValue(analyzed) {
            try statements.insertText.run(
                number, document.title, document.summary, document.headings, document.body, document.header)
        }
        try postings.add(Int(number), analyzed)
        try table.add(
            Int(number), document, axes: document.axes(withAncestors: ancestors), lengths: analyzed.lengths)
        let numbers = try forms.count(analyzed, 1)
        try statements.insertForward.run(
            number, Data(analyzed.forward(numbers: numbers).blob), Data(BodyWords.blob(analyzed.bodyPlaces)))
        try phrases.count(analyzed, 1)
        try titles.add(analyzed.titleKeys, number)
        return Int(number)
    }

    /// Removes a document if it is there.
    ///
    /// - Returns: its title, or `nil` if there was none of this id.
    @discardableResult
    func remove(id: String) throws -> String? {
        guard let row = try Row.fetchOne(statements.selectText, arguments: [id]) else { return nil }
        let number: Int64 = row["number"]
        let texts = StoredDocument.texts(row)
        let analyzed = analyzer.analyze(texts)
        try postings.remove(Int(number), lengths: analyzed.lengths)
        table.remove(Int(number))
        passages.remove(Int(number))
        _ = try forms.count(analyzed, -1)
        try phrases.count(analyzed, -1)
        try titles.remove(analyzer.titleKeys(texts[0]), number)
        // FTS5 with external content forgets a row only when told what it held.
        try FrenchTokenizer.$analyzed.withValue(analyzed) {
            try statements.deleteText.run(number, texts[0], texts[1], texts[2], texts[3], texts[4])
        }
        try statements.deleteDocument.run(number)
        return texts[0]
    }

    /// Notes that a document is gone for good.
    func recordRemoval(id: String, title: String) throws {
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO removed (id, title) VALUES (?, ?)")
            .execute(arguments: [id, title])
    }

    /// Writes what was counted in memory; the last step of a pass.
    ///
    /// - Parameter changed: how many documents the pass added, changed or removed.
    func finish(changed: Int) throws {
        try titles.finish()
        try forms.finish(stemming: analyzer.analyzer.stemming)
        try table.finish()
        try postings.finish(documents: forEachDocument)
        try phrases.finish(changed: changed, analyzer: analyzer.analyzer)
    }

    private func forEachDocument(_ body: (Int, AnalyzedDocument) throws -> Void) throws {
        try StoredDocument.forEachText(db) { number, texts in try body(number, analyzer.analyze(texts)) }
    }
}
