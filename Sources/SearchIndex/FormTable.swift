import Analysis
import GRDB

/// The vocabulary as a pass changes it: which forms there are, their numbers, and how many documents hold each.
final class FormTable {
    private struct Entry {
        let term: Term
        let number: UInt32
        /// Whether the table does not have it yet.
        let isNew: Bool
        var delta = 0
    }

    /// Longer words are no words.
    private static let longest = 48

    private let select: Statement
    private let db: Database
    private let isEmpty: Bool
    private var entries: [Entry] = []
    private var places: [String: Int] = [:]
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
        return first >= 0x61 && term.form.utf8.count <= longest
    }

    /// Counts the forms of a document that came (+1) or went (-1).
    ///
    /// - Returns: their numbers, 0 for those that the vocabulary does not list.
    func count(_ forms: [Term], _ delta: Int) throws -> [UInt32] {
        try forms.map { form in
            guard Self.lists(form) else { return 0 }
            let place = try place(of: form)
            entries[place].delta += delta
            return entries[place].number
        }
    }

    private func place(of term: Term) throws -> Int {
        if let place = places[term.form] { return place }
        let known = isEmpty ? nil : try UInt32.fetchOne(select, arguments: [term.form])
        entries.append(Entry(term: term, number: known ?? next, isNew: known == nil))
        if known == nil { next += 1 }
        places[term.form] = entries.count - 1
        return entries.count - 1
    }

    /// Writes the counts; forms that no document holds any more go.
    func finish(_ analyzer: Analyzer) throws {
        let insert = try db.makeStatement(sql: Self.insert)
        let update = try db.makeStatement(sql: "UPDATE form SET documents = documents + ? WHERE number = ?")
        let delete = try db.makeStatement(sql: "DELETE FROM form WHERE number = ? AND documents <= 0")
        for entry in entries where entry.delta != 0 {
            let form = entry.term.form
            if entry.isNew {
                try insert.execute(arguments: [
                    entry.number, form, analyzer.fold(form), entry.term.text, analyzer.root(of: form), form.count,
                    entry.delta,
                ])
            } else {
                try update.execute(arguments: [entry.delta, entry.number])
                if entry.delta < 0 { try delete.execute(arguments: [entry.number]) }
            }
        }
        entries = []
        places = [:]
    }

    private static let insert = """
        INSERT INTO form (number, form, folded, term, root, length, documents) VALUES (?, ?, ?, ?, ?, ?, ?)
        """
}
