import Foundation
import GRDB

/// The columns by which documents are counted, filtered and sorted, in memory, by document number.
///
/// Some 80 bytes a document beside its id; read once for each state of the index, a block of 4,096 documents at a time.
/// A class, so that to ask it something from another module copies no reference to each of its arrays.
public final class DocumentTable: Sendable {
    /// A value of a facet, as a number into its `Values`.
    public typealias Code = Int32

    /// What documents are filtered by and counted by.
    public enum Facet: Int, CaseIterable, Sendable { case axis, kind, `public`, territory, year, nature }

    /// The values that documents have, or had, in a facet.
    public struct Values: Sendable {
        /// By code: as documents write them.
        public private(set) var texts: [String] = []
        private var codes: [String: Code] = [:]

        /// The code of a value, or `nil` when no document has had it.
        public subscript(text: String) -> Code? { codes[text] }

        mutating func append(_ text: String) {
            codes[text] = Code(texts.count)
            texts.append(text)
        }
    }

    /// The documents that there are.
    public let live: Bitmap
    /// How many there are.
    public let count: Int
    /// Without facets.
    private let columns: DocumentColumns
    private let order: IdOrder
    /// By document: its values of all facets, those of one after those of the other. Most documents that are counted
    /// are not in the processor's cache, and each is waited for once.
    private let rows: Lists<Code>
    /// By facet: its codes in `rows`, which follow those of the facets before.
    private let rowCodes: [Range<Code>]
    private let values: [Values]
    /// By code.
    private let years: [Int32]

    /// One past the highest number.
    public var bound: Int { live.bound }

    // MARK: One document

    /// The document's id.
    public func id(of number: Int) -> String { String(decoding: columns.ids[number], as: UTF8.self) }

    /// Whether the document's id comes before the other's, byte by byte.
    public func precedes(_ number: Int, _ other: Int) -> Bool { order.precedes(number, other) }

    /// The lengths of a document's title, summary, headings and body, in words.
    public func fieldLengths(of number: Int) -> FieldLengths {
        FieldLengths(
            columns.lengths[0][number], columns.lengths[1][number], columns.lengths[2][number],
            columns.lengths[3][number])
    }

    /// When the document was last revised, as a sortable number (20261124); 0 where unknown.
    public func updated(_ number: Int) -> Int32 { columns.updated[number] }

    /// The year of the document; 0 where it has none.
    public func year(of number: Int) -> Int32 { code(of: number, .year).map { years[Int($0)] } ?? 0 }

    /// The document's values of a facet; axes with their ancestors, which come last.
    public func codes(of number: Int, _ facet: Facet) -> [Code] {
        let codes = rowCodes[facet.rawValue]
        return rows[number].filter(codes.contains).map { $0 - codes.lowerBound }
    }

    private func code(of number: Int, _ facet: Facet) -> Code? {
        let codes = rowCodes[facet.rawValue]
        return rows[number].first(where: codes.contains).map { $0 - codes.lowerBound }
    }

    /// The axes that the document names, in its order.
    public func namedAxes(of number: Int) -> ArraySlice<Code> {
        codes(of: number, .axis).prefix(Int(columns.namedAxes[number]))
    }

    /// The document's value of a facet that has one at most.
    public func value(of number: Int, _ facet: Facet) -> String? {
        code(of: number, facet).map { values(of: facet).texts[Int($0)] }
    }

    // MARK: All documents

    /// The values of a facet.
    public func values(of facet: Facet) -> Values { values[facet.rawValue] }

    /// By facet and code, how many of the documents have each value.
    ///
    /// - Complexity: O(bound / 64 + values of the documents), a wait for memory or two each.
    public func counts(in documents: Bitmap) -> [[Int]] {
        var counts = [Int](repeating: 0, count: Int(rowCodes.last?.upperBound ?? 0))
        if rows.elements.isEmpty { return rowCodes.map { Array(repeating: 0, count: $0.count) } }
        let (lists, elements) = (rows.offsets, rows.elements)
        let (offsets, codes) = (lists.span, elements.span)
        var tallies = counts.mutableSpan
        documents.forEach { number in
            for place in Int(offsets[number])..<Int(offsets[number + 1]) { tallies[Int(codes[place])] &+= 1 }
        }
        return rowCodes.map { Array(counts[Int($0.lowerBound)..<Int($0.upperBound)]) }
    }

