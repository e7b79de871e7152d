import Dispatch
import Foundation
import GRDB
import Meaning
import Synchronization

/// Gives vectors to the documents that have none yet, within the transaction of a pass, all cores at work.
struct PassageEncoding {
    /// Vectors that a document had before under another number, its text unchanged.
    typealias Former = (_ number: Int) throws -> PassageBlock?

    private let db: Database
    private let writer: PassageWriter
    private let pool: EncoderPool

    /// How many passages were encoded, and how many documents kept the vectors that they had.
    struct Outcome {
        var encoded = 0
        var reused = 0
    }

    init(_ db: Database, writer: PassageWriter, model: Model) {
        self.db = db
        self.writer = writer
        pool = EncoderPool(model)
    }

    /// Passages that are encoded before any is written: a second of work.
    private static let batchSize = 256

    /// - Parameter progress: words of the documents done so far, and of all.
    func run(former: Former, progress: (_ done: Int, _ all: Int) -> Void) throws -> Outcome {
        var open = try writer.lastBlock()
        let last = open?.block.entries.last.map { Int($0.document) } ?? 0
        let all = try Int.fetchOne(db, sql: Self.wordsAfter, arguments: [last]) ?? 0
        let rows = try Row.fetchCursor(db, sql: Self.documentsAfter, arguments: [last])
        var outcome = Outcome()
        var (batch, done): ([Job], Int) = ([], 0)
        func flush() throws {
            let vectors = pool.vectors(of: batch.flatMap { $0.passages.map(\.text) })
            var next = 0
            for job in batch {
                let block = job.former ?? self.block(job, vectors[next..<next + job.passages.count])
                next += job.passages.count
                try append(block, of: job.number, to: &open)
                done += job.words
            }
            outcome.encoded += vectors.count { $0 != nil }
            outcome.reused += batch.count { $0.former != nil }
            batch = []
            progress(done, all)
        }
        while let row = try rows.next() {
            var job = Job(number: row["number"], words: row["words"])
            job.former = try former(job.number)?.renumbered(job.number)
            if job.former == nil { job.passages = try StoredDocument(textOf: row, db).passages }
            batch.append(job)
            if batch.reduce(0, { $0 + max(1, $1.passages.count) }) >= Self.batchSize { try flush() }
        }
        if !batch.isEmpty { try flush() }
        if let open, outcome.encoded + outcome.reused > 0 { try writer.write(open.block, number: open.number) }
        return outcome
    }

    private static let wordsAfter =
        "SELECT sum(title_length + summary_length + body_length) FROM document WHERE number > ?"
    private static let documentsAfter = """
        SELECT number, title, summary, body, title_length + summary_length + body_length AS words
          FROM document_text WHERE number > ? ORDER BY number
        """

    /// A document to encode, or whose vectors are there.
    private struct Job {
        var number: Int
        var words: Int
        var former: PassageBlock?
        var passages: [Passage] = []
    }

    private func block(_ job: Job, _ vectors: ArraySlice<QuantizedVector?>) -> PassageBlock {
        var block = PassageBlock()
        for case (let passage, let vector?) in zip(job.passages, vectors) {
            block.append(
                PassageBlock.Entry(
                    document: UInt32(job.number), start: UInt32(passage.range.lowerBound),
                    end: UInt32(passage.range.upperBound), scale: vector.scale),
                vector.values.lazy.map { UInt8(bitPattern: $0) })
        }
        return block
    }

    /// A document's passages stand in one block.
    private func append(
        _ block: PassageBlock, of number: Int, to open: inout (number: Int64, block: PassageBlock)?
    ) throws {
        if block.count == 0 { return }
        if let full = open, full.block.count + block.count > PassageBlock.capacity {
            try writer.write(full.block, number: full.number)
            open = nil
        }
        if open == nil { open = (Int64(number), PassageBlock()) }
        open?.block.append(block) { _ in true }
    }
}

extension EncoderPool {
    /// The vectors of the texts, in their order, made on all cores; `nil` for a blank one.
    fileprivate func vectors(of texts: [String]) -> [QuantizedVector?] {
        let next = Atomic(0)
        let found = Mutex([QuantizedVector?](repeating: nil, count: texts.count))
        let workers = min(texts.count, ProcessInfo.processInfo.activeProcessorCount)
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < texts.count else { break }
                let vector = vector(of: texts[index])?.quantized
                found.withLock { $0[index] = vector }
            }
        }
        return found.withLock { $0 }
    }
}

extension PassageBlock {
    /// The same passages under the number that their document has now.
    fileprivate func renumbered(_ number: Int) -> PassageBlock {
        var block = PassageBlock()
        for (index, entry) in entries.enumerated() {
            var entry = entry
            entry.document = UInt32(number)
            block.append(entry, vector(index))
        }
        return block
    }
}
