import Corpus
import Foundation
import GRDB
import Testing

@testable import SearchIndex

@Suite struct IncrementalTests {
    private let sample: SampleCorpus

    init() throws {
        sample = try Sample.corpus()
        try sample.pass()
    }

    private func token() throws -> Int64 { try sample.reader().read { try $0.token } }

    @Test("a first pass adds every document")
    func first() throws {
        #expect(try sample.rows("SELECT id FROM document ORDER BY id") == ["a", "b", "jardin", "mediateur", "voisins"])
        #expect(try sample.damage() == [])
    }

    @Test("an unchanged corpus writes nothing")
    func unchanged() throws {
        // An open reader keeps the write-ahead log from being folded into the file.
        let watcher = try IndexFile.reader(sample.index)
        func state() throws -> [String] {
            try ["", "-wal"].map { suffix in
                let bytes = FileManager.default.contents(atPath: sample.index + suffix) ?? Data()
                return "\(suffix) \(bytes.count) \(ContentHash(of: Array(bytes).span, seed: 0))"
            } + watcher.read { db in try SampleCorpus.rows(db, "PRAGMA data_version") } + [String(token())]
        }
        try sample.execute("PRAGMA user_version = \(Schema.userVersion)")
        let before = try state()
        let summary = try sample.pass()
        #expect((summary.unchanged, summary.added, summary.changed, summary.removed) == (5, 0, 0, 0))
        #expect(!summary.rebuilt)
        #expect(try state() == before)
    }

