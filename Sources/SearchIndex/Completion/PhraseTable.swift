import Analysis
import GRDB

/// The chosen phrases in the index, with the number of documents that hold each.
///
/// Which phrases are worth proposing is decided over the whole collection, in seconds at 100,000 documents; it hardly
/// moves with a few documents. So the choice is made by a rebuild, then again once a share of the documents has
/// changed (`refreshShare`), while the counts of those chosen follow every pass: none is proposed that nothing holds.
final class PhraseTable {
    /// The share of changed documents beyond which phrases are chosen anew.
    private static let refreshShare = 0.05

    private let db: Database
    private var known: Set<UInt64>?
    private var deltas: [UInt64: Int] = [:]

    init(_ db: Database) {
        self.db = db
    }

    /// Counts a document that came (+1) or went (-1).
    func count(_ document: AnalyzedDocument, _ delta: Int) throws {
        let known = try keys()
        guard !known.isEmpty else { return }
        var held: Set<UInt64> = []
        var words = PhraseWords()
        words.read(document.forward) { code in (document.forms[Int(code >> 1) - 1].termHash, .content) }
        words.forEachPhrase(upTo: PhraseFinder.longest) { _, key in
            if known.contains(key) { held.insert(key) }
        }
        for key in held { deltas[key, default: 0] += delta }
    }

    /// Writes the counts, or chooses anew; the form table must be up to date.
    ///
    /// - Parameter changed: how many documents this pass added, changed or removed.
    func finish(changed: Int, analyzer: Analyzer) throws {
        let since = Meta.value(.phraseChanges, db).flatMap { Int($0) }
        guard since == nil || changed > 0 else { return }
        let documents = try Int.fetchOne(db, sql: "SELECT count(*) FROM document") ?? 0
        let total = (since ?? 0) + changed
        if since == nil || Double(total) > Self.refreshShare * Double(documents) {
            try choose(analyzer)
            _ = try Meta.write("0", for: .phraseChanges, db)
        } else {
            try writeCounts()
            _ = try Meta.write(String(total), for: .phraseChanges, db)
        }
    }

    private func keys() throws -> Set<UInt64> {
        if let known { return known }
        let keys = try Set(Int64.fetchAll(db, sql: "SELECT key FROM phrase").map { UInt64(bitPattern: $0) })
        known = keys
        return keys
    }

    private func writeCounts() throws {
        let update = try db.cachedStatement(sql: "UPDATE phrase SET documents = documents + ? WHERE key = ?")
        for (key, delta) in deltas where delta != 0 {
            try update.execute(arguments: [delta, Int64(bitPattern: key)])
        }
    }

    private func choose(_ analyzer: Analyzer) throws {
        try db.execute(sql: "DELETE FROM phrase_key; DELETE FROM phrase")
        var finder = try PhraseFinder(db, analyzer: analyzer)
        let insert = try db.cachedStatement(sql: "INSERT INTO phrase (key, text, documents) VALUES (?, ?, ?)")
        for (place, phrase) in try finder.phrases().enumerated() {
            let number = Int64(bitPattern: phrase.key)
            try insert.execute(arguments: [number, phrase.text, phrase.documents])
            for key in CompletionKey.keys(of: phrase.text, analyzer: analyzer) {
                try db.cachedStatement(sql: Self.insertKey)
                    .execute(arguments: [Self.level(ofPlace: place), key.isBeginning, key.letters, number])
            }
        }
    }

    private static let insertKey = """
        INSERT OR IGNORE INTO phrase_key (level, beginning, key, phrase) VALUES (?, ?, ?, ?)
        """

    /// The levels there are, and where the next one begins: at 64, 512 and 4,096 phrases.
    ///
    /// To find the most frequent phrases that begin with some letters, levels are read one after the other until there
    /// are enough. Letters that are common end early; those that go on to a large level are rare, there as before.
    static let levels = 0...3
    private static func level(ofPlace place: Int) -> Int {
        place < 64 ? 0 : place < 512 ? 1 : place < 4_096 ? 2 : 3
    }
}
