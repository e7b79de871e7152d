import Analysis
import GRDB

/// The vocabulary as a pass changes it: which forms there are, their numbers, and how many documents hold each.
final class FormTable {
    /// What is counted of a form, apart from its term, so that counting touches little memory.
    private struct Count: Sendable {
        /// 0 for one that the vocabulary does not list.
        let number: UInt32
        var delta: Int32 = 0
    }

    private struct Entry: Sendable {
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
    private var places = NumberedKeys()
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
        _ forms: [AnalyzedDocument.Form], _ delta: Int32, _ places: inout NumberedKeys, _ counts: inout [Count]
    ) -> [UInt32] {
        forms.map { form in
            let place = places.value(of: form.key, numbered: form.number, else: 0)
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
    func finish(stemming: Stemming) throws {
        let changed = zip(entries, counts).filter { _, count in count.delta != 0 && count.number != 0 }
        (entries, counts) = ([], [])
        places.removeAll()
        guard !changed.isEmpty else { return }
        // Sorting all the rows for an index is faster than putting them into it one by one, in no order.
        if isEmpty { try db.execute(sql: Schema.dropFormIndexes) }
        try insert(changed.filter { entry, _ in entry.isNew }, stemming)
        try update(changed.filter { entry, _ in !entry.isNew }.map { _, count in count })
        if isEmpty { try db.execute(sql: Schema.createFormIndexes) }
    }

    private struct Row: Sendable {
        let count: Count
        let term: Term
        let folded: String
        let root: String
    }

    /// A thread of its own folds the forms and finds their roots.
    private func insert(_ forms: [(Entry, Count)], _ stemming: Stemming) throws {
        if forms.isEmpty { return }
        let insert = try db.makeHotStatement(Self.insert)
        try Pipeline.run(
            capacity: Self.rowsAhead, weight: { _ in 1 },
            make: { give in
                let analyzer = Analyzer(stemming: stemming)
                for (entry, count) in forms {
                    let form = entry.term.form
                    try give(
                        Row(count: count, term: entry.term, folded: analyzer.fold(form), root: analyzer.root(of: form)))
                }
            },
            take: { row in
                try insert.run(
                    Int64(row.count.number), row.term.form, row.folded, row.term.text, row.root,
                    Int64(row.term.form.count), Int64(row.count.delta))
            })
    }

    private static let rowsAhead = 2_000

    private func update(_ counts: [Count]) throws {
        let update = try db.makeHotStatement("UPDATE form SET documents = documents + ? WHERE number = ?")
        let delete = try db.makeHotStatement("DELETE FROM form WHERE number = ? AND documents <= 0")
        for count in counts {
            try update.run(Int64(count.delta), Int64(count.number))
            if count.delta < 0 { try delete.run(Int64(count.number)) }
        }
    }

    private static let insert = """
        INSERT INTO form (number, form, folded, term, root, length, documents) VALUES (?, ?, ?, ?, ?, ?, ?)
        """
}
