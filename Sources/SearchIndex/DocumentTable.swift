import GRDB

/// The columns by which documents are counted, filtered and sorted, in memory, one entry a document number.
///
/// About 60 bytes a document beside its id; read once for each state of the index.
public struct DocumentTable: Sendable {
    /// A value of a facet, as a number into `values`.
    public typealias Code = Int32

    /// The distinct values of a column, in the order in which they were met.
    public struct Column: Sendable {
        /// The values.
        public private(set) var values: [String] = []
        private var codes: [String: Code] = [:]

        mutating func code(for value: String) -> Code {
            if let code = codes[value] { return code }
            let code = Code(values.count)
            values.append(value)
            codes[value] = code
            return code
        }

        /// The number of a value, or `nil` when no document has it.
        public subscript(value: String) -> Code? { codes[value] }
    }

    /// The numbers that are in use, ascending.
    public private(set) var numbers: [Int] = []
    /// By number; empty where the number is not in use.
    public private(set) var ids: [String] = []
    /// Lengths in words, by number and field: `lengths[number * 4 + field.rawValue]`.
    public private(set) var lengths: [Int32] = []
    /// By number, codes of `kinds`; -1 where there is none, as in all columns.
    public private(set) var kind: [Code] = []
    /// By number, codes of `territories`.
    public private(set) var territory: [Code] = []
    /// By number; 0 where there is none.
    public private(set) var year: [Int32] = []
    /// By number, codes of `natures`.
    public private(set) var nature: [Code] = []
    /// By number: when it was last revised, as a sortable number (20261124), 0 where unknown.
    public private(set) var updated: [Int32] = []
    /// By number, codes of `axisIDs`: those that the document names, in its order.
    public private(set) var axes: [[Code]] = []
    /// By number, codes of `axisIDs`, ancestors included.
    public private(set) var axesWithAncestors: [[Code]] = []
    /// By number, codes of `publicValues`.
    public private(set) var publics: [[Code]] = []
    /// Kinds.
    public private(set) var kinds = Column()
    /// Territories as written.
    public private(set) var territories = Column()
    /// Natures.
    public private(set) var natures = Column()
    /// Axis ids.
    public private(set) var axisIDs = Column()
    /// Publics as written.
    public private(set) var publicValues = Column()
    /// The mean length of each field, in words; 1 at least.
    public private(set) var meanLengths: [Double] = [1, 1, 1, 1]

    /// The lengths of a document's title, summary, headings and body, in words.
    public func fieldLengths(of number: Int) -> FieldLengths {
        FieldLengths(lengths[number * 4], lengths[number * 4 + 1], lengths[number * 4 + 2], lengths[number * 4 + 3])
    }

    /// One past the highest number.
    public var bound: Int { ids.count }
    /// How many documents there are.
    public var count: Int { numbers.count }

    /// The number of the document of this id, or `nil`.
    public func number(of id: String) -> Int? { numberOfID[id] }

    private var numberOfID: [String: Int] = [:]

    init(_ db: Database) throws {
        let bound = try (Int.fetchOne(db, sql: "SELECT max(number) FROM document") ?? -1) + 1
        ids = Array(repeating: "", count: bound)
        lengths = Array(repeating: 0, count: bound * 4)
        kind = Array(repeating: -1, count: bound)
        territory = kind
        nature = kind
        year = Array(repeating: 0, count: bound)
        updated = year
        axes = Array(repeating: [], count: bound)
        axesWithAncestors = axes
        publics = axes
        numberOfID.reserveCapacity(bound)
        try readDocuments(db)
        try readLists(db)
    }

    private static let documents = """
        SELECT number, id, kind, territory, year, nature, updated,
               title_length, summary_length, headings_length, body_length
          FROM document ORDER BY number
        """

    private mutating func readDocuments(_ db: Database) throws {
        var sums = [0, 0, 0, 0]
        let rows = try Row.fetchCursor(db, sql: Self.documents)
        while let row = try rows.next() {
            let number: Int = row[0]
            numbers.append(number)
            ids[number] = row[1]
            numberOfID[ids[number]] = number
            kind[number] = kinds.code(for: row[2])
            if let value = row[3] as String? { territory[number] = territories.code(for: value) }
            year[number] = row[4] as Int32? ?? 0
            if let value = row[5] as String? { nature[number] = natures.code(for: value) }
            if let value = row[6] as String? { updated[number] = Self.sortable(value) }
            for field in 0..<4 {
                let length: Int32 = row[7 + field]
                lengths[number * 4 + field] = length
                sums[field] += Int(length)
            }
        }
        if !numbers.isEmpty { meanLengths = sums.map { max(1, Double($0) / Double(numbers.count)) } }
    }

    private mutating func readLists(_ db: Database) throws {
        let axisRows = try Row.fetchCursor(
            db, sql: "SELECT document, axis, direct FROM document_axis ORDER BY document, position")
        while let row = try axisRows.next() {
            let number: Int = row[0]
            let code = axisIDs.code(for: row[1])
            axesWithAncestors[number].append(code)
            if row[2] { axes[number].append(code) }
        }
        let publicRows = try Row.fetchCursor(
            db, sql: "SELECT document, public FROM document_public ORDER BY document, position")
        while let row = try publicRows.next() {
            publics[row[0]].append(publicValues.code(for: row[1]))
        }
    }

    /// « 2026-11 » as 20261100.
    private static func sortable(_ date: String) -> Int32 {
        let parts = date.split(separator: "-").map { Int32($0) ?? 0 }
        let year = parts.first ?? 0
        guard (1...9999).contains(year) else { return 0 }
        return year * 10_000 + (parts.count > 1 ? parts[1] % 100 : 0) * 100 + (parts.count > 2 ? parts[2] % 100 : 0)
    }
}
