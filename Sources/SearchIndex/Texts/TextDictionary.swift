import CZstd
import Corpus
import Foundation
import GRDB

/// What the texts of a collection have in common, for the life of an index file: texts of a page or two compress to two
/// thirds of what they do without it.
struct TextDictionary: Sendable {
    let bytes: Data
    /// Stands in every text that was compressed with it; `text_dictionary.number`.
    let number: UInt32

    /// A smaller one saves less, a larger one has to come from memory for each text that is read.
    private static let size = 64 << 10
    /// Learnt from about so many bytes of text, the first of the corpus.
    private static let sampledBytes = 2 << 20
    /// A smaller corpus (in bytes of files) would hardly save what the dictionary takes.
    private static let leastCorpus = 2 << 20
    /// The beginning of a longer text tells enough.
    private static let longestSample = 16 << 10

    /// Learns what the texts of a corpus have in common; `nil` where they are too few, or where that is nothing.
    init?(learning reader: CorpusReader) throws {
        guard reader.totalBytes >= Self.leastCorpus else { return nil }
        var samples = Samples()
        do {
            try reader.read(known: { _ in nil }, progress: { _, _ in }) { entry in
                guard case .document(let document, let hash, _) = entry else { return }
                let stored = try StoredDocument(document, hash: hash, taxonomy: reader.taxonomy)
                for text in stored.packable { samples.append(text.utf8.prefix(Self.longestSample)) }
                if samples.bytes.count >= Self.sampledBytes { throw Enough() }
            }
        } catch is Enough {}
        self.init(samples)
    }

    /// The dictionary of an index file, or `nil` where it has none.
    init?(_ db: Database) throws {
        guard let row = try Row.fetchOne(db, sql: "SELECT number, bytes FROM text_dictionary") else { return nil }
        self.init(row[1] as Data)
        guard Int64(number) == row[0] else { throw DatabaseError.damagedText }
    }

    func write(_ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO text_dictionary (number, bytes) VALUES (?, ?)", arguments: [Int64(number), bytes])
    }

    private struct Enough: Error {}

    private struct Samples {
        var bytes: [UInt8] = []
        var sizes: [Int] = []

        mutating func append(_ text: some Collection<UInt8>) {
            bytes += text
            sizes.append(text.count)
        }
    }

    private init(_ bytes: Data) {
        self.bytes = bytes
        number = unsafe bytes.withUnsafeBytes { unsafe ZDICT_getDictID($0.baseAddress, $0.count) }
    }

    private init?(_ samples: Samples) {
        var size = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Self.size) { output, count in
            unsafe size = ZDICT_trainFromBuffer(
                output.baseAddress, output.count, samples.bytes, samples.sizes, UInt32(samples.sizes.count))
            count = ZDICT_isError(size) == 0 ? size : 0
        }
        // zstd gives up on samples that have nothing in common.
        if bytes.isEmpty { return nil }
        self.init(Data(bytes))
    }
}
