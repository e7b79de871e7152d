import Corpus
import Foundation
import GRDB

/// A document as the index keeps it: what `Corpus` read, its text in one piece.
struct StoredDocument: Sendable {
    struct Section: Sendable {
        var heading: String
        var level: Int
        var start: Int
        var end: Int
        var html: String?
        var markdown: String?
    }

    var id: String
    var hash: Data
    var kind: String
    var territory: String?
    var year: Int?
    var nature: String?
    var updated: String?
    var path: String
    var title: String
    var summary: String
    var headings: String
    var sources: String
    var fields: String
    var body: String
    var axes: [String]
    /// Labels and alternative names, a line each.
    var header: String
    var publics: [String]
    var sections: [Section]

    /// What is searched, in the order of `Field`.
    var texts: [String] { [title, summary, headings, body, header] }

    init(_ document: Document, hash: ContentHash, taxonomy: Taxonomy) throws {
        id = document.id
        self.hash = hash.data
        kind = document.kind.rawValue
        territory = document.territory
        year = document.year
        nature = document.nature?.rawValue
        updated = document.updated
        path = document.path
        title = document.title
        summary = document.summary
        sources = try Self.json(document.sources)
        fields = try Self.json(document.fields)
        axes = document.axes
        let axisNames = document.axes.compactMap { taxonomy[$0] }.flatMap { [$0.label] + $0.alt }
        header = (axisNames + document.searchedFields).joined(separator: "\n")
        publics = document.publics
        headings = document.sections.map(\.heading).filter { !$0.isEmpty }.joined(separator: "\n")
        var body = ""
        sections = []
        for section in document.sections {
            if !body.isEmpty { body += "\n" }
            let start = body.utf8.count
            body += section.text
            sections.append(
                Section(
                    heading: section.heading, level: section.level, start: start, end: body.utf8.count,
                    html: section.html, markdown: section.markdown))
        }
        self.body = body
    }

    /// An encoder is costly to make, and most lines of bulk input have nothing to encode.
    private static func json(_ values: [some Encodable]) throws -> String {
        guard !values.isEmpty else { return "[]" }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(values), as: UTF8.self)
    }

    /// Whether its text stands in one section without heading or HTML, as bulk input does: no row needs to say so.
    var isPlainText: Bool {
        guard sections.count == 1, let section = sections.first else { return false }
        return section.level == 0 && section.heading.isEmpty && section.html == nil && !body.isEmpty
    }
}

extension ContentHash {
    /// 16 bytes, the high half first.
    var data: Data {
        var data = Data(capacity: 16)
        for half in [high, low] {
            for shift in stride(from: 56, through: 0, by: -8) {
                data.append(UInt8(truncatingIfNeeded: half >> UInt64(shift)))
            }
        }
        return data
    }
}

extension StoredDocument {
    /// Calls `body` with the number of every document and what is searched of it, by ascending number.
    static func forEachText(_ db: Database, _ body: (Int, [String]) throws -> Void) throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT number, title, summary, headings, body, header FROM document_text ORDER BY number")
        while let row = try rows.next() { try body(row["number"], texts(row)) }
    }

    /// What is searched of a document, in the order of `Field`, from a row that has its columns.
    static func texts(_ row: Row) -> [String] {
        ["title", "summary", "headings", "body", "header"].map { row[$0] }
    }

    /// The document of another index file of the same schema, for a rebuild that must not lose it.
    static func fetch(id: String, from db: Database) throws -> StoredDocument? {
        try Row.fetchOne(db, sql: "SELECT * FROM document_text WHERE id = ?", arguments: [id]).map {
            try StoredDocument($0, db)
        }
    }

    /// The parts of a document that passages are made of, from a row that has `number`, `title`, `summary` and `body`.
    init(textOf row: Row, _ db: Database) throws {
        id = ""
        hash = Data()
        (kind, path, headings, header, sources, fields) = ("", "", "", "", "", "")
        (title, summary, body) = (row["title"], row["summary"], row["body"])
        (axes, publics) = ([], [])
        sections = try Self.sections(of: row["number"], body: body, db)
    }

    private init(_ row: Row, _ db: Database) throws {
        id = row["id"]
        hash = row["hash"]
        kind = row["kind"]
        territory = row["territory"]
        year = row["year"]
        nature = row["nature"]
        updated = row["updated"]
        path = row["path"]
        title = row["title"]
        summary = row["summary"]
        headings = row["headings"]
        header = row["header"]
        sources = row["sources"]
        fields = row["fields"]
        body = row["body"]
        axes = Self.lines(row["axes"])
        publics = Self.lines(row["publics"])
        sections = try Self.sections(of: row["number"], body: body, db)
    }

    private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    private static func sections(of number: Int64, body: String, _ db: Database) throws -> [Section] {
        let statement = try db.cachedStatement(sql: "SELECT * FROM section WHERE document = ? ORDER BY position")
        let sections = try Row.fetchAll(statement, arguments: [number]).map {
            Section(
                heading: $0["heading"], level: $0["level"], start: $0["start"], end: $0["end"], html: $0["html"],
                markdown: $0["markdown"])
        }
        if !sections.isEmpty || body.isEmpty { return sections }
        return [Section(heading: "", level: 0, start: 0, end: body.utf8.count)]
    }
}

extension Document {
    init(_ stored: StoredDocument) throws {
        let decoder = JSONDecoder()
        let body = Array(stored.body.utf8)
        self.init(
            id: stored.id, kind: Kind(rawValue: stored.kind) ?? .reference, title: stored.title,
            summary: stored.summary,
            axes: stored.axes, publics: stored.publics, territory: stored.territory, year: stored.year,
            nature: stored.nature.flatMap { Nature(rawValue: $0) }, updated: stored.updated,
            sources: try decoder.decode([Source].self, from: Data(stored.sources.utf8)),
            fields: try decoder.decode([Field].self, from: Data(stored.fields.utf8)),
            sections: stored.sections.map { section in
                let range = max(0, section.start)..<min(max(section.start, section.end), body.count)
                return Section(
                    heading: section.heading, level: section.level, text: String(decoding: body[range], as: UTF8.self),
                    html: section.html, markdown: section.markdown)
            },
            path: stored.path, line: 1)
    }
}

extension Document {
    /// What the header says in words, beside what has a column of its own: partners, means, materials.
    fileprivate var searchedFields: [String] {
        fields.filter { !Self.unsearchedKeys.contains($0.key) }.flatMap { field in
            switch field.value {
            case .text(let text): [text]
            case .list(let values): values
            }
        }
    }

    /// Ids, links and notes of the editors: words in them answer nobody.
    private static let unsearchedKeys: Set<String> = [
        "contact", "contributeurs", "date_fin", "exemples", "issue_de", "licence", "liens", "outils", "pieces_jointes",
        "relecture", "statut_action",
    ]
}
