import Analysis
import Foundation
import GRDB
import Meaning
import Testing

@testable import SearchIndex

extension SampleCorpus {
    @discardableResult
    fileprivate func pass(_ model: Model?, rebuild: Bool = false) throws -> PassSummary {
        try Indexer(corpus: corpus, index: index, model: model).run(rebuild: rebuild)
    }

    fileprivate func blocks() throws -> [PassageBlock] { try Self.blocks(index) }

    private static func blocks(_ index: String) throws -> [PassageBlock] {
        try IndexFile.reader(index).read { db in
            try Data.fetchAll(db, sql: "SELECT passages FROM passage_block ORDER BY number").map {
                try PassageBlock(bytes: [UInt8]($0))
            }
        }
    }

    /// The passages with their vectors, by document id: numbers differ from file to file.
    fileprivate func vectors(in index: String? = nil) throws -> [String: [String]] {
        let ids = try IndexFile.reader(index ?? self.index).read { db in
            try Row.fetchAll(db, sql: "SELECT number, id FROM document").map { row in
                (row["number"] as UInt32, row["id"] as String)
            }
        }
        let names = Dictionary(uniqueKeysWithValues: ids)
        var vectors: [String: [String]] = [:]
        for block in try Self.blocks(index ?? self.index) {
            for (place, entry) in block.entries.enumerated() {
                let text = "\(entry.start)..<\(entry.end) \(entry.scale) \(Array(block.vector(place)))"
                vectors[names[entry.document] ?? "gone: \(entry.document)", default: []].append(text)
            }
        }
        return vectors
    }

    fileprivate func token() throws -> Int64 { try reader().read { try $0.token } }

    /// What must hold after every pass: documents ascend, each in one block, and all are still there.
    fileprivate func expectSoundBlocks() throws {
        let numbers = try IndexFile.reader(index).read { db in
            try Int64.fetchAll(db, sql: "SELECT number FROM passage_block ORDER BY number")
        }
        let blocks = try blocks()
        let live = try Set(rows("SELECT number FROM document"))
        var last: UInt32 = 0
        for (number, block) in zip(numbers, blocks) {
            let documents = block.entries.map(\.document)
            #expect((1...PassageBlock.capacity).contains(block.count))
            #expect(documents == documents.sorted())
            #expect(documents[0] > last && Int64(documents[0]) >= number)
            #expect(documents.allSatisfy { live.contains(String($0)) })
            last = documents[documents.count - 1]
        }
    }
}

@Suite(.enabled(if: SampleModel.isPresent, Comment(rawValue: SampleModel.absence)))
struct VectorIndexTests {
    private let model: Model
    private let sample: SampleCorpus

    init() throws {
        model = try SampleModel.open()
        sample = try Sample.corpus()
    }

    /// Title, title with summary, two sections; a line has its title and its text.
    private static let passageCounts = ["a": 2, "b": 2, "jardin": 4, "mediateur": 4, "voisins": 4]

    private func changeVoisins() throws {
        try sample.write("experiences/voisins.md", Sample.document("Des voisins solidaires", body: "Une fête."))
    }

    /// Touches « voisins » alone, which carries it, and no text of its own.
    private func renameAxis() throws {
        try sample.write("axes.yml", Sample.axes.replacing("label: Propreté", with: "label: Propreté des rues"))
    }

    // MARK: Passes

    @Test("a pass with a model gives every document the vectors of its passages")
    func first() throws {
        let summary = try sample.pass(model)
        #expect(summary.encodedPassages == 16)
        #expect(summary.reusedMeanings == 0)
        #expect(try sample.vectors().mapValues(\.count) == Self.passageCounts)
        #expect(try sample.reader().read { try $0.passageCatalog().model } == model.identity)
        try sample.expectSoundBlocks()
    }

