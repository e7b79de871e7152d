import Analysis
import Corpus
import Foundation
import GRDB

/// The index's few global values.
enum Meta {
    enum Key: String {
        case generation, indexedAt = "indexed_at", corpus, taxonomy, thesaurus, stemming
        case thesaurusEntries = "thesaurus_entries", distinctTerms = "distinct_terms"
        case phraseChanges = "phrase_changes"
        case model
        case fieldWeights = "field_weights", meanLengths = "mean_lengths", lengthTotals = "length_totals"
    }

    static func value(_ key: Key, _ db: Database) -> String? {
        try? String.fetchOne(
            db.cachedStatement(sql: "SELECT value FROM meta WHERE key = ?"), arguments: [key.rawValue])
    }

    /// Writes the value unless it is there already; whether it was not.
    static func write(_ value: String, for key: Key, _ db: Database) throws -> Bool {
        guard Self.value(key, db) != value else { return false }
        try db.execute(sql: "INSERT OR REPLACE INTO meta VALUES (?, ?)", arguments: [key.rawValue, value])
        return true
    }

    static func stemming(_ db: Database) -> Stemming {
        value(.stemming, db).flatMap { Stemming(rawValue: $0) } ?? .light
    }

    static func fieldWeights(_ db: Database) -> FieldWeights { decoded(.fieldWeights, db) ?? FieldWeights() }

    static func meanLengths(_ db: Database) -> MeanLengths? { decoded(.meanLengths, db) }

    static func lengthTotals(_ db: Database) -> LengthTotals? { decoded(.lengthTotals, db) }

    static func write(_ means: MeanLengths, _ totals: LengthTotals, _ db: Database) throws {
        _ = try write(sortedJSON(means), for: .meanLengths, db)
        _ = try write(sortedJSON(totals), for: .lengthTotals, db)
    }

    static func write(_ weights: FieldWeights, _ db: Database) throws {
        _ = try write(sortedJSON(weights), for: .fieldWeights, db)
    }

    private static func decoded<Value: Decodable>(_ key: Key, _ db: Database) -> Value? {
        value(key, db).flatMap { try? JSONDecoder().decode(Value.self, from: Data($0.utf8)) }
    }

    static func taxonomy(_ db: Database) -> Taxonomy {
        value(.taxonomy, db).flatMap { Taxonomy(json: $0) } ?? .empty
    }

    static func thesaurus(_ db: Database) -> [ThesaurusRow] {
        value(.thesaurus, db).flatMap { try? JSONDecoder().decode([ThesaurusRow].self, from: Data($0.utf8)) } ?? []
    }
}

extension ThesaurusRow {
    static func json(_ rows: [ThesaurusRow]) -> String { sortedJSON(rows) }
}

extension Taxonomy {
    private struct Stored: Codable {
        var schemes: [Scheme]
        var axes: [Axis]
    }

    var json: String { sortedJSON(Stored(schemes: schemes, axes: axes)) }

    init?(json: String) {
        guard let stored = try? JSONDecoder().decode(Stored.self, from: Data(json.utf8)) else { return nil }
        self.init(schemes: stored.schemes, axes: stored.axes)
    }

    /// The axes whose place in the tree, names or existence differ: documents that carry them must be read again.
    func changes(to other: Taxonomy) -> Set<String> {
        var changes: Set<String> = []
        for id in Set(axes.map(\.id)).union(other.axes.map(\.id)) {
            let (before, after) = (self[id], other[id])
            if before?.parent != after?.parent || before?.replacedBy != after?.replacedBy
                || before?.label != after?.label || before?.alt != after?.alt || (before == nil) != (after == nil)
            {
                changes.insert(id)
            }
        }
        return changes
    }
}

/// The same value gives the same text, so that an unchanged taxonomy is not written again.
private func sortedJSON(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
}
