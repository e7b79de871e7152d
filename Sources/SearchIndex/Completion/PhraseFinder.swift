import Analysis
import Foundation
import GRDB

/// Chooses the expressions that documents share, « politique de la ville »: two to four words, content words at both ends.
///
/// A phrase is kept when several documents say it, when its parts meet more often than by chance, and when it is not a
/// piece of a longer one. Words come from `forward`, so that no text is analyzed to count; only the
/// documents from which a chosen phrase takes its written form are.
struct PhraseFinder {
    struct Phrase {
        var key: UInt64
        /// As documents write it most.
        var text: String
        var documents: Int
    }

    /// The longest phrase proposed, in words.
    static let longest = 4
    /// Longer runs are counted to see which short ones are only their middle or their end: « local de sécurité ».
    private static let longestCounted = 6
    /// The most frequent so many are kept: some 3 MB of the index, and rarer ones are not missed.
    private static let mostPhrases = 20_000
    /// Fewer documents make no usage.
    private static let fewestDocuments = 3
    /// In a small collection nothing is too common.
    private static let fewestCommon = 10
    /// In a large collection rare phrases are too many to tell anything: one document in so many must say it.
    private static let documentsForOne = 2_000
    /// How many times more often than by chance the two parts of a phrase must meet, and how many occurrences halve
    /// what they prove: three meetings of two rare words are chance soon enough.
    private static let leastAssociation = 6.0
    private static let doubt = 5.0
    /// A phrase that a longer one holds so often is a piece of it.
    private static let pieceShare = 0.75
    /// In a larger collection phrases are chosen among those of about so many documents, taken at regular distances.
    private static let countedDocuments = 20_000
    /// Documents whose texts are looked at for a phrase's written form.
    private static let sampledDocuments = 5

    private let db: Database
    private let analyzer: Analyzer
    private let roles: PhraseRoles
    /// One document in so many is counted to choose phrases; the two limits are of these.
    private let stride: Int
    private let leastDocuments: Int
    private let mostDocuments: Int
    private var counts: [UInt64: Count] = [:]
    private var wordCount = 0

    private struct Count {
        /// In words; 1 for a content word alone.
        var length: Int
        /// Keys of its first word, of what follows it from the next content word on, and the same from the end.
        var first: UInt64 = 0, tail: UInt64 = 0, head: UInt64 = 0, last: UInt64 = 0
        var documents = 0
        var occurrences = 0
        var lastDocument = -1
    }

    init(_ db: Database, analyzer: Analyzer) throws {
        self.db = db
        self.analyzer = analyzer
        roles = try PhraseRoles(db, analyzer: analyzer)
        let documents = try Int.fetchOne(db, sql: "SELECT count(*) FROM document") ?? 0
        stride = max(1, documents / Self.countedDocuments)
        let counted = documents / stride
        leastDocuments = max(Self.fewestDocuments, counted / Self.documentsForOne)
        // What most documents say, « Points de vigilance » in a form that they all follow, tells none from another.
        mostDocuments = max(Self.fewestCommon, counted / 2)
    }

    /// The phrases, the most frequent first.
    ///
    /// - Complexity: O(words), a reading of `forward` and two of a part of it; 16 MB and what frequent runs take.
    mutating func phrases() throws -> [Phrase] {
        try count(those: frequentRuns())
        return try written(choose()).sorted { ($1.documents, $0.key) < ($0.documents, $1.key) }
    }

