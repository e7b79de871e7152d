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
    ///
    /// - Complexity: O(`text.count`); words met before cost a look-up, no folding and no stemming.
    public func forEachToken<Failure: Error>(
        in text: [UInt8], _ body: (Token) throws(Failure) -> Void
    ) throws(Failure) {
        segments.removeAll(keepingCapacity: true)
        segmenter.segments(of: text, into: &segments)
        var rules = WordRules(text: text, segments: segments)
        var position = 0
        while true {
            while let word = rules.nextSimple(text.span) {
                try body(
                    Token(
                        term: cached(text, word.start..<word.end), start: word.start, end: word.end,
                        position: position, kind: .word, casing: Token.Casing(word.casing), isJoined: word.isJoined))
                position += 1
            }
            guard let word = rules.next() else { return }
            let term = word.isPlain ? cached(text, word.start..<word.end) : term(of: word.letters(in: text))
            let casing = Token.Casing(word.casing)
            func token(_ term: Term, _ kind: Token.Kind, end: Int) -> Token {
                Token(
                    term: term, start: word.start, end: end, position: position, kind: kind, casing: casing,
                    isJoined: word.isJoined)
            }
            try body(token(term, .word, end: word.end))
            if word.isAcronym, let acronym = acronym(term) {
                try body(token(acronym, .acronym, end: word.end))
            }
            if word.hasPlus {
                try body(token(literal(term.form + "+"), .plus, end: word.end + 1))
            }
            if let compound = word.compound {
                try body(token(self.term(of: compound.letters), .compound, end: compound.end))
            }
            position += 1
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

    private func cached(_ text: [UInt8], _ word: Range<Int>) -> Term {
        cache.term(of: text.span.extracting(word)) { term(of: folding.fold(text[word])) }
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

    private func acronym(_ term: Term) -> Term? {
        let folded = fold(term.form)
        guard folded.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return nil }
        return literal(folded.uppercased())
    }

    private func literal(_ text: String) -> Term {
        Term(bytes: Array(text.utf8), form: Array(text.utf8))
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
