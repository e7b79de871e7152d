import Analysis
import Corpus
import SearchIndex

/// Completions of what is being typed: axes, thesaurus entries and titles, whatever the accents.
///
/// One sorted array for each state of the index, made at the first keystroke; a look-up is a binary search.
final class Completer: Sendable {
    private struct Entry {
        var key: [UInt8]
        var text: String
        var note: String
        /// Larger first: axes before thesaurus entries before titles, then by number of documents.
        var rank: Int
    }

    private let entries: [Entry]

    /// Entries looked at beyond the answer, so that a short prefix cannot walk the whole vocabulary.
    private static let mostScanned = 4_000

    init(_ snapshot: Snapshot, state: IndexState, analyzer: Analyzer) throws {
        var entries: [Entry] = []
        func add(_ text: String, names: [String], note: String, rank: Int) {
            for name in names {
                for (index, key) in Self.keys(name, analyzer).enumerated() {
                    entries.append(Entry(key: key, text: text, note: note, rank: rank - (index == 0 ? 0 : 600_000)))
                }
            }
        }
        let counts = Self.axisCounts(snapshot.table)
        for axis in snapshot.taxonomy.axes where !axis.deprecated {
            guard let count = counts[axis.id] else { continue }
            let kind = axis.parent == nil ? "axe" : "sous-thème"
            add(
                axis.label, names: [axis.label] + axis.alt, note: "\(kind), \(Self.documents(count))",
                rank: 3_000_000 + count * 2)
        }
        for label in snapshot.thesaurus.labels where try Self.answers(label, state, analyzer) {
            add(label, names: [label], note: "expression", rank: 2_000_000)
        }
        for (document, title) in try state.titles() {
            let kind = snapshot.table.kinds.values[Int(snapshot.table.kind[document])]
            add(
                title, names: [title], note: Document.Kind(rawValue: kind)?.label.lowercased() ?? "fiche",
                rank: 1_000_000)
        }
        self.entries = entries.sorted { a, b in
            a.key == b.key ? (b.rank, a.text) < (a.rank, b.text) : a.key.lexicographicallyPrecedes(b.key)
        }
    }

    /// At most `limit` completions, the best first.
    func completions(of text: String, limit: Int, analyzer: Analyzer) -> [Completion] {
        let key = Self.key(text, analyzer)
        guard !key.isEmpty else { return [] }
        var found: [Entry] = []
        for entry in entries[lowerBound(key)...].prefix(Self.mostScanned) {
            guard entry.key.starts(with: key) else { break }
            found.append(entry)
        }
        found.sort { ($1.rank, $0.text) < ($0.rank, $1.text) }
        var texts: Set<[UInt8]> = []
        var completions: [Completion] = []
        for entry in found where completions.count < limit {
            // An entry is reached by several of its words, and titles repeat: each text once.
            guard texts.insert(Self.key(entry.text, analyzer)).inserted else { continue }
            completions.append(Completion(text: entry.text, note: entry.note))
        }
        return completions
    }

    /// Whether the index holds each word of the label: what is proposed must find something.
    private static func answers(_ label: String, _ state: IndexState, _ analyzer: Analyzer) throws -> Bool {
        try analyzer.tokens(in: label).allSatisfy { token in
            try token.isColocated || token.term.isStopWord || state.documentCount(ofTerm: token.term.text) > 0
        }
    }

    private func lowerBound(_ key: [UInt8]) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key.lexicographicallyPrecedes(key) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The folded text, one space between words; an unfinished word stays as it is.
    private static func key(_ text: String, _ analyzer: Analyzer) -> [UInt8] {
        var key: [UInt8] = []
        var isGap = false
        for byte in analyzer.fold(text).utf8 {
            if byte >= 0x80 || byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x2B {
                if isGap && !key.isEmpty { key.append(0x20) }
                key.append(byte)
                isGap = false
            } else {
                isGap = true
            }
        }
        return key
    }

    /// The text's keys from each of its first words on.
    private static func keys(_ text: String, _ analyzer: Analyzer) -> [[UInt8]] {
        let words = key(text, analyzer).split(separator: 0x20)
        return words.indices.prefix(6).filter { $0 == 0 || words[$0].count > 2 }.map {
            Array(words[$0...].joined(separator: [0x20]))
        }
    }

    private static func axisCounts(_ table: DocumentTable) -> [String: Int] {
        var counts: [Int32: Int] = [:]
        for number in table.numbers {
            for code in table.axesWithAncestors[number] { counts[code, default: 0] += 1 }
        }
        return Dictionary(uniqueKeysWithValues: counts.map { (table.axisIDs.values[Int($0)], $1) })
    }

    private static func documents(_ count: Int) -> String { count == 1 ? "1 fiche" : "\(count) fiches" }
}
