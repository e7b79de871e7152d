/// French text to terms: written once, for documents, queries and highlighting.
///
/// The steps, one file each: segments of letters and digits (`Segmenter`), words made of them (`WordRules`: elision,
/// inclusive writing, dotted acronyms, numbers, compounds), case and accents (`Folding`), stems (`Stemmer`).
/// Not shared between threads: it keeps the words that it has met. One for each connection and each searcher.
public final class Analyzer {
    /// Changes whenever the terms of some text change: an index of another version is rebuilt.
    public static let version = 3

    /// What it makes of a folded word.
    public let stemming: Stemming

    private let icu = ICUText()
    private let lists: WordLists
    private let segmenter: Segmenter
    private let folding: Folding
    private let stemmer: Stemmer
    private let rootStemmer = RootStemmer()
    private var cache: TermCache
    private var segments: [Segment] = []

    /// An analyzer with the built-in French lists.
    ///
    /// - Parameter keptWords: how many of the words that it meets it keeps, some 200 bytes each.
    public init(stemming: Stemming = .light, keptWords: Int = 50_000) {
        self.stemming = stemming
        cache = TermCache(limit: keptWords)
        lists = .french
        segmenter = Segmenter(icu: icu)
        folding = Folding(icu: icu)
        stemmer = Stemmer(exceptions: lists.stems)
    }

    /// All the tokens of a text, in order; colocated ones follow the word that they stand beside.
    public func tokens(in text: String) -> [Token] {
        var tokens: [Token] = []
        forEachToken(in: Array(text.utf8)) { tokens.append($0) }
        return tokens
    }

    /// Calls `body` with each token of a UTF-8 text; offsets count from the beginning of `text`.
    public func forEachToken<Failure: Error>(
        in text: [UInt8], _ body: (Token) throws(Failure) -> Void
    ) throws(Failure) {
        var position = -1
        try forEachNumberedToken(in: text) { (token) throws(Failure) in
            if token.kind == .word { position += 1 }
            try body(
                Token(
                    term: cache[token.term], start: token.start, end: token.end, position: position, kind: token.kind,
                    casing: token.casing, isJoined: token.isJoined))
        }
    }

    /// The same with the terms by their numbers.
    ///
    /// - Parameter wanted: where it says that a word has none of the forms, its term is not looked up: it has number -1 and
    ///   hash 0.
    /// - Complexity: O(`text.count`); a word met before costs a look-up, no folding, no stemming and no reference
    ///   counted.
    public func forEachNumberedToken<Failure: Error>(
        in text: [UInt8], among wanted: FormLengths? = nil, _ body: (NumberedToken) throws(Failure) -> Void
    ) throws(Failure) {
        forgetIfFull()
        segments.removeAll(keepingCapacity: true)
        segmenter.segments(of: text, into: &segments)
        var rules = WordRules(text: text, segments: segments)
        while true {
            while let word = rules.nextSimple(text.span) {
                let isWanted = wanted?.mayHave(text.span.extracting(word.start..<word.end)) ?? true
                let term = isWanted ? number(of: text, word.start..<word.end) : (number: -1, termHash: 0)
                try body(
                    NumberedToken(
                        term: term.number, termHash: term.termHash, start: word.start, end: word.end, kind: .word,
                        casing: Token.Casing(word.casing), isJoined: word.isJoined))
            }
            guard let word = rules.next() else { return }
            try forEachToken(of: word, in: text, body)
        }
    }

    /// Calls `body` with where each word of a text stands: its tokens but the colocated ones, without their terms.
    ///
    /// - Complexity: O(`text.count`); nothing is looked up.
    public func forEachWord(in text: [UInt8], _ body: (Range<Int>) -> Void) {
        segments.removeAll(keepingCapacity: true)
        segmenter.segments(of: text, into: &segments)
        var rules = WordRules(text: text, segments: segments)
        while true {
            while let word = rules.nextSimple(text.span) { body(word.start..<word.end) }
            guard let word = rules.next() else { return }
            body(word.start..<word.end)
        }
    }

    /// The term of a number that this analyzer has given, in the same epoch.
    public func term(numbered number: Int32) -> Term { cache[number] }