    @Test("a stored vector is the one of the passage's text")
    func text() throws {
        try sample.pass(model)
        let encoder = Encoder(model)
        let block = try #require(try sample.blocks().first)
        let number = try #require(try sample.rows("SELECT number FROM document WHERE id = 'a'").first)
        let places = block.entries.indices.filter { String(block.entries[$0].document) == number }
        let texts = ["Une fanfare", "Une fanfare\nLa fanfare des habitants."]
        #expect(places.count == texts.count)
        for (place, text) in zip(places, texts) {
            let vector = try #require(encoder.vector(of: text)).quantized
            #expect(Array(block.vector(place)) == vector.values.map { UInt8(bitPattern: $0) })
            #expect(block.entries[place].scale == vector.scale)
        }
    }

    @Test("an unchanged corpus is not encoded again, and its state stays the same")
    func unchanged() throws {
        try sample.pass(model)
        let before = (vectors: try sample.vectors(), token: try sample.token())
        let summary = try sample.pass(model)
        #expect((summary.encodedPassages, summary.reusedMeanings, summary.unchanged) == (0, 0, 5))
        #expect(try sample.vectors() == before.vectors)
        #expect(try sample.token() == before.token)
    }

    @Test("a pass over an unchanged corpus writes nothing")
    func unwritten() throws {
        try sample.pass(model)
        // The same bytes written again leave the same file, at another time.
        func written() throws -> Date? {
            try FileManager.default.attributesOfItem(atPath: sample.index)[.modificationDate] as? Date
        }
        let before = try written()
        try sample.pass(model)
        #expect(try written() == before)
    }

    @Test("one changed document is encoded again, and no other")
    func changed() throws {
        try sample.pass(model)
        let before = try sample.vectors()
        try changeVoisins()
        #expect(try sample.pass(model).encodedPassages == 4)
        let after = try sample.vectors()
        #expect(after.mapValues(\.count) == Self.passageCounts)
        #expect(after["voisins"] != before["voisins"])
        #expect(after.filter { $0.key != "voisins" } == before.filter { $0.key != "voisins" })
        try sample.expectSoundBlocks()
    }

    @Test("a removed document takes its vectors along, with a model and without", arguments: [true, false])
    func removed(withModel: Bool) throws {
        try sample.pass(model)
        let before = try sample.vectors()
        try sample.remove("experiences/jardin.md")
        #expect(try sample.pass(withModel ? model : nil).encodedPassages == 0)
        #expect(try sample.vectors() == before.filter { $0.key != "jardin" })
        try sample.expectSoundBlocks()
    }

    @Test("a document that is read again for its axes keeps its vectors")
    func renamedAxis() throws {
        try sample.pass(model)
        let before = try sample.vectors()
        try renameAxis()
        let summary = try sample.pass(model)
        #expect((summary.changed, summary.encodedPassages, summary.reusedMeanings) == (1, 0, 1))
        #expect(try sample.vectors() == before)
        try sample.expectSoundBlocks()
    }

    @Test("a rebuild keeps the vectors of all texts that have not changed")
    func rebuild() throws {
        try sample.pass(model)
        let before = try sample.vectors()
        try changeVoisins()
        let summary = try sample.pass(model, rebuild: true)
        #expect((summary.encodedPassages, summary.reusedMeanings) == (4, 4))
        #expect(try sample.vectors().filter { $0.key != "voisins" } == before.filter { $0.key != "voisins" })
        try sample.expectSoundBlocks()
    }

    @Test("a refused document keeps its vectors with its last good version", arguments: [false, true])
    func refused(rebuild: Bool) throws {
        try sample.pass(model)
        let before = try sample.vectors()
        try sample.write("experiences/voisins.md", "---\ntitre: \"Jamais fermé\n---\n")
        let summary = try sample.pass(model, rebuild: rebuild)
        #expect((summary.kept, summary.encodedPassages) == (1, 0))
        #expect(try sample.vectors() == before)
    }

    @Test("an index without vectors gets them all from the first pass with a model, and is another state then")
    func later() throws {
        try sample.pass(nil)
        #expect(try sample.vectors() == [:])
        let token = try sample.token()
        let summary = try sample.pass(model)
        #expect((summary.unchanged, summary.encodedPassages) == (5, 16))
        #expect(try sample.vectors().mapValues(\.count) == Self.passageCounts)
        #expect(try sample.token() != token)
    }

