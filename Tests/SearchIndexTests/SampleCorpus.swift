import Corpus
import Foundation
import GRDB
import Testing

@testable import SearchIndex

/// A corpus folder and the index beside it, which live as long as the test that made them.
final class SampleCorpus {
    let folder: String
    var corpus: String { folder + "/corpus" }
    var index: String { folder + "/index/reperes.sqlite" }

    /// Writes each file, given by its path relative to the corpus.
    init(_ files: [String: String] = [:]) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("index-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder + "/corpus", withIntermediateDirectories: true)
        for (path, text) in files { try write(path, text) }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func write(_ path: String, _ text: String) throws {
        let url = URL(fileURLWithPath: "\(corpus)/\(path)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: "\(corpus)/\(path)") }

    @discardableResult
    func pass(rebuild: Bool = false) throws -> PassSummary {
        try Indexer(corpus: corpus, index: index).run(rebuild: rebuild)
    }

    /// The rows of a query on the index, as text.
    func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [String] {
        try IndexFile.reader(index).read { db in try Self.rows(db, sql, arguments) }
    }

    static func rows(_ db: Database, _ sql: String, _ arguments: StatementArguments = []) throws -> [String] {
        try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
            row.databaseValues.map { value in
                if case .blob(let data) = value.storage { return data.map { String($0, radix: 16) }.joined() }
                return value.isNull ? "∅" : String(describing: value.storage.value ?? "").description
            }.joined(separator: " | ")
        }
    }

    /// Runs SQL on the file, as another program would.
    func execute(_ sql: String) throws {
        try IndexFile.writer(index).writeWithoutTransaction { db in try db.execute(sql: sql) }
    }

    /// All that searches depend on, document numbers aside.
    func content() throws -> [String] {
        try IndexFile.reader(index).read { db in
            let documents = try String.fetchAll(db, sql: "SELECT id FROM document ORDER BY id").compactMap {
                try IndexState(db).document(id: $0).map { String(describing: $0) }
            }
            return try documents
                + [
                    "SELECT id, hash, kind, territory, year, nature, updated, title_length, summary_length, headings_length, body_length, path, axes, publics, title, summary, headings, header, body FROM document_text ORDER BY id",
                    "SELECT d.id, s.position, s.heading, s.level, s.start, s.\"end\", s.html FROM section AS s JOIN document AS d ON d.number = s.document ORDER BY d.id, s.position",
                    "SELECT form, folded, term, root, length, documents FROM form ORDER BY form",
                    "SELECT * FROM removed ORDER BY id",
                    "SELECT * FROM vocabulary ORDER BY term",
                    "SELECT key, value FROM meta WHERE key IN ('mean_lengths', 'length_totals') ORDER BY key",
                ].flatMap { try Self.rows(db, $0) } + Self.forwards(db) + Self.columns(db)
        }
    }

    func forwards() throws -> [String] { try IndexFile.reader(index).read(Self.forwards) }

    /// The words of each document, ^ before capitals, / between fields; the numbers of forms differ from file to file.
    private static func forwards(_ db: Database) throws -> [String] {
        let forms = try Row.fetchAll(db, sql: "SELECT number, form FROM form").map { row in
            (Forward.code(ofForm: row[0]), row[1] as String)
        }
        let names = Dictionary(uniqueKeysWithValues: forms)
        return try Int.fetchAll(db, sql: "SELECT number FROM document ORDER BY id").map { number in
            try IndexState(db).forward(of: number).words.map { word in
                if word.isBreak { return "/" }
                return (word.isCapitalized ? "^" : "") + (names[word.form] ?? String(word.form))
            }.joined(separator: " ")
        }
    }

    /// The axes of a document, those that it names first.
    func axes(of id: String) throws -> (named: [String], all: [String]) {
        try reader().read { state in
            let (table, number) = (try state.documentTable(), try #require(try state.number(of: id)))
            let texts = table.values(of: .axis).texts
            let all = table.codes(of: number, .axis).map { texts[Int($0)] }
            return (Array(all.prefix(table.namedAxes(of: number).count)), all)
        }
    }

    /// What the columns say of each document, by id.
    private static func columns(_ db: Database) throws -> [String] {
        let table = try DocumentTable(db)
        var columns: [String] = []
        table.live.forEach { number in
            let values = DocumentTable.Facet.allCases.map { facet in
                table.codes(of: number, facet).map { table.values(of: facet).texts[Int($0)] }
            }
            columns.append(
                """
                \(table.id(of: number)) \(table.fieldLengths(of: number)) \(table.updated(number)) \
                \(table.namedAxes(of: number).count) \(values)
                """)
        }
        return columns.sorted()
    }

    /// FTS5's own check, the postings and the texts of the documents compared, and rows without a document.
    func damage() throws -> [String] {
        try IndexFile.writer(index).writeWithoutTransaction { db in
            var damage: [String] = []
            for check in [
                "INSERT INTO text(text) VALUES('integrity-check')",
                "INSERT INTO text(text, rank) VALUES('integrity-check', 1)",
            ] {
                do { try db.execute(sql: check) } catch { damage.append("\(check): \(error)") }
            }
            for table in ["section", "forward"] {
                damage += try Self.rows(
                    db, "SELECT '\(table)', * FROM \(table) WHERE document NOT IN (SELECT number FROM document)")
            }
            var integrity = Integrity(db, limit: 5)
            return try damage + integrity.check { _ in }
        }
    }

    func reader() throws -> IndexReader { try IndexReader(path: index) }
}

/// Files of a corpus, as editors write them.
enum Sample {
    static let axes = """
        schemes:
          - id: contrat-2015
            label: Contrats de ville 2015
        axes:
          - id: cohesion-sociale
            scheme: contrat-2015
            label: Cohésion sociale
          - id: decrochage-scolaire
            scheme: contrat-2015
            parent: cohesion-sociale
            label: Décrochage
            alt: [élèves absents]
          - id: cadre-de-vie
            scheme: contrat-2015
            label: Cadre de vie
          - id: proprete
            scheme: contrat-2015
            parent: cadre-de-vie
            label: Propreté

        """

    static func document(_ title: String, axes: String = "proprete", body: String = "Un texte.") -> String {
        """
        ---
        titre: \(title)
        resume: Résumé de \(title).
        axes: [\(axes)]
        publics: [jeunes, parents]
        territoire: Ormesval
        date_debut: 2019
        date_mise_a_jour: 2026-11-24
        nature: illustrative
        ---

        ## Contexte

        \(body)

        ## Limites

        Peu de temps.

        """
    }

    static func line(_ id: String, _ title: String, _ text: String) -> String {
        #"{"_id": "\#(id)", "title": "\#(title)", "text": "\#(text)"}"# + "\n"
    }

    static func corpus() throws -> SampleCorpus {
        try SampleCorpus([
            "axes.yml": axes,
            "experiences/mediateur.md": document(
                "Un médiateur au collège", axes: "decrochage-scolaire", body: "Le décrochage des élèves."),
            "experiences/voisins.md": document("Des voisins vigilants", body: "Les emplois du quartier."),
            "experiences/jardin.md": document(
                "Un jardin partagé", axes: "cadre-de-vie", body: "Le jardin et ses bénévoles."),
            "lot.jsonl": line("a", "Une fanfare", "La fanfare des habitants.")
                + line("b", "Un marché", "Le marché du samedi."),
        ])
    }
}
