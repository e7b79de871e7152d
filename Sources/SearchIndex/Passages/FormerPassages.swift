import GRDB

/// The vectors of documents as they were before a pass, for those whose text has not changed since.
final class FormerPassages {
    /// By the document's number now, the number that it had.
    private var numbers: [Int: Int] = [:]
    /// Taken out of blocks that the pass writes anew.
    private var kept: [Int: PassageBlock] = [:]

    /// Notes that a document has been given a new number and nothing else.
    func note(_ number: Int, was former: Int) { numbers[number] = former }

    /// Reads what is noted, before its blocks change.
    func read(from db: Database) throws {
        guard !numbers.isEmpty else { return }
        let source = try Source(db)
        for (number, former) in numbers { kept[number] = try source.passages(of: former) }
    }

    /// The vectors of a document by its number now, from the file that a pass replaces, or as they were read before.
    func passages(of number: Int, in source: Source?) throws -> PassageBlock? {
        guard let source else { return kept[number] }
        return try numbers[number].flatMap { try source.passages(of: $0) }
    }

    /// A file that has vectors.
    final class Source {
        let model: String?
        private let catalog: PassageCatalog
        private let reader: PassageBlockReader

        init(_ db: Database) throws {
            catalog = try PassageCatalog(db)
            model = catalog.model
            reader = PassageBlockReader(db)
        }

        /// The document's passages, `nil` where it has none.
        func passages(of document: Int) throws -> PassageBlock? {
            let places = catalog.places(of: document)
            guard !places.isEmpty else { return nil }
            let index = catalog.block(ofPlace: places.lowerBound)
            let start = catalog.starts[index]
            var block = PassageBlock()
            try reader.withVectors(
                of: catalog.blocks[index], count: catalog.starts[index + 1] - start,
                places: places.lowerBound - start..<places.upperBound - start
            ) { vectors in
                for (offset, place) in places.enumerated() {
                    let first = offset * PassageBlock.vectorSize
                    block.append(catalog.entries[place], (first..<first + PassageBlock.vectorSize).map { vectors[$0] })
                }
            }
            return block
        }
    }
}