    @Test("what changes in a pass without a model is encoded by the next one with it, the rest is not")
    func between() throws {
        try sample.pass(model)
        let before = try sample.vectors()
        try changeVoisins()
        #expect(try sample.pass(nil).encodedPassages == 0)
        #expect(try sample.vectors() == before.filter { $0.key != "voisins" })
        #expect(try sample.pass(model).encodedPassages == 4)
        #expect(try sample.vectors().mapValues(\.count) == Self.passageCounts)
        try sample.expectSoundBlocks()
    }

    @Test("vectors of another model are all made anew", arguments: [false, true])
    func otherModel(rebuild: Bool) throws {
        try sample.pass(model)
        let before = try sample.vectors()
        try sample.execute("UPDATE meta SET value = 'autre' WHERE key = 'model'")
        let summary = try sample.pass(model, rebuild: rebuild)
        #expect((summary.encodedPassages, summary.reusedMeanings) == (16, 0))
        #expect(try sample.vectors() == before)
    }

    @Test("an index that is built anew for another stemming keeps its vectors")
    func otherStemming() throws {
        try sample.pass(model)
        let before = try sample.vectors()
        let summary = try Indexer(corpus: sample.corpus, index: sample.index, stemming: .off, model: model).run()
        #expect((summary.rebuilt, summary.encodedPassages, summary.reusedMeanings) == (true, 0, 5))
        #expect(try sample.vectors() == before)
    }

    @Test("damaged blocks are said by a pass, and made anew by the rebuild that it asks for")
    func damaged() throws {
        try sample.pass(model)
        let before = try sample.vectors()
        try sample.execute("UPDATE passage_block SET passages = X'0100000000'")
        let error = #expect(throws: IndexError.self) { try sample.pass(model) }
        #expect(error?.description.contains("--rebuild") == true, "\(String(describing: error))")
        #expect(try sample.pass(model, rebuild: true).encodedPassages == 16)
        #expect(try sample.vectors() == before)
    }

    @Test("the integrity check names passages beyond the end of their text, and those of nobody")
    func integrity() throws {
        try sample.pass(model)
        #expect(try sample.damage() == [])
        let number = try #require(UInt32(sample.rows("SELECT number FROM document WHERE id = 'a'").first ?? ""))
        for (document, name) in [(number, "« a »"), (999, "une fiche retirée")] {
            var block = PassageBlock()
            block.append(.init(document: document, start: 0, end: 1_000, scale: 1), repeatElement(0, count: 512))
            try IndexFile.writer(sample.index).write { db in
                try db.execute(sql: "DELETE FROM passage_block")
                try PassageWriter(db).write(block, number: Int64(document))
            }
            let damage = try sample.damage()
            #expect(damage.count == 1)
            #expect(damage.first?.contains(name) == true, "\(damage)")
        }
    }

    @Test("a text without a word to encode has no vectors, and costs no later pass anything")
    func wordless() throws {
        try sample.write("lot.jsonl", Sample.line("z", "", "\u{A0}\u{200B}\u{A0}"))
        try sample.pass(model)
        #expect(try sample.rows("SELECT id FROM document WHERE id = 'z'") == ["z"])
        #expect(try sample.vectors()["z"] == nil)
        let token = try sample.token()
        #expect(try sample.pass(model).encodedPassages == 0)
        #expect(try sample.token() == token)
    }

    @Test("blocks that lose most of their documents become one, and none is left when all are gone")
    func merged() throws {
        func lines(_ numbers: some Sequence<Int>) -> String {
            numbers.map { Sample.line("n\($0)", "Note \($0)", "La rue \($0).") }.joined()
        }
        let sample = try SampleCorpus(["lot.jsonl": lines(0..<400)])
        try sample.pass(model)
        #expect(try sample.blocks().map(\.count) == [256, 256, 256, 32])
        let before = try sample.vectors()
        let kept = Array(stride(from: 0, to: 400, by: 4))
        try sample.write("lot.jsonl", lines(kept))
        #expect(try sample.pass(model).encodedPassages == 0)
        #expect(try sample.blocks().map(\.count) == [200])
        #expect(try sample.vectors() == before.filter { id, _ in kept.contains { "n\($0)" == id } })
        // The last block is gone on with.
        try sample.write("lot.jsonl", lines(kept + [1, 2]))
        #expect(try sample.pass(model).encodedPassages == 4)
        #expect(try sample.blocks().map(\.count) == [204])
        try sample.expectSoundBlocks()
        try sample.write("lot.jsonl", lines([]))
        try sample.pass(model)
        #expect(try sample.blocks().isEmpty)
    }

