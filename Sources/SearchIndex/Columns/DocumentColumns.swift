import GRDB

/// What is kept of documents in columns, by number: of all of them in memory, of a block of them in the index.
///
/// An unused number has empty lists and zeros; one whose document is gone keeps what it had.
struct DocumentColumns: Sendable {
    /// How many numbers a block of the index holds: to add one document, one block is written again.
    static let blockSize = 4_096
    /// More codes than a block can hold are damage.
    static let mostCodes = 1 << 24

    /// UTF-8.
    private(set) var ids = Lists<UInt8>()
    /// In words, by field.
    private(set) var lengths: [[Int32]] = Array(repeating: [], count: FrequencyWeigher.measuredFields)
    /// As a sortable number, 20261124; 0 where unknown.
    private(set) var updated: [Int32] = []
    /// How many of its axes, which come first, the document names itself.
    private(set) var namedAxes: [Int32] = []
    /// By facet, the codes of its values.
    private(set) var facets: [Lists<Int32>] = Array(repeating: Lists(), count: DocumentTable.Facet.allCases.count)

    /// How many numbers there are.
    var count: Int { ids.count }

    /// One document's part.
    struct Entry {
        var id = ""
        var lengths = FieldLengths()
        var updated: Int32 = 0
        var namedAxes = 0
        var codes: [[Int32]] = Array(repeating: [], count: DocumentTable.Facet.allCases.count)
    }

    mutating func append(_ entry: Entry) {
        ids.append(entry.id.utf8)
        for field in lengths.indices { lengths[field].append(entry.lengths[field]) }
        updated.append(entry.updated)
        namedAxes.append(Int32(entry.namedAxes))
        for facet in facets.indices { facets[facet].append(entry.codes[facet]) }
    }

    /// Makes the numbers below `count` unused ones where there are none.
    mutating func pad(to count: Int) {
        while self.count < count { append(Entry()) }
    }

    mutating func reserveCapacity(_ count: Int) {
        ids.reserveCapacity(count, elements: Self.usualIdLength)
        for field in lengths.indices { lengths[field].reserveCapacity(count) }
        updated.reserveCapacity(count)
        namedAxes.reserveCapacity(count)
    }

    private static let usualIdLength = 16

    // MARK: Bytes

    /// As `document_block.columns` has them.
    var bytes: [UInt8] {
        var columns = PackedColumns()
        for field in lengths { columns.append(field) }
        columns.append(updated)
        columns.append(namedAxes)
        for lists in facets {
            columns.append(lists.counts)
            columns.append(lists.elements)
        }
        columns.append(ids.counts)
        columns.append(rest: ids.elements)
        return columns.bytes
    }

    /// Appends the numbers of a block.
    ///
    /// - Parameter valueCounts: by facet, how many values there are: other codes are damage.
    mutating func append(block bytes: [UInt8], valueCounts: [Int]) throws {
        let block = try Block(bytes, valueCounts: valueCounts)
        try appendAllButFacets(of: block)
        for facet in facets.indices {
            guard facets[facet].append(counts: block.facets[facet].counts, elements: block.facets[facet].elements)
            else {
                throw DatabaseError.damagedColumns
            }
        }
    }

    /// Appends what the block has beside the values of facets.
    mutating func appendAllButFacets(of block: Block) throws {
        for field in lengths.indices { lengths[field] += block.lengths[field] }
        updated += block.updated
        namedAxes += block.namedAxes
        guard ids.append(counts: block.idLengths, elements: block.ids) else { throw DatabaseError.damagedColumns }
    }

    /// A block of the index, unpacked.
    struct Block {
        let lengths: [[Int32]]
        let updated: [Int32]
        let namedAxes: [Int32]
        /// By facet, the codes of its values.
        let facets: [Lists<Int32>.Unsummed]
        let idLengths: [Int32]
        let ids: ArraySlice<UInt8>

        /// - Parameter valueCounts: by facet, how many values there are: other codes are damage.
        init(_ bytes: [UInt8], valueCounts: [Int]) throws {
            var reader = PackedColumnReader(bytes)
            let first = try reader.column()
            guard first.count <= DocumentColumns.blockSize else { throw DatabaseError.damagedColumns }
            lengths =
                try [first] + (1..<FrequencyWeigher.measuredFields).map { _ in try reader.column(count: first.count) }
            updated = try reader.column(count: first.count)
            let named = try reader.column(count: first.count)
            namedAxes = named
            facets = try valueCounts.enumerated().map { facet, valueCount in
                let counts = try reader.column(count: first.count)
                let codes = try reader.column()
                guard Self.areAll(codes, below: valueCount),
                    facet != DocumentTable.Facet.axis.rawValue || zip(named, counts).allSatisfy({ $0 >= 0 && $0 <= $1 })
                else { throw DatabaseError.damagedColumns }
                return Lists.Unsummed(counts: counts, elements: codes)
            }
            idLengths = try reader.column(count: first.count)
            ids = reader.rest
        }

        /// One sweep that the processor takes several codes at a time of.
        private static func areAll(_ codes: [Int32], below count: Int) -> Bool {
            codes.isEmpty || codes.reduce(0) { max($0, UInt32(bitPattern: $1)) } < count
        }
    }
}