    /// Lets the words go that it has met if they are too many, as it does before each text.
    public func forgetIfFull() { cache.trim() }

    /// Changes when the numbers of terms begin anew, which happens between two texts.
    public var epoch: Int { cache.epoch }

    /// The word, then what stands beside it.
    private func forEachToken<Failure: Error>(
        of word: Word, in text: [UInt8], _ body: (NumberedToken) throws(Failure) -> Void
    ) throws(Failure) {
        func token(_ term: (number: Int32, termHash: UInt32), _ kind: Token.Kind, end: Int) -> NumberedToken {
            NumberedToken(
                term: term.number, termHash: term.termHash, start: word.start, end: end, kind: kind,
                casing: Token.Casing(word.casing), isJoined: word.isJoined)
        }
        let term = word.isPlain ? number(of: text, word.start..<word.end) : number(of: word.letters(in: text))
        try body(token(term, .word, end: word.end))
        if word.isAcronym, let acronym = acronym(cache[term.number]) {
            try body(token(number(ofLiteral: acronym), .acronym, end: word.end))
        }
        if word.hasPlus {
            try body(token(number(ofLiteral: cache[term.number].form + "+"), .plus, end: word.end + 1))
        }
        if let compound = word.compound {
            try body(token(number(of: compound.letters), .compound, end: compound.end))
        }
    }

    private func number(of letters: [UInt8]) -> (number: Int32, termHash: UInt32) {
        number(of: letters, letters.indices)
    }

    private func number(of text: [UInt8], _ word: Range<Int>) -> (number: Int32, termHash: UInt32) {
        cache.number(of: text.span.extracting(word)) { term(of: folding.fold(text[word])) }
    }

    /// No word begins with the byte that sets literals apart.
    private func number(ofLiteral text: String) -> (number: Int32, termHash: UInt32) {
        let bytes = [0] + Array(text.utf8)
        return cache.number(of: bytes.span) {
            Term(bytes: Array(bytes.dropFirst()), form: Array(bytes.dropFirst()))
        }
    }

    /// The term of a single word, as a document would have it.
    public func term(for word: String) -> Term { term(of: Array(word.utf8)) }

    /// Whether the stop word is a noun too, as « car » and « or » are.
    public func isHomograph(_ term: Term) -> Bool { lists.homographs.contains(Array(term.form.utf8)) }

    /// The two parts of a word that begins with a known prefix, « cyberharcèlement » : (`cyber`, `harcèlement`).
    public func prefixParts(of form: String) -> (prefix: String, rest: String)? {
        let folded = folding.fold(Array(form.utf8)[...])
        guard
            let prefix = lists.prefixes.first(where: {
                folded.folded.starts(with: $0) && folded.folded.count - $0.count >= 3
            })
        else { return nil }
        return (String(decoding: prefix, as: UTF8.self), String(form.dropFirst(prefix.count)))
    }

    /// The root that the form shares with its family, without accents: « déclarer » and « déclaration » have one.
    public func root(of form: String) -> String { fold(rootStemmer.root(of: form)) }

    /// The word without case and accents.
    public func fold(_ text: String) -> String {
        String(decoding: folding.fold(Array(text.utf8)[...]).folded, as: UTF8.self)
    }

    private func term(of letters: [UInt8]) -> Term { term(of: folding.fold(letters[...])) }

    private func term(of word: FoldedWord) -> Term {
        // FTS5 and the vocabulary hold no longer terms; nobody searches them.
        let folded = Array(word.folded.prefix(Self.longestTerm))
        return Term(
            bytes: stemming == .off ? folded : stemmer.stem(folded), form: word.form,
            isStopWord: lists.stopWords.contains(word.form), isShortWord: lists.shortWords.contains(folded),
            isQuestionWord: lists.questionWords.contains(word.folded), isWeak: lists.weakWords.contains(word.folded))
    }

    private static let longestTerm = 64

    private func acronym(_ term: Term) -> String? {
        let folded = fold(term.form)
        return folded.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) ? folded.uppercased() : nil
    }
}

extension Token.Casing {
    fileprivate init(_ casing: Segment.Casing) {
        switch casing {
        case .lower: self = .lower
        case .capitalized: self = .capitalized
        case .upper: self = .upper
        }
    }
}