    @Test("passes one after the other leave the vectors of an index made at once", arguments: 0..<UInt64(4))
    func sameAsAtOnce(seed: UInt64) throws {
        var random = Seeded(seed)
        let bodies = ["L’école.", "Le marché du samedi.", "Une fanfare de quartier.", "Les élèves absents."]
        for _ in 0..<5 {
            for name in ["un", "deux", "trois", "quatre", "cinq"] {
                let path = "experiences/\(name).md"
                switch Int.random(in: 0..<4, using: &random) {
                case 0: try? sample.remove(path)
                case 1: break
                default:
                    let body = bodies.randomElement(using: &random) ?? ""
                    try sample.write(path, Sample.document("Fiche \(name)", body: body))
                }
            }
            if Bool.random(using: &random) {
                let label = "label: Propreté \(Int.random(in: 0..<9, using: &random))"
                try sample.write("axes.yml", Sample.axes.replacing("label: Propreté", with: label))
            }
            let isRebuild = Int.random(in: 0..<4, using: &random) == 0
            try sample.pass(Int.random(in: 0..<3, using: &random) == 0 ? nil : model, rebuild: isRebuild)
            try sample.expectSoundBlocks()
        }
        try sample.pass(model)
        #expect(try sample.damage() == [])
        let fresh = sample.folder + "/fresh.sqlite"
        _ = try Indexer(corpus: sample.corpus, index: fresh, model: model).run()
        #expect(try sample.vectors() == sample.vectors(in: fresh))
    }
}

/// The nearest documents, against all vectors compared one by one.
@Suite struct NearestTests {
    /// Vectors of documents as an index holds them, from few directions, so that many cosines are equal.
    private struct Vectors {
        var documents: [(number: Int, passages: [(range: Range<Int>, vector: QuantizedVector)])] = []
        let query: MeaningQuery

        init(_ random: inout Seeded) throws {
            func vector() throws -> Vector {
                try #require(Vector((0..<Vector.count).map { _ in Float.random(in: -1...1, using: &random) }))
            }
            let directions = try (0..<30).map { _ in try vector().quantized }
            query = MeaningQuery(try vector())
            var number = 0
            for _ in 0..<200 {
                number += Int.random(in: 1...4, using: &random)
                let passages = (0..<Int.random(in: 1...5, using: &random)).map { place in
                    (range: place..<place + 7, vector: directions[Int.random(in: 0..<30, using: &random)])
                }
                documents.append((number, passages))
            }
        }

        /// Writes them into blocks of any size.
        func write(_ db: Database, _ random: inout Seeded) throws {
            let writer = PassageWriter(db)
            var (block, first) = (PassageBlock(), 0)
            for document in documents {
                if block.count == 0 { first = document.number }
                for (range, vector) in document.passages {
                    let entry = PassageBlock.Entry(
                        document: UInt32(document.number), start: UInt32(range.lowerBound),
                        end: UInt32(range.upperBound), scale: vector.scale)
                    block.append(entry, vector.values.map { UInt8(bitPattern: $0) })
                }
                guard block.count > Int.random(in: 0..<250, using: &random) else { continue }
                try writer.write(block, number: Int64(first))
                block = PassageBlock()
            }
            if block.count > 0 { try writer.write(block, number: Int64(first)) }
        }

        private func cosine(_ vector: QuantizedVector) -> Float {
            var cosine: [Float] = [0]
            var span = cosine.mutableSpan
            query.cosines(with: vector.values.span, scales: [vector.scale].span, into: &span)
            return cosine[0]
        }

