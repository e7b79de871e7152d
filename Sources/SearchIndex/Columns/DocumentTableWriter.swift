import Foundation
import GRDB

/// Keeps the columns of documents up to the documents, within the transaction of a pass.
final class DocumentTableWriter {
    private let db: Database
    private var values: [DocumentTable.Values]
    /// A bit a number, the lowest first.
    private var live: [UInt8]
    private var isChanged = false
    /// The block that documents are added to.
    private var block: (number: Int, columns: DocumentColumns)?
    /// Blocks that are full. They are written one after the other, so that opening reads one stretch of the file.
    private var full: [(number: Int, bytes: Data)] = []

    /// How many blocks wait to be written, at most: some 20 MB.
    private static let mostFull = 200

    init(_ db: Database) throws {
        self.db = db
        values = try DocumentTable.values(db)
        live = [UInt8](try Data.fetchOne(db, sql: "SELECT live FROM state") ?? Data())
    }

    /// Adds a document, whose number is above all those before.
    ///
    /// - Parameter axes: those that it names, then their ancestors.
    func add(_ number: Int, _ document: StoredDocument, axes: [String], lengths: FieldLengths) throws {
        let place = number % DocumentColumns.blockSize
        var columns = try columns(ofBlock: number / DocumentColumns.blockSize)
        guard columns.count <= place else { throw DatabaseError.damagedColumns }
        columns.pad(to: place)
        var entry = DocumentColumns.Entry(id: document.id, lengths: lengths)
        entry.updated = document.updated.map(Self.sortable) ?? 0
        entry.namedAxes = document.axes.count
        for facet in DocumentTable.Facet.allCases {
            let texts = facet == .axis ? axes : document.values(of: facet)
            entry.codes[facet.rawValue] = try texts.map { try code(of: $0, facet) }
        }
        columns.append(entry)
        block = (number / DocumentColumns.blockSize, columns)
        while live.count * 8 <= number { live.append(0) }
        live[number / 8] |= 1 << UInt8(number % 8)
        isChanged = true
    }

    /// Marks a document as gone: what its number had stays where it is.
    func remove(_ number: Int) {
        guard number / 8 < live.count else { return }
        live[number / 8] &= ~(1 << UInt8(number % 8))
        isChanged = true
    }

    /// Writes what is not written yet.
    func finish() throws {
        guard isChanged else { return }
        closeBlock()
        try writeFull()
        try db.execute(sql: "UPDATE state SET live = ?", arguments: [Data(live)])
    }

    // MARK: Parts

    /// Taken out of `block`, so that it is changed in place.
    private func columns(ofBlock number: Int) throws -> DocumentColumns {
        if let open = block, open.number == number {
            block = nil
            return open.columns
        }
        closeBlock()
        if full.count >= Self.mostFull { try writeFull() }
        var columns = DocumentColumns()
        let statement = try db.cachedStatement(sql: "SELECT columns FROM document_block WHERE number = ?")
        if let bytes = try Data.fetchOne(statement, arguments: [number]) {
            try columns.append(block: [UInt8](bytes), valueCounts: values.map(\.texts.count))
        }
        return columns
    }

    private func closeBlock() {
        if let block { full.append((block.number, Data(block.columns.bytes))) }
        block = nil
    }

    private func writeFull() throws {
        let insert = try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO document_block (number, columns) VALUES (?, ?)")
        for (number, bytes) in full { try insert.execute(arguments: [number, bytes]) }
        full.removeAll()
    }

    private func code(of text: String, _ facet: DocumentTable.Facet) throws -> DocumentTable.Code {
        if let known = values[facet.rawValue][text] { return known }
        let code = DocumentTable.Code(values[facet.rawValue].texts.count)
        values[facet.rawValue].append(text)
        try db.cachedStatement(sql: "INSERT INTO facet_value (facet, code, value) VALUES (?, ?, ?)")
            .execute(arguments: [facet.rawValue, code, text])
        return code
    }

    /// « 2026-11 » as 20261100.
    private static func sortable(_ date: String) -> Int32 {
        let parts = date.split(separator: "-").map { Int32($0) ?? 0 }
        let year = parts.first ?? 0
        guard (1...9999).contains(year) else { return 0 }
        return year * 10_000 + (parts.count > 1 ? parts[1] % 100 : 0) * 100 + (parts.count > 2 ? parts[2] % 100 : 0)
    }
}

extension StoredDocument {
    /// The document's axes, then those above them, each once.
    func axes(withAncestors ancestors: (String) -> [String]) -> [String] {
        var all = axes
        for axis in axes {
            for ancestor in ancestors(axis) where !all.contains(ancestor) { all.append(ancestor) }
        }
        return all
    }

    fileprivate func values(of facet: DocumentTable.Facet) -> [String] {
        switch facet {
        case .axis: axes
        case .kind: [kind]
        case .public: publics
        case .territory: territory.map { [$0] } ?? []
        case .year: year.map { [String($0)] } ?? []
        case .nature: nature.map { [$0] } ?? []
        }
    }
}