    /// By code, how many of the documents have each value of a facet.
    public func counts(of facet: Facet, in documents: Bitmap) -> [Int] { counts(in: documents)[facet.rawValue] }

    /// The documents that have one of the values, gone ones included.
    ///
    /// - Complexity: O(values of all documents).
    public func documents(having wanted: some Sequence<Code>, of facet: Facet) -> Bitmap {
        var isWanted = [Bool](repeating: false, count: Int(rowCodes.last?.upperBound ?? 0))
        for code in wanted { isWanted[Int(rowCodes[facet.rawValue].lowerBound + code)] = true }
        var documents = Bitmap(bound: bound)
        for number in 0..<rows.count where rows[number].contains(where: { isWanted[Int($0)] }) {
            documents.insert(number)
        }
        return documents
    }

    /// The documents of each value, gone ones included, for facets whose values take no more than so many bytes.
    ///
    /// - Complexity: O(values of all documents), and `bound / 8` bytes a value.
    public func bitmaps(ofFacetsUpTo mostBytes: Int) -> ValueBitmaps {
        var bitmaps = ValueBitmaps(
            valueCounts: rowCodes.map { $0.count * bound / 8 <= mostBytes ? $0.count : nil }, bound: bound)
        bitmaps.fill(rows, rowCodes)
        return bitmaps
    }

    // MARK: Reading

    init(_ db: Database) throws {
        values = try Self.values(db)
        years = values[Facet.year.rawValue].texts.map { Int32($0) ?? 0 }
        let valueCounts = values.map(\.texts.count)
        rowCodes = valueCounts.reduce(into: []) { ranges, count in
            let first = ranges.last?.upperBound ?? 0
            ranges.append(first..<(first + Code(count)))
        }
        let live = try Data.fetchOne(db, sql: "SELECT live FROM state") ?? Data()
        var columns = DocumentColumns()
        columns.reserveCapacity(live.count * 8)
        var rows = Lists<Code>()
        rows.reserveCapacity(live.count * 8, elements: Self.usualValueCount)
        let blocks = try Row.fetchCursor(db, sql: "SELECT number, columns FROM document_block ORDER BY number")
        while let block = try blocks.next() {
            // Numbers beyond the bits of those that are there were never given.
            guard let first = Self.firstNumber(ofBlock: block[0]), columns.count <= first, first < live.count * 8 else {
                throw DatabaseError.damagedColumns
            }
            columns.pad(to: first)
            rows.pad(to: first)
            let block = try DocumentColumns.Block([UInt8](block[1] as Data), valueCounts: valueCounts)
            try columns.appendAllButFacets(of: block)
            guard rows.append(joining: block.facets, adding: rowCodes.map(\.lowerBound)) else {
                throw DatabaseError.damagedColumns
            }
        }
        guard let bitmap = Bitmap(bytes: [UInt8](live), bound: columns.count) else {
            throw DatabaseError.damagedColumns
        }
        self.live = bitmap
        self.columns = columns
        order = IdOrder(columns.ids)
        self.rows = rows
        count = bitmap.count
    }

    private static let usualValueCount = 10

    private static func firstNumber(ofBlock number: Int) -> Int? {
        let (first, overflow) = number.multipliedReportingOverflow(by: DocumentColumns.blockSize)
        return overflow ? nil : first
    }

    static func values(_ db: Database) throws -> [Values] {
        var values = Array(repeating: Values(), count: Facet.allCases.count)
        let rows = try Row.fetchCursor(db, sql: "SELECT facet, code, value FROM facet_value ORDER BY facet, code")
        while let row = try rows.next() {
            let (facet, code): (Int, Int) = (row[0], row[1])
            guard values.indices.contains(facet), code == values[facet].texts.count else {
                throw DatabaseError.damagedColumns
            }
            values[facet].append(row[2])
        }
        return values
    }
}
