import Analysis
import Corpus
import SearchIndex

/// Completions in the making: each text once, the best first.
struct CompletionList {
    private(set) var completions: [Completion] = []
    /// Whether one of them begins with what is typed.
    private(set) var beginsSo = false
    private let limit: Int
    private let analyzer: Analyzer
    private var seen: Set<String> = []

    init(limit: Int, analyzer: Analyzer) {
        self.limit = limit
        self.analyzer = analyzer
    }

    /// Adds what begins with one of the typed keys, then what holds a later word that does.
    mutating func add(_ typed: [String], _ proposals: Proposals, _ state: IndexState) throws {
        for isBeginning in [true, false] {
            let places = typed.flatMap {
                proposals.places(withPrefix: $0, by: isBeginning ? .beginning : .laterWord, limit: limit)
            }
            for place in places.sorted() { add(proposals[place].text, proposals[place].note) }
            for letters in typed where completions.count < limit {
                for phrase in try state.phrases(withPrefix: letters, isBeginning: isBeginning, limit: limit) {
                    add(phrase.text, Proposals.note("expression", phrase.documents))
                }
            }
            for letters in typed where completions.count < limit {
                for (title, kind) in try state.titles(withPrefix: letters, isBeginning: isBeginning, limit: limit)
                where QueryParser.isPlain(title) {
                    add(title, Document.Kind(rawValue: kind)?.label.lowercased() ?? "fiche")
                }
            }
            if isBeginning { beginsSo = !completions.isEmpty }
        }
    }

    /// Adds the first of those that only another name leads to; why they are there is not seen, so that they are few.
    mutating func addOtherNames(_ typed: [String], _ proposals: Proposals) {
        guard completions.count < limit else { return }
        let most = min(limit, completions.count + Self.mostOtherNames)
        let places = typed.flatMap { proposals.places(withPrefix: $0, by: .otherName, limit: Self.mostNames) }
        for place in places.sorted() where completions.count < most {
            add(proposals[place].text, proposals[place].note)
        }
    }

    private static let mostOtherNames = 3
    /// Names are looked at until so many axes are found; several may be of one axis, or of one that is there already.
    private static let mostNames = 32

    /// Adds the words that the last one typed may become; those before it stay as they are.
    mutating func addWords(_ text: String, _ state: IndexState) throws {
        let bytes = Array(text.utf8)
        let tokens = analyzer.tokens(in: text).filter { $0.kind == .word }
        // What follows the last word, a space say, means that it is finished; a joined one is part of a compound.
        guard completions.count < limit, let last = tokens.last, last.end == bytes.count, !last.isJoined,
            tokens.count <= Self.mostWords
        else { return }
        let before = String(decoding: bytes[..<last.start], as: UTF8.self)
        let letters = CompletionKey.letters(of: last.term.form, analyzer: analyzer)
        let others = tokens.dropLast().map(\.term).filter { !$0.isStopWord }
        // Beside other words a title that holds them is better than a guess, and one letter is no word yet.
        guard others.isEmpty || completions.isEmpty && letters.count > 1 else { return }
        var words = try state.words(withPrefix: letters, limit: others.isEmpty ? limit : Self.mostCandidates)
        if !others.isEmpty { words = try Self.words(words, heldWith: others, state) }
        for word in words where !analyzer.term(for: word.form).isStopWord {
            guard completions.count < limit else { break }
            if QueryParser.isWords(before + word.form) {
                add(before + word.form, Proposals.note("mot", word.documents))
            }
        }
    }

    /// The words that stand beside all the others in one of the first documents that hold the rarest of these.
    ///
    /// The beginnings of a few documents, not all: what this costs does not depend on how common the words are.
    private static func words(
        _ words: [VocabularyForm], heldWith others: [Term], _ state: IndexState
    ) throws -> [VocabularyForm] {
        let counts = try others.map { try state.formCount(ofTerm: $0.text) }
        // A number counts as the rarest: it is no form.
        guard let rarest = counts.indices.min(by: { counts[$0] < counts[$1] }) else { return [] }
        let needed = Set(others.map(\.text))
        let wanted = try state.termsByFormCode(needed.union(words.map(\.term)).sorted())
        var held: Set<String> = []
        for forward in try state.forwards(ofTerm: others[rarest].text, limit: sampledDocuments) {
            let found = Set(forward.words.prefix(sampledWords).lazy.compactMap { wanted[$0.form] })
            if found.isSuperset(of: needed) { held.formUnion(found) }
        }
        return words.filter { held.contains($0.term) }
    }

    private static let mostCandidates = 100
    private static let sampledDocuments = 8
    private static let sampledWords = 1_000
    /// Longer texts are questions, which nobody completes word by word.
    private static let mostWords = 6

    private mutating func add(_ text: String, _ note: String) {
        guard completions.count < limit,
            seen.insert(CompletionKey.letters(of: text, analyzer: analyzer)).inserted
        else { return }
        completions.append(Completion(text: text, note: note))
    }
}
