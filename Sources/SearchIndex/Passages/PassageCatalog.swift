import GRDB

/// Where the passages of an index stand, read once a state: all but their vectors, 16 bytes a passage.
public struct PassageCatalog: Sendable {
    /// Names the model that made the vectors; `nil` before there are any.
    public let model: String?
    /// The keys of the blocks, ascending, and the place of their first entry among all entries; one place more at the end.
    let blocks: [Int64]
    private(set) var starts: [Int] = [0]
    /// By document.
    private(set) var entries: [PassageBlock.Entry] = []

    init(_ db: Database) throws {
        model = Meta.value(.model, db)
        blocks = try Int64.fetchAll(db, sql: "SELECT number FROM passage_block ORDER BY number")
        let reader = PassageBlockReader(db)
        for block in blocks {
            entries += try reader.entries(of: block)
            starts.append(entries.count)
        }
    }

    /// Whether no passage has a vector.
    public var isEmpty: Bool { entries.isEmpty }

    /// The places of the document's entries, none where it has no vectors.
    func places(of document: Int) -> Range<Int> {
        let first = firstPlace(from: UInt32(document))
        var end = first
        while end < entries.count, entries[end].document == UInt32(document) { end += 1 }
        return first..<end
    }

    /// The block of an entry, as its place among `blocks`.
    func block(ofPlace place: Int) -> Int {
        var (low, high) = (0, blocks.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= place { low = middle } else { high = middle }
        }
        return low
    }

    private func firstPlace(from document: UInt32) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].document < document { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
