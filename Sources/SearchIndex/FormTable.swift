import Analysis
import GRDB

/// The vocabulary as a pass changes it: which forms there are, their numbers, and how many documents hold each.
final class FormTable {
    /// What is counted of a form, apart from its term, so that counting touches little memory.
    private struct Count {
        /// 0 for one that the vocabulary does not list.
        let number: UInt32
        var delta: Int32 = 0
    }

    private struct Entry {
        let term: Term
        /// Whether the table does not have it yet.
        let isNew: Bool
    }

    private let select: Statement
    private let db: Database
    private let isEmpty: Bool
    private var entries: [Entry] = []
    /// Of the entries.
    private var counts: [Count] = []
    private var places = ScratchTable()
    private var next: UInt32

    init(_ db: Database) throws {
        self.db = db
        select = try db.makeStatement(sql: "SELECT number FROM form WHERE form = ?")
        // Numbers of forms that are gone are not given again: what they meant must not come back as something else.
        next = try (UInt32.fetchOne(db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'form'") ?? 0) + 1
        isEmpty = next == 1
    }

    /// Whether the vocabulary has such a form: words of letters, not numbers.
    static func lists(_ term: Term) -> Bool {
        guard let first = term.form.utf8.first else { return false }
        return first >= 0x61 && term.form.utf8.count <= FormLengths.longest
    }

    /// Counts the forms of a document that came (+1) or went (-1).
    ///
    /// - Returns: their numbers, 0 for those that the vocabulary does not list.
    func count(_ document: AnalyzedDocument, _ delta: Int32) throws -> [UInt32] {
        for term in document.newForms { try learn(term) }
        return Self.count(document.forms, delta, &places, &counts)
    }

    private static func count(
        _ forms: [AnalyzedDocument.Form], _ delta: Int32, _ places: inout ScratchTable, _ counts: inout [Count]
    ) -> [UInt32] {
        forms.map { form in
            let place = places.value(of: form.key, else: 0)
            counts[place].delta += delta
            return counts[place].number
        }
    }

    /// Several analyzers may find the same form new.
    private func learn(_ term: Term) throws {
        guard places.value(of: term.formKey, else: entries.count) == entries.count else { return }
        let isListed = Self.lists(term)
        let known = isEmpty || !isListed ? nil : try UInt32.fetchOne(select, arguments: [term.form])
        counts.append(Count(number: isListed ? known ?? next : 0))
        entries.append(Entry(term: term, isNew: known == nil))
        if isListed, known == nil { next += 1 }
    }

    /// Writes the counts; forms that no document holds any more go.
    func finish(_ analyzer: Analyzer) throws {
        let insert = try db.makeStatement(sql: Self.insert)
        let update = try db.makeStatement(sql: "UPDATE form SET documents = documents + ? WHERE number = ?")
        let delete = try db.makeStatement(sql: "DELETE FROM form WHERE number = ? AND documents <= 0")
        for (entry, count) in zip(entries, counts) where count.delta != 0 && count.number != 0 {
            let form = entry.term.form
            if entry.isNew {
                try insert.execute(arguments: [
                    count.number, form, analyzer.fold(form), entry.term.text, analyzer.root(of: form), form.count,
                    count.delta,
                ])
            } else {
                try update.execute(arguments: [count.delta, count.number])
                if count.delta < 0 { try delete.execute(arguments: [count.number]) }
            }
        }
        entries = []
        counts = []
        places.removeAll()
    }

    private static let insert = """
        INSERT INTO form (number, form, folded, term, root, length, documents) VALUES (?, ?, ?, ?, ?, ?, ?)
        """
}
