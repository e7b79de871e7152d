import Analysis
import SearchIndex

/// Texts to propose, the best first, found by what may be typed of them.
struct Proposals: Sendable {
    /// What is proposed.
    struct Proposal: Sendable {
        var text: String
        var note: String
    }

    /// « sous-thème, 9 fiches ».
    static func note(_ kind: String, _ documents: Int?) -> String {
        documents.map { "\(kind), \($0 == 1 ? "1 fiche" : "\($0) fiches")" } ?? kind
    }

    /// How a key leads to its proposal.
    enum Way: UInt8 {
        /// The text begins so, an article aside.
        case beginning
        /// A later word of the text does.
        case laterWord
        /// A word of another name does, which the text does not show.
        case otherName
    }

    /// A key of a proposal: bytes of `letters`, and the proposal's place among all.
    private struct Entry {
        var start: UInt32
        var length: UInt32
        var proposal: UInt32
        var way: Way
    }

    private let proposals: [Proposal]
    private let letters: [UInt8]
    /// Sorted by their letters.
    private let entries: [Entry]

    /// The best proposals with a key that begins with `prefix`, by place, at most `limit`.
    ///
    /// - Complexity: O(log n) to find them, then a comparison of places for each.
    func places(withPrefix prefix: String, by way: Way, limit: Int) -> [Int] {
        let prefix = Array(prefix.utf8)
        var best: [UInt32] = []
        for entry in entries[firstIndex(from: prefix)...] {
            guard starts(entry, with: prefix) else { break }
            guard entry.way == way, best.count < limit || entry.proposal < best[best.count - 1],
                !best.contains(entry.proposal)
            else { continue }
            best.insert(entry.proposal, at: best.firstIndex { $0 > entry.proposal } ?? best.count)
            if best.count > limit { best.removeLast() }
        }
        return best.map { Int($0) }
    }

    subscript(place: Int) -> Proposal { proposals[place] }

    private func starts(_ entry: Entry, with prefix: [UInt8]) -> Bool {
        guard Int(entry.length) >= prefix.count else { return false }
        let start = Int(entry.start)
        for offset in prefix.indices where letters[start + offset] != prefix[offset] { return false }
        return true
    }

    private func firstIndex(from prefix: [UInt8]) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            let start = Int(entries[middle].start)
            let key = letters[start..<start + Int(entries[middle].length)]
            if key.lexicographicallyPrecedes(prefix) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Collects proposals, which must come the best first.
    struct Builder {
        private let analyzer: Analyzer
        private var proposals: [Proposal] = []
        private var letters: [UInt8] = []
        private var entries: [Entry] = []
        private var seen: Set<String> = []

        init(analyzer: Analyzer) {
            self.analyzer = analyzer
        }

        /// Adds a text under its own words and, with a note that says so, those of its other names, unless it is there
        /// already.
        mutating func add(_ text: String, otherNames: [String] = [], kind: String, documents: Int? = nil) {
            let keys = CompletionKey.keys(of: text, analyzer: analyzer)
            guard let whole = keys.first, seen.insert(whole.letters).inserted, QueryParser.isPlain(text) else { return }
            let note = Proposals.note(kind, documents)
            for key in keys { append(key, key.isBeginning ? .beginning : .laterWord) }
            proposals.append(Proposal(text: text, note: note))
            for name in otherNames {
                for key in CompletionKey.keys(of: name, analyzer: analyzer) { append(key, .otherName) }
                proposals.append(Proposal(text: text, note: "\(note) ; aussi : \(name)"))
            }
        }

        /// Adds a key of the proposal that comes next.
        private mutating func append(_ key: CompletionKey, _ way: Way) {
            let bytes = key.letters.utf8
            entries.append(
                Entry(
                    start: UInt32(letters.count), length: UInt32(bytes.count), proposal: UInt32(proposals.count),
                    way: way))
            letters.append(contentsOf: bytes)
        }

        func sorted() -> Proposals {
            func key(_ entry: Entry) -> ArraySlice<UInt8> {
                letters[Int(entry.start)..<Int(entry.start + entry.length)]
            }
            return Proposals(
                proposals: proposals, letters: letters,
                entries: entries.sorted { key($0).lexicographicallyPrecedes(key($1)) })
        }
    }
}

extension QueryParser {
    /// Whether the text is a run of words: no operator at all.
    static func isWords(_ text: String) -> Bool {
        isPlain(text)
            && parse(text).clauses.allSatisfy { clause in
                clause.pieces.allSatisfy { if case .words = $0 { true } else { false } }
            }
    }

    /// Whether the text, searched as it is, means its words: no filter, nothing excluded, no field asked.
    static func isPlain(_ text: String) -> Bool {
        let query = parse(text)
        return query.filters == SearchRequest.Filters() && query.excludedFilters == SearchRequest.Filters()
            && query.clauses.allSatisfy { !$0.isExcluded && $0.field == nil }
    }
}
