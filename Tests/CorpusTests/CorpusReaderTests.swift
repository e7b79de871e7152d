import Foundation
import Testing

@testable import Corpus

@Suite("Reading a folder")
struct CorpusReaderTests {
    private let fiche = "---\ntitre: Titre\naxes: [x]\n---\nTexte.\n"

    @Test("documents come by path, then by line, and only from files that hold some")
    func order() throws {
        var files = [
            "b.md", "outils/a.md", "outils/deux/z.MD", "a-z.markdown", "experiences/readme.md", "license.txt/c.md",
        ].reduce(into: [String: String]()) { $0[$1] = fiche }
        for path in [
            "README.md", "LICENSE.md", "licence-fr.md", ".cachee.md", ".git/a.md", "evaluation/a.md",
            "outils/evaluation/b.md", "qrels/c.md", "notes.txt", "image.png", "a.md~",
        ] { files[path] = fiche }
        files["queries.jsonl"] = #"{"_id": "q", "text": "q"}"#
        files["qrels/test.jsonl"] = #"{"_id": "q", "text": "q"}"#
        files["aa.jsonl"] = "{\"_id\": \"2\", \"title\": \"T\"}\n{\"_id\": \"1\", \"title\": \"T\"}\n"
        #expect(
            try TemporaryCorpus(files).entries().map(\.summary) == [
                "document a-z a-z.markdown:1", "document 2 aa.jsonl:1", "document 1 aa.jsonl:2", "document b b.md:1",
                "document readme experiences/readme.md:1", "document c license.txt/c.md:1",
                "document a outils/a.md:1", "document z outils/deux/z.MD:1",
            ])
    }

    @Test("what is known is not read again, and a changed byte makes it unknown")
    func known() throws {
        let corpus = try TemporaryCorpus(["a.md": fiche, "b.jsonl": "{\"_id\": \"b\", \"title\": \"T\"}\n"])
        var known: [ContentHash: String] = [:]
        for case .document(let document, let hash, _) in try corpus.entries() { known[hash] = document.id }
        #expect(known.count == 2)
        #expect(
            try CorpusReader(folder: corpus.folder).entries(known: known).map(\.summary) == [
                "unchanged a", "unchanged b",
            ])
        try corpus.write("a.md", Array((fiche + "\n").utf8))
        try corpus.write(
            "b.jsonl", Array("\r\n{\"_id\": \"b\", \"title\": \"T\"}\r\n{\"_id\": \"c\", \"title\": \"T\"}".utf8))
        #expect(
            try CorpusReader(folder: corpus.folder).entries(known: known).map(\.summary) == [
                "document a a.md:1", "unchanged b", "document c b.jsonl:3",
            ])
    }

    @Test("the same bytes in another place are other content: the place tells the kind")
    func hashOfPlace() throws {
        let line = #"{"_id": "b", "title": "T"}"#
        let corpus = try TemporaryCorpus([
            "outils/a.md": fiche, "experiences/b.md": fiche, "outils/c.jsonl": line,
            "experiences/d.jsonl": line,
        ])
        var hashes: Set<ContentHash> = []
        try CorpusReader(folder: corpus.folder).read(
            known: {
                hashes.insert($0)
                return nil
            }, progress: { _, _ in }, each: { _ in })
        #expect(hashes.count == 4)
    }

    @Test("of two documents with one id, the second is refused, even when both are unchanged")
    func duplicates() throws {
        let line = #"{"_id": "a", "title": "T"}"#
        let corpus = try TemporaryCorpus([
            "a.md": fiche, "b/a.md": fiche, "c.jsonl": line, "d.jsonl": "{\"_id\": \"e\", \"title\": \"T\"}\n\(line)",
        ])
        let expected = [
            "document a a.md:1", "refused ? b/a.md", "refused ? c.jsonl", "document e d.jsonl:1", "refused ? d.jsonl",
        ]
        let entries = try corpus.entries()
        #expect(entries.map(\.summary) == expected)
        #expect(
            entries.flatMap(\.problems).filter { $0.category == "doublon" }.map(\.description) == [
                "b/a.md:1: identifiant « a » déjà défini à a.md:1, donnez-en un autre à l’un des deux",
                "c.jsonl:1: identifiant « a » déjà défini à a.md:1, donnez-en un autre à l’un des deux",
                "d.jsonl:2: identifiant « a » déjà défini à a.md:1, donnez-en un autre à l’un des deux",
            ])
        let all = try CorpusReader(folder: corpus.folder)
        var seen: [String] = []
        try all.read(known: { _ in "a" }, progress: { _, _ in }, each: { seen.append($0.summary) })
        #expect(
            seen == [
                "unchanged a", "refused ? b/a.md", "refused ? c.jsonl", "refused ? d.jsonl", "refused ? d.jsonl",
            ])
    }

    @Test("a refused document is named, so that its last good version can be kept")
    func refusedIds() throws {
        let corpus = try TemporaryCorpus([
            "a.md": "rien", "b.jsonl": "{\"_id\": \"b\", \"type\": \"inconnu\", \"title\": \"T\"}\n{\"title\": \"T\"}",
        ])
        #expect(try corpus.entries().map(\.summary) == ["refused a a.md", "refused b b.jsonl", "refused ? b.jsonl"])
    }

    @Test("what each throws ends the reading, and is what the caller gets")
    func interruption() throws {
        struct Full: Error {}
        let corpus = try TemporaryCorpus(["a.md": fiche, "b.md": fiche])
        var count = 0
        #expect(throws: Full.self) {
            try CorpusReader(folder: corpus.folder).read(known: { _ in nil }, progress: { _, _ in }) { _ in
                count += 1
                throw Full()
            }
        }
        #expect(count == 1)
    }

    @Test("progress grows up to the size of all files")
    func progress() throws {
        let lines = (0..<30_000).map { #"{"_id": "\#($0)", "title": "Un titre assez long pour deux morceaux"}"# }
        let text = lines.joined(separator: "\n")
        let corpus = try TemporaryCorpus(["a.md": fiche, "b.jsonl": text, "c.jsonl": text, "d.md": fiche])
        let reader = try CorpusReader(folder: corpus.folder)
        var steps: [Int] = []
        var totals: Set<Int> = []
        try reader.read(
            known: { _ in nil },
            progress: {
                steps.append($0)
                totals.insert($1)
            }, each: { _ in })
        #expect(totals == [reader.totalBytes])
        #expect(steps.last == reader.totalBytes)
        #expect(steps == steps.sorted())
        #expect(Set(steps).count > 4)
    }

    @Test("a file above 10 MB is refused without being read")
    func hugeFile() throws {
        let corpus = try TemporaryCorpus(["b.md": fiche])
        try corpus.write("a.md", [])
        let file = try #require(FileHandle(forWritingAtPath: "\(corpus.folder)/a.md"))
        // Sparse: 200 GB that hold nothing; reading them would not end.
        try file.truncate(atOffset: 200 << 30)
        try file.close()
        let entries = try corpus.entries()
        #expect(entries.map(\.summary) == ["refused a a.md", "document b b.md:1"])
        #expect(
            entries[0].problems.map(\.description) == [
                "a.md: fichier de plus de 10 Mo, coupez-le en plusieurs fiches"
            ])
    }

    @Test("linked folders are followed once, never into a loop")
    func links() throws {
        let outside = try TemporaryCorpus(["fiche-dehors.md": fiche])
        let corpus = try TemporaryCorpus(["corpus/experiences/a.md": fiche])
        try corpus.link("corpus/experiences/boucle", to: "..")
        try corpus.link("corpus/experiences/parent", to: "../..")
        try corpus.link("corpus/copie", to: "experiences")
        try outside.link("boucle", to: ".")
        try corpus.link("corpus/dehors", to: outside.folder)
        try corpus.link("corpus/dehors-encore", to: outside.folder)
        try corpus.link("corpus/lien.md", to: "\(outside.folder)/fiche-dehors.md")
        try corpus.link("corpus/perdu.md", to: "nulle-part.md")
        let entries = try CorpusReader(folder: "\(corpus.folder)/corpus").entries()
        #expect(
            entries.map(\.summary) == [
                "document fiche-dehors dehors/fiche-dehors.md:1", "document a experiences/a.md:1",
                "document lien lien.md:1", "refused perdu perdu.md",
            ])
        #expect(
            entries.last?.problems.map(\.description) == [
                "perdu.md: lien sans cible, donnez le droit de le lire, ou retirez-le"
            ])
    }

    @Test(
        "a folder holds itself and what is below it",
        arguments: [
            ("/", "/a", true), ("/", "/", true), ("/a", "/a", true), ("/a", "/a/b", true), ("/a", "/ab", false),
            ("/a/b", "/a", false),
        ])
    func holds(folder: String, path: String, holds: Bool) {
        #expect(CorpusFolder.holds(folder, path) == holds)
    }

    @Test("a file name that is not UTF-8 is refused, and the others are read")
    func badFileName() throws {
        let corpus = try TemporaryCorpus(["b.md": fiche])
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", #"printf x > "$(printf 'a\351.md')""#]
        process.currentDirectoryURL = URL(fileURLWithPath: corpus.folder)
        try process.run()
        process.waitUntilExit()
        let entries = try corpus.entries()
        #expect(entries.last?.summary == "document b b.md:1")
        #expect(entries.count == 2)
    }

    @Test("checking a file takes a path from here or from the corpus, and sees ids of other files")
    func readFile() throws {
        let corpus = try TemporaryCorpus([
            "outils/a.md": fiche, "b/a.md": fiche, "b/c.md": fiche, "axes.yml": "axes: [",
        ])
        let reader = try CorpusReader(folder: corpus.folder)
        #expect(try reader.readFile("b/c.md").map(\.summary) == ["document c b/c.md:1"])
        #expect(try reader.readFile("\(corpus.folder)/b/c.md").map(\.summary) == ["document c b/c.md:1"])
        #expect(
            try reader.readFile("outils/a.md").flatMap(\.problems).map(\.description) == [
                "outils/a.md:1: identifiant « a » déjà défini à b/a.md:1, donnez-en un autre à l’un des deux"
            ])
        #expect(try reader.readFile("axes.yml").isEmpty)
        let missing = #expect(throws: Problem.self) { try reader.readFile("b/z.md") }
        #expect(missing?.description == "b/z.md: fichier introuvable, vérifiez le chemin")
        try corpus.write("notes.txt", [])
        let other = #expect(throws: Problem.self) { try reader.readFile("notes.txt") }
        #expect(other?.description == "notes.txt: ce n’est pas une fiche, donnez un fichier .md ou .jsonl")
    }

    @Test("a file outside the corpus can be checked too")
    func readFileOutside() throws {
        let outside = try TemporaryCorpus(["brouillon.md": fiche])
        let corpus = try TemporaryCorpus()
        let reader = try CorpusReader(folder: corpus.folder)
        let path = "\(outside.folder)/brouillon.md"
        #expect(try reader.readFile(path).first?.document?.id == "brouillon")
    }

    @Test("a broken axes.yml is a problem of the reader, and the documents are read")
    func brokenAxes() throws {
        let corpus = try TemporaryCorpus(["axes.yml": "axes:\n  - id: \"a\n", "a.md": fiche, "thesaurus.tsv": "a\n"])
        let reader = try CorpusReader(folder: corpus.folder)
        #expect(
            reader.problems.map(\.description) == [
                "axes.yml:2: guillemet jamais refermé, fermez-le à la fin de la valeur",
                "thesaurus.tsv:1: une seule colonne, séparez les colonnes par des tabulations",
            ])
        #expect(reader.problems.map(\.severity) == [.error, .warning])
        #expect(try reader.entries().map(\.summary) == ["document a a.md:1"])
    }

    @Test("XXH3's reference values")
    func hash() {
        // From the test suite of xxHash 0.8 (XSUM_XXH128, length 0, seeds 0).
        let empty: [UInt8] = []
        #expect(
            ContentHash(of: empty.span) == ContentHash(high: 0x99AA_06D3_0147_98D8, low: 0x6001_C324_468D_497F))
        #expect(ContentHash(of: empty.span, seed: 1) != ContentHash(of: empty.span))
    }
}