    @Test("axes and publics come back as written, in their order, and count with their ancestors")
    func axesAndPublics() throws {
        try sample.write("experiences/deux.md", Sample.document("Deux axes", axes: "proprete, decrochage-scolaire"))
        try sample.pass()
        try sample.reader().read { state in
            let document = try #require(try state.document(id: "deux"))
            #expect(document.axes == ["proprete", "decrochage-scolaire"])
            #expect(document.publics == ["jeunes", "parents"])
            #expect(
                try state.axisCounts() == [
                    "proprete": 2, "cadre-de-vie": 3, "decrochage-scolaire": 2, "cohesion-sociale": 2,
                ])
        }
        try sample.remove("experiences/deux.md")
        try sample.remove("experiences/mediateur.md")
        try sample.pass()
        #expect(try sample.reader().read { try $0.axisCounts() } == ["proprete": 1, "cadre-de-vie": 2])
    }

    @Test("one changed file changes only itself")
    func changed() throws {
        func others() throws -> [String] {
            try sample.rows("SELECT * FROM document WHERE id <> 'voisins' ORDER BY number")
        }
        let before = (others: try others(), token: try token())
        try sample.write("experiences/voisins.md", Sample.document("Des voisins solidaires", body: "Une fête."))
        let summary = try sample.pass()
        #expect((summary.unchanged, summary.added, summary.changed, summary.removed) == (4, 0, 1, 0))
        #expect(try others() == before.others)
        #expect(try sample.rows("SELECT title FROM document WHERE id = 'voisins'") == ["Des voisins solidaires"])
        #expect(try token() != before.token)
        #expect(try sample.rows("SELECT rowid FROM text WHERE text MATCH 'vigilants'") == [])
        #expect(try sample.damage() == [])
    }

    @Test("one changed line changes only itself")
    func changedLine() throws {
        try sample.write(
            "lot.jsonl",
            Sample.line("a", "Une fanfare", "La fanfare des habitants.")
                + Sample.line("b", "Un marché", "Le marché du lundi."))
        let summary = try sample.pass()
        #expect((summary.unchanged, summary.changed) == (4, 1))
        #expect(
            try sample.rows("SELECT body FROM document_text WHERE id IN ('a', 'b') ORDER BY id") == [
                "La fanfare des habitants.", "Le marché du lundi.",
            ])
    }

    @Test("a removed document leaves its title, until it comes back")
    func removed() throws {
        try sample.remove("experiences/jardin.md")
        #expect(try sample.pass().removed == 1)
        #expect(try sample.rows("SELECT id, title FROM removed") == ["jardin | Un jardin partagé"])
        #expect(try sample.reader().read { try $0.removedTitle(id: "jardin") } == "Un jardin partagé")
        #expect(try sample.rows("SELECT rowid FROM text WHERE text MATCH 'jardin'") == [])
        #expect(try sample.damage() == [])
        try sample.pass(rebuild: true)
        #expect(try sample.rows("SELECT id FROM removed") == ["jardin"])
        try sample.write("experiences/jardin.md", Sample.document("Un jardin partagé"))
        #expect(try sample.pass().added == 1)
        #expect(try sample.rows("SELECT id FROM removed") == [])
    }

    @Test("the only document leaves its title too, until it comes back")
    func onlyOne() throws {
        let sample = try SampleCorpus()
        for text in ["Un titre", nil, "Un titre"] {
            if let text {
                try sample.write("a.jsonl", #"{"_id": "seul", "title": "\#(text)", "text": "Un texte."}"#)
            } else {
                try sample.remove("a.jsonl")
            }
            try sample.pass()
            #expect(try sample.rows("SELECT id FROM removed") == (text == nil ? ["seul"] : []))
        }
    }

    @Test("a refused document keeps its last good version", arguments: [false, true])
    func refused(rebuild: Bool) throws {
        try sample.write("experiences/voisins.md", "---\ntitre: \"Jamais fermé\n---\n")
        let summary = try sample.pass(rebuild: rebuild)
        #expect((summary.refused, summary.kept, summary.removed, summary.lost) == (1, 1, 0, []))
        #expect(summary.documents == 5)
        #expect(try sample.rows("SELECT title FROM document WHERE id = 'voisins'") == ["Des voisins vigilants"])
        #expect(try sample.axes(of: "voisins").all == ["proprete", "cadre-de-vie"])
        #expect(try sample.damage() == [])
        // Repaired, it is taken in again, though as it was.
        try sample.write(
            "experiences/voisins.md", Sample.document("Des voisins vigilants", body: "Les emplois du quartier."))
        #expect(try sample.pass().refused == 0)
    }

    @Test("rebuilds leave no write-ahead log that grows, whether the index is being read or not")
    func rebuiltLog() throws {
        let sample = try SampleCorpus(["lot.jsonl": Sample.line("a", "Titre", "Le texte.")])
        try sample.pass()
        let reader = try sample.reader()
        for _ in 0..<3 {
            _ = try reader.read { try $0.token }
            try sample.pass(rebuild: true)
            let log = URL(fileURLWithPath: sample.index + "-wal")
            #expect((try? log.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0 == 0)
        }
    }

    @Test("a rebuild counts against the state that it replaces: a refused document is none of the added")
    func rebuildCounts() throws {
        let sample = try SampleCorpus([
            "lot.jsonl": ["a", "b", "c", "d"].map { Sample.line($0, "Titre \($0)", "Le texte.") }.joined(
                separator: "\n")
        ])
        try sample.pass()
        try sample.write(
            "lot.jsonl",
            [
                Sample.line("a", "Titre a", "Le texte."), Sample.line("b", "Titre b", "Un autre texte."),
                #"{"_id": "c", "title": "Titre c", "text": "Le texte.", "type": "inconnu"}"#,
                Sample.line("e", "Titre e", "Le texte."),
            ].joined(separator: "\n"))
        let summary = try sample.pass(rebuild: true)
        #expect((summary.added, summary.changed, summary.removed, summary.unchanged) == (1, 1, 1, 1))
        #expect((summary.refused, summary.kept, summary.documents) == (1, 1, 4))
    }

    @Test("a line that does not say its id takes nothing of its file away", arguments: [false, true])
    func refusedLine(rebuild: Bool) throws {
        try sample.write("lot.jsonl", Sample.line("a", "Une fanfare", "La fanfare des habitants.") + "{\"_id\n")
        let summary = try sample.pass(rebuild: rebuild)
        #expect((summary.refused, summary.kept, summary.removed) == (1, 1, 0))
        #expect(try sample.rows("SELECT id FROM document WHERE path = 'lot.jsonl' ORDER BY id") == ["a", "b"])
    }

    @Test("a refused document that never was good is named when the index is rebuilt")
    func lost() throws {
        try sample.write("experiences/neuf.md", "---\ntitre: \"Jamais fermé\n---\n")
        #expect(try sample.pass(rebuild: true).lost == ["neuf"])
    }

    @Test("of two documents with one id the first stays")
    func duplicates() throws {
        try sample.write("outils/voisins.md", Sample.document("Un autre"))
        try sample.write(
            "lot.jsonl",
            Sample.line("a", "Une fanfare", "La fanfare des habitants.")
                + Sample.line("b", "Un marché", "Le marché du samedi.") + Sample.line("a", "Double", "Double."))
        let summary = try sample.pass()
        #expect((summary.refused, summary.documents) == (2, 5))
        #expect(
            summary.problems.filter { $0.category == "doublon" }.map { "\($0.file):\($0.line ?? 0)" } == [
                "lot.jsonl:3", "outils/voisins.md:1",
            ])
        #expect(
            try sample.rows("SELECT title FROM document WHERE id IN ('a', 'voisins') ORDER BY id") == [
                "Une fanfare", "Des voisins vigilants",
            ])
    }

    @Test("a taxonomy's new tree touches only the documents that carry what moved")
    func taxonomy() throws {
        try sample.write(
            "axes.yml", Sample.axes.replacing("    parent: cadre-de-vie\n", with: "    parent: cohesion-sociale\n"))
        let summary = try sample.pass()
        #expect((summary.changed, summary.unchanged) == (1, 4))
        #expect(try sample.axes(of: "voisins") == (["proprete"], ["proprete", "cohesion-sociale"]))
        #expect(try sample.damage() == [])
    }

    @Test("a new label touches only the documents that carry the axis")
    func label() throws {
        let before = try token()
        try sample.write("axes.yml", Sample.axes.replacing("label: Propreté", with: "label: Propreté des rues"))
        let summary = try sample.pass()
        #expect((summary.changed, summary.unchanged) == (1, 4))
        #expect(try sample.reader().read { $0.taxonomy["proprete"]?.label } == "Propreté des rues")
        #expect(try token() != before)
    }

    @Test("a name that passes to another axis takes its documents along, as a rebuild does")
    func movedName() throws {
        try sample.write("experiences/absents.md", Sample.document("Les absents", axes: "élèves absents"))
        try sample.pass()
        try sample.write(
            "axes.yml",
            Sample.axes.replacing("    alt: [élèves absents]\n", with: "").replacing(
                "label: Propreté\n", with: "label: Propreté\n    alt: [élèves absents]\n"))
        try sample.pass()
        #expect(try sample.axes(of: "absents").named == ["proprete"])
    }

    @Test("a line that moves to another file is known to be there")
    func movedLine() throws {
        try sample.write("lot.jsonl", Sample.line("a", "Une fanfare", "La fanfare des habitants."))
        try sample.write("autre.jsonl", Sample.line("b", "Un marché", "Le marché du samedi."))
        try sample.pass()
        let path = try sample.rows("SELECT path FROM document WHERE id = 'b'")
        withKnownIssue("its content is known, so its row is not looked at") {
            #expect(path == ["autre.jsonl"])
        }
    }

    @Test("the same corpus gives the same texts in every column")
    func reproducible() throws {
        let header = (1...6).map { "cle\($0): valeur" }.joined(separator: "\n")
        try sample.write(
            "experiences/cles.md", Sample.document("Des clés").replacing("nature:", with: header + "\nnature:"))
        var columns: Set<[String]> = []
        for _ in 0..<4 {
            try sample.pass(rebuild: true)
            columns.insert(try sample.rows("SELECT sources, fields FROM document_text ORDER BY id"))
        }
        #expect(columns.count == 1)
    }

    @Test("a new thesaurus is read without touching a document")
    func thesaurus() throws {
        try sample.write(
            "thesaurus.tsv",
            "term\trelated\ttype\tdirection\tweight\tcase\tnote\nQPV\tquartier prioritaire\tacronym\tboth\t1\t\t\n")
        let summary = try sample.pass()
        #expect((summary.changed, summary.unchanged) == (0, 5))
        #expect(try sample.reader().read { $0.thesaurus.map(\.term) } == ["QPV"])
    }

    @Test("counts of forms go back to what they were")
    func forms() throws {
        let before = try sample.rows("SELECT * FROM form ORDER BY form")
        try sample.write(
            "experiences/passage.md",
            Sample.document("Une péniche musicale", body: "La péniche, LA PÉNICHE, les péniches et le marché."))
        try sample.pass()
        #expect(
            try sample.rows("SELECT documents FROM form WHERE form IN ('péniche', 'péniches') ORDER BY form") == [
                "1", "1",
            ])
        #expect(try sample.rows("SELECT documents FROM form WHERE form = 'marché'") == ["2"])
        try sample.remove("experiences/passage.md")
        try sample.pass()
        #expect(try sample.rows("SELECT * FROM form ORDER BY form") == before)
        for path in ["mediateur", "voisins", "jardin"] { try sample.remove("experiences/\(path).md") }
        try sample.remove("lot.jsonl")
        try sample.pass()
        #expect(try sample.rows("SELECT * FROM form") == [])
        #expect(try sample.rows("SELECT * FROM vocabulary") == [])
    }

    @Test("an incremental pass and a rebuild give the same index", arguments: 0..<UInt64(6))
    func sameAsRebuild(seed: UInt64) throws {
        var random = Seeded(seed)
        let words = ["école", "emplois", "habitant·e·s", "REP+", "rendez-vous", "30 000", "l’avocat", "PRE", "marché"]
        for _ in 0..<4 {
            for name in ["un", "deux", "trois", "quatre"] {
                let path = "experiences/\(name).md"
                switch Int.random(in: 0..<4, using: &random) {
                case 0: try? sample.remove(path)
                case 1: break
                default:
                    let body = (0..<6).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
                    try sample.write(
                        path,
                        Sample.document(
                            "Fiche \(name)", axes: Bool.random(using: &random) ? "proprete" : "decrochage-scolaire",
                            body: body))
                }
            }
            try sample.pass()
        }
        let incremental = try sample.content()
        #expect(try sample.damage() == [])
        try sample.pass(rebuild: true)
        let rebuilt = try sample.content()
        #expect(rebuilt == incremental)
        #expect(try sample.damage() == [])
    }

    @Test("two thousand lines are taken in, then known")
    func manyLines() throws {
        let lines = (0..<2_000).map {
            Sample.line("n\($0)", "Note \($0)", "Une note sur le mot\($0 % 97) et la rue \($0).")
        }.joined()
        try sample.write("lot.jsonl", lines)
        let summary = try sample.pass()
        #expect((summary.added, summary.removed, summary.documents) == (2_000, 2, 2_003))
        #expect(try sample.pass().unchanged == 2_003)
        #expect(try sample.rows("SELECT documents FROM form WHERE form = 'note'") == ["2000"])
        #expect(try sample.reader().read { try $0.occurrences(of: [["note"]], in: nil).count } == 2_000)
    }
}