    private func forEachDocument(_ stride: Int = 1, _ body: (Int, Forward, PhraseWords) throws -> Void) throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT document, words FROM forward WHERE document % ? = 0 ORDER BY document",
            arguments: [stride])
        var forward = Forward()
        var words = PhraseWords()
        while let row = try rows.next() {
            try forward.read(row, column: 1)
            words.read(forward) { roles[$0] }
            try body(row[0], forward, words)
        }
    }

    // MARK: Counting

    /// Which runs may be frequent: one byte counts all the runs that share a slot (Park, Chen & Yu 1995).
    private func frequentRuns() throws -> Filter {
        var filter = Filter(least: leastDocuments)
        try forEachDocument(stride) { _, _, words in
            words.forEachPhrase(upTo: Self.longestCounted) { _, key in filter.add(key) }
        }
        return filter
    }

    private struct Filter {
        private var slots = [UInt8](repeating: 0, count: 1 << 24)
        private let least: UInt8

        init(least: Int) { self.least = UInt8(clamping: least) }

        mutating func add(_ key: UInt64) {
            let slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
            if slots[slot] < .max { slots[slot] += 1 }
        }

        func mayBeFrequent(_ key: UInt64) -> Bool { slots[Int(truncatingIfNeeded: key) & (slots.count - 1)] >= least }
    }

    private mutating func count(those filter: Filter) throws {
        var counts: [UInt64: Count] = [:]
        var wordCount = 0
        try forEachDocument(stride) { document, _, words in
            wordCount += words.terms.count
            words.forEachPhrase(upTo: Self.longestCounted) { range, key in
                guard filter.mayBeFrequent(key) else { return }
                var count = counts[key] ?? Self.count(of: range, in: words)
                count.occurrences += 1
                if count.lastDocument != document {
                    count.lastDocument = document
                    count.documents += 1
                }
                counts[key] = count
            }
        }
        self.counts = counts.filter { $1.documents >= leastDocuments }
        self.wordCount = wordCount
    }

    private static func count(of range: Range<Int>, in words: PhraseWords) -> Count {
        var count = Count(length: range.count)
        guard range.count > 1 else { return count }
        let inner = range.dropFirst().dropLast().filter { words.roles[$0] == .content }
        let end = range.upperBound - 1
        count.first = words.key(range.lowerBound..<range.lowerBound + 1)
        count.tail = words.key((inner.first ?? end)..<range.upperBound)
        count.head = words.key(range.lowerBound..<(inner.last ?? range.lowerBound) + 1)
        count.last = words.key(end..<range.upperBound)
        return count
    }

    // MARK: Choosing

    /// At most `mostPhrases`.
    private func choose() -> [UInt64] {
        var pieces: Set<UInt64> = []
        for count in counts.values where count.length > 1 && isAssociated(count) {
            // A piece that begins in the middle of a longer phrase is never what one starts to type. One that only goes
            // on further is, unless the longer one is itself proposed.
            if isPiece(count.tail, of: count) { pieces.insert(count.tail) }
            if count.length <= Self.longest, isPiece(count.head, of: count) { pieces.insert(count.head) }
        }
        let chosen = counts.filter { key, count in
            (2...Self.longest).contains(count.length) && !pieces.contains(key) && count.documents <= mostDocuments
                && isAssociated(count)
        }
        return chosen.sorted { ($1.value.documents, $0.key) < ($0.value.documents, $1.key) }
            .prefix(Self.mostPhrases).map(\.key)
    }

    private func isPiece(_ part: UInt64, of count: Count) -> Bool {
        Double(count.documents) >= Self.pieceShare * Double(counts[part]?.documents ?? .max)
    }

    /// Whether both ways of cutting the phrase in two give parts that attract each other.
    private func isAssociated(_ count: Count) -> Bool {
        func attraction(_ a: UInt64, _ b: UInt64) -> Double {
            guard let a = counts[a], let b = counts[b] else { return 0 }
            let occurrences = Double(count.occurrences)
            let ratio = occurrences * Double(wordCount) / (Double(a.occurrences) * Double(b.occurrences))
            return ratio * occurrences / (occurrences + Self.doubt)
        }
        return min(attraction(count.first, count.tail), attraction(count.head, count.last)) >= Self.leastAssociation
    }

    // MARK: Writing

    /// A chosen phrase while the documents that hold it are counted.
    private struct Chosen {
        var documents = 0
        var lastDocument = -1
        /// How many documents write it in each way; those of the first few.
        var forms: [String: Int] = [:]

        /// As most write it: small letters win a draw. Empty where punctuation mostly cuts it.
        var text: String { forms.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? "" }
    }

    /// The phrases with all the documents that hold them, as most of the first few write them; those that punctuation
    /// mostly cuts are left out.
    private func written(_ keys: [UInt64]) throws -> [Phrase] {
        var chosen = Dictionary(uniqueKeysWithValues: keys.map { ($0, Chosen()) })
        // Most runs are not chosen, which a bit tells sooner than the dictionary.
        var bits = Bitmap(bound: Self.chosenBits)
        for key in keys { bits.insert(Int(key & UInt64(Self.chosenBits - 1))) }
        try forEachDocument { document, forward, words in
            var wanted: [(range: Range<Int>, key: UInt64)] = []
            words.forEachPhrase(upTo: Self.longest) { range, key in
                guard bits.contains(Int(key & UInt64(Self.chosenBits - 1))), range.count > 1,
                    let place = chosen.index(forKey: key)
                else { return }
                if chosen.values[place].lastDocument != document {
                    chosen.values[place].lastDocument = document
                    chosen.values[place].documents += 1
                }
                if chosen.values[place].documents <= Self.sampledDocuments { wanted.append((range, key)) }
            }
            guard !wanted.isEmpty else { return }
            for (key, form) in try forms(of: wanted, forward, texts(of: document)) {
                chosen[key]?.forms[form, default: 0] += 1
            }
        }
        return chosen.compactMap { key, chosen in
            chosen.text.isEmpty ? nil : Phrase(key: key, text: chosen.text, documents: chosen.documents)
        }
    }

    private static let chosenBits = 1 << 20

    /// The runs of a document as its texts write them.
    private func forms(
        of wanted: [(range: Range<Int>, key: UInt64)], _ forward: Forward, _ texts: [[UInt8]]
    ) -> [(key: UInt64, form: String)] {
        zip([Field.title, .summary, .body], texts).flatMap { field, text -> [(key: UInt64, form: String)] in
            let place = forward.range(of: field)
            let ranges = wanted.filter { place.contains($0.range.lowerBound) }
            guard !ranges.isEmpty else { return [] }
            let words = tokens(of: text, upTo: ranges.reduce(0) { max($0, $1.range.upperBound) } - place.lowerBound)
            return ranges.map { range, key in
                (key, Self.form(of: range.shifted(by: -place.lowerBound), words, in: text))
            }
        }
    }

    private func texts(of document: Int) throws -> [[UInt8]] {
        let statement = try db.cachedStatement(
            sql: "SELECT title, summary, body FROM document_text WHERE number = ?")
        guard let row = try Row.fetchOne(statement, arguments: [document]) else { return [] }
        return (0..<3).map { Array((row[$0] as String).utf8) }
    }

    private struct Enough: Error {}

    /// The words of a text, up to so many and those joined to the last of them.
    private func tokens(of text: [UInt8], upTo count: Int) -> [Token] {
        var tokens: [Token] = []
        try? analyzer.forEachToken(in: text) { token throws(Enough) in
            guard token.kind == .word else { return }
            if tokens.count >= count, !token.isJoined { throw Enough() }
            tokens.append(token)
        }
        return tokens
    }

    /// The words as the text writes them; empty where they make no expression.
    private static func form(of range: Range<Int>, _ tokens: [Token], in text: [UInt8]) -> String {
        // « vous dans » begins in the middle of a word; « premier rendez » goes on to its end.
        guard range.upperBound <= tokens.count, !tokens[range.lowerBound].isJoined else { return "" }
        var last = range.upperBound - 1
        while last + 1 < tokens.count, tokens[last + 1].isJoined { last += 1 }
        let bytes = text[tokens[range.lowerBound].start..<tokens[last].end]
        return form(String(decoding: bytes, as: UTF8.self))
    }

    /// The text with plain spaces; empty when it holds punctuation, which makes no expression.
    private static func form(_ text: String) -> String {
        var form = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case " ", "\u{A0}", "\u{202F}": form.append(" ")
            case "a"..."z", "A"..."Z", "'", "’", "-", "\u{2011}": form.append(scalar)
            default:
                guard scalar.properties.isAlphabetic || scalar.properties.canonicalCombiningClass != .notReordered
                else {
                    return ""
                }
                form.append(scalar)
            }
        }
        return String(form)
    }
}

extension Range<Int> {
    fileprivate func shifted(by distance: Int) -> Range<Int> { lowerBound + distance..<upperBound + distance }
}
