import GRDB
public import Meaning

/// How near a document is to a query by meaning.
public struct Nearness: Sendable, Equatable {
    /// The document's number.
    public let document: Int
    /// The cosine of the query with the nearest passage, from -1 to 1.
    public let cosine: Float
    /// The same with what the next two passages say, which a passage that is near by chance lacks.
    public let weighted: Float
    /// Where its nearest passage stands in its body, in bytes; empty for its title or its summary.
    public let passage: Range<Int>
}

/// Compares a query with the passages of documents, within one state of the index.
public struct PassageReader {
    private let catalog: PassageCatalog
    private let blocks: PassageBlockReader

    init(_ db: Database, catalog: PassageCatalog) {
        self.catalog = catalog
        blocks = PassageBlockReader(db)
    }

    /// How near each of the documents is; those without vectors are left out.
    ///
    /// - Complexity: 512 bytes read for each of their passages.
    public func nearness(of documents: [Int], to query: MeaningQuery) throws -> [Nearness] {
        var found: [Nearness] = []
        var cosines: [Float] = []
        for document in documents.sorted() {
            let places = catalog.places(of: document)
            guard !places.isEmpty else { continue }
            try compare(places, in: catalog.block(ofPlace: places.lowerBound), query, &cosines)
            found.append(nearest(places, cosines, from: 0))
        }
        return found
    }

    /// The nearest of all documents, best first; equal cosines fall by number.
    ///
    /// Exact: every passage is compared.
    ///
    /// - Parameters:
    ///   - allowed: only these.
    ///   - floor: none further than this.
    ///   - limit: at most so many.
    /// - Complexity: 512 bytes read for each passage of the index.
    public func nearest(to query: MeaningQuery, allowed: Bitmap, floor: Float, limit: Int) throws -> [Nearness] {
        var found: [Nearness] = []
        var cosines: [Float] = []
        for block in catalog.blocks.indices {
            let places = catalog.starts[block]..<catalog.starts[block + 1]
            try compare(places, in: block, query, &cosines)
            collect(places, cosines, allowed, floor, &found)
            if found.count > 4 * limit { keepBest(limit, of: &found) }
        }
        keepBest(limit, of: &found)
        return found
    }

    /// What a document says as a whole, to be compared with others: the mean of its passages; `nil` where it has none.
    public func query(likeDocument document: Int) throws -> MeaningQuery? {
        let places = catalog.places(of: document)
        guard !places.isEmpty else { return nil }
        let block = catalog.block(ofPlace: places.lowerBound)
        let start = catalog.starts[block]
        var sums = [Float](repeating: 0, count: Vector.count)
        try blocks.withVectors(
            of: catalog.blocks[block], count: catalog.starts[block + 1] - start,
            places: places.lowerBound - start..<places.upperBound - start
        ) { vectors in
            for (offset, place) in places.enumerated() {
                let scale = catalog.entries[place].scale
                for index in sums.indices {
                    sums[index] += scale * Float(Int8(bitPattern: vectors[offset * Vector.count + index]))
                }
            }
        }
        return Vector(sums).map { MeaningQuery($0) }
    }

    private func compare(
        _ places: Range<Int>, in block: Int, _ query: MeaningQuery, _ cosines: inout [Float]
    ) throws {
        let start = catalog.starts[block]
        guard places.upperBound <= catalog.starts[block + 1] else { throw DatabaseError.damagedPassages }
        let scales = catalog.entries[places].map(\.scale)
        try blocks.withVectors(
            of: catalog.blocks[block], count: catalog.starts[block + 1] - start,
            places: places.lowerBound - start..<places.upperBound - start
        ) { vectors in
            cosines.removeAll(keepingCapacity: true)
            cosines.append(contentsOf: repeatElement(0, count: places.count))
            var span = cosines.mutableSpan
            unsafe query.cosines(with: vectors.bytes, scales: scales.span, into: &span)
        }
    }

    private func collect(
        _ places: Range<Int>, _ cosines: [Float], _ allowed: Bitmap, _ floor: Float, _ found: inout [Nearness]
    ) {
        var first = places.lowerBound
        while first < places.upperBound {
            let document = catalog.entries[first].document
            var (end, best) = (first, -Float.infinity)
            while end < places.upperBound, catalog.entries[end].document == document {
                best = max(best, cosines[end - places.lowerBound])
                end += 1
            }
            if best >= floor, allowed.contains(Int(document)) {
                found.append(nearest(first..<end, cosines, from: first - places.lowerBound))
            }
            first = end
        }
    }

    /// - Parameter from: where the cosines of these places begin.
    private func nearest(_ places: Range<Int>, _ cosines: [Float], from start: Int) -> Nearness {
        var (first, second, third) = (-Float.infinity, -Float.infinity, -Float.infinity)
        var place = places.lowerBound
        for index in places {
            let cosine = cosines[start + index - places.lowerBound]
            if cosine > first {
                (first, second, third) = (cosine, first, second)
                place = index
            } else if cosine > second {
                (second, third) = (cosine, second)
            } else if cosine > third {
                third = cosine
            }
        }
        var (sum, weight) = (first * Self.firstWeight, Self.firstWeight)
        for next in [second, third].prefix(places.count - 1) {
            sum += next
            weight += 1
        }
        let entry = catalog.entries[place]
        return Nearness(
            document: Int(entry.document), cosine: first, weighted: sum / weight,
            passage: Int(entry.start)..<Int(entry.end))
    }

    /// What the nearest passage weighs beside the second and the third: chosen on the test collections
    /// (`Benchmarks/README.md`).
    private static let firstWeight: Float = 4

    private func keepBest(_ count: Int, of found: inout [Nearness]) {
        found.sort { $0.cosine == $1.cosine ? $0.document < $1.document : $0.cosine > $1.cosine }
        found.removeLast(max(0, found.count - count))
    }
}

extension IndexState {
    /// Where the passages stand; the same for all searches of this state.
    public func passageCatalog() throws -> PassageCatalog { try PassageCatalog(db) }

    /// Names the model that made the vectors of this state; `nil` where there are none.
    public var vectorModel: String? {
        get throws {
            let hasVectors = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT * FROM passage_block)") ?? false
            return hasVectors ? Meta.value(.model, db) : nil
        }
    }

    /// A reader of the vectors of this state.
    public func passages(_ catalog: PassageCatalog) -> PassageReader { PassageReader(db, catalog: catalog) }
}