        func nearness(_ place: Int) -> Nearness {
            let (number, passages) = documents[place]
            let cosines = passages.map { cosine($0.vector) }
            let best = cosines.max() ?? 0
            let range = passages[cosines.firstIndex(of: best) ?? 0].range
            let three = cosines.sorted(by: >).prefix(3)
            let weighted = three.dropFirst().reduce(4 * best, +) / Float(three.count + 3)
            return Nearness(document: number, cosine: best, weighted: weighted, passage: range)
        }
    }

    private func withVectors(_ seed: UInt64, _ body: (Vectors, PassageReader, inout Seeded) throws -> Void) throws {
        var random = Seeded(seed)
        let vectors = try Vectors(&random)
        let sample = try SampleCorpus()
        let queue = try IndexFile.builder(sample.folder + "/index.sqlite", stemming: .light, weights: FieldWeights())
        try queue.write { db in try vectors.write(db, &random) }
        try queue.read { db in
            let state = IndexState(db)
            try body(vectors, state.passages(try state.passageCatalog()), &random)
        }
    }

    @Test(
        "the nearest are those of all vectors compared: ties by number, floor, limit and allowed ones",
        arguments: 0..<UInt64(12))
    func nearest(seed: UInt64) throws {
        try withVectors(seed) { vectors, reader, random in
            let all = vectors.documents.indices.map { vectors.nearness($0) }.sorted {
                $0.cosine == $1.cosine ? $0.document < $1.document : $0.cosine > $1.cosine
            }
            let bound = (vectors.documents.last?.number ?? 0) + 1
            let isTied = Set(all.map(\.cosine)).count < all.count
            #expect(isTied)
            for limit in [1, 3, 10, 60, 1_000] {
                var allowed = Bitmap(bound: bound)
                for number in 0..<bound where Int.random(in: 0..<3, using: &random) > 0 { allowed.insert(number) }
                let floor = try #require([-1, all[10].cosine, all[70].cosine, 2].randomElement(using: &random))
                let wanted = all.filter { $0.cosine >= floor && allowed.contains($0.document) }.prefix(limit)
                let found = try reader.nearest(to: vectors.query, allowed: allowed, floor: floor, limit: limit)
                #expect(found == Array(wanted))
            }
        }
    }

    @Test(
        "documents are compared by the numbers asked for, in ascending order, those without vectors left out",
        arguments: 0..<UInt64(4))
    func nearness(seed: UInt64) throws {
        try withVectors(seed) { vectors, reader, random in
            let places = vectors.documents.indices.shuffled(using: &random).prefix(20)
            let known = Set(vectors.documents.map(\.number))
            let unknown = (0...(known.max() ?? 0) + 5).filter { !known.contains($0) }.prefix(10)
            let asked = (places.map { vectors.documents[$0].number } + unknown).shuffled(using: &random)
            let wanted = places.sorted().map { vectors.nearness($0) }
            let found = try reader.nearness(of: asked, to: vectors.query)
            #expect(found == wanted)
        }
    }

    @Test("an index without vectors has no nearest")
    func none() throws {
        let sample = try Sample.corpus()
        try sample.pass()
        var random = Seeded(1)
        let query = try Vectors(&random).query
        try sample.reader().read { state in
            let reader = state.passages(try state.passageCatalog())
            let allowed = Bitmap(bound: 100, filled: true)
            let nearest = try reader.nearest(to: query, allowed: allowed, floor: -1, limit: 10)
            let nearness = try reader.nearness(of: [1, 2], to: query)
            #expect((nearest, nearness) == ([], []))
        }
    }

    @Test("a damaged block is an error, not an answer", arguments: ["X''", "X'01000000'", "zeroblob(1000)"])
    func damaged(blob: String) throws {
        let sample = try Sample.corpus()
        try sample.pass()
        try sample.execute("INSERT INTO passage_block VALUES (1, \(blob))")
        #expect(throws: IndexError.self) { _ = try sample.reader().read { try $0.passageCatalog() } }
    }
}
