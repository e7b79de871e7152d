import Analysis
import SearchIndex

/// Marks a query's words in texts and cuts the passage that shows them best.
struct Marker {
    private let analyzer: Analyzer
    private let patterns: MarkPatterns
    /// For snippets alone.
    private let finder: PassageFinder?

    /// Longer texts are only read so far, so that a huge document cannot hold a page up.
    private static let longestText = 200_000
    /// What is read of a text of which only the beginning is shown.
    private static let beginning = 1_000
    /// What is shown of a text without words.
    private static let shownWithoutWords = 200

    /// A marker of whole texts.
    init(query: AnalyzedQuery, analyzer: Analyzer) {
        self.analyzer = analyzer
        patterns = MarkPatterns(query)
        finder = nil
    }

    /// A marker that cuts snippets too.
    ///
    /// - Parameter terms: those of the index whose texts are marked.
    init(query: AnalyzedQuery, analyzer: Analyzer, terms: TermDictionary) throws {
        self.analyzer = analyzer
        patterns = try MarkPatterns(query, terms: terms)
        finder =
            try patterns.isEmpty
            ? nil : PassageFinder(query, strongClauses: patterns.strongClauses, terms: terms)
    }

    /// The words of a body by which a snippet is found; `nil` where its text must tell.
    var bodyWords: FormFilter? { finder?.filter }

    /// The whole text, HTML-escaped, with `<mark>` around what answers; elided articles stay outside.
    func marked(_ text: String, keepingLineEnds: Bool = false) -> String {
        guard !patterns.isEmpty else { return Self.escaped(text, keepingLineEnds: keepingLineEnds) }
        let marked = read(Array(text.utf8))
        var html = MarkedHTML(capacity: Self.room(marked.bytes.count), keepsLineEnds: keepingLineEnds)
        html.append(marked.bytes, marked.bytes.indices, marking: marked.words[...])
        return html.text
    }

    /// The passage of the body, or else of the summary, that answers best; else, when the title says nothing either,
    /// what the header says; else how the summary begins, or the body.
    ///
    /// - Parameters:
    ///   - body: its words, as `bodyWords` asks for them.
    ///   - clauses: those that the document answers.
    ///   - header: what the header says, a line each, read where it is shown.
    func snippet(
        of texts: DocumentTexts, _ body: BodyWords?, answering clauses: UInt64, header: () throws -> String
    ) rethrows -> String {
        if !patterns.isEmpty {
            if let passage = passage(of: texts.body, body, answering: clauses)
                ?? passage(of: Array(texts.summary.utf8))
            {
                return passage
            }
            if !answers(texts.title), let line = headerLine(try header()) { return line }
        }
        return beginning(of: texts)
    }

    /// How a passage of the body begins, or the summary where it is empty: what answers by meaning rather than by words.
    ///
    /// - Parameter passage: in bytes.
    func snippet(of texts: DocumentTexts, passage: Range<Int>) -> String {
        guard !passage.isEmpty, passage.upperBound <= texts.body.count else { return beginning(of: texts) }
        let text = read(Array(texts.body[passage].prefix(Self.beginning)))
        let words = 0..<min(text.words.count, Passage.length)
        return cut(
            text, words, begins: passage.lowerBound == 0,
            ends: passage.upperBound == texts.body.count && words.upperBound == text.words.count)
    }

    /// How the summary begins, or the body.
    private func beginning(of texts: DocumentTexts) -> String {
        let text = read(
            texts.summary.isEmpty
                ? Array(texts.body.prefix(Self.beginning)) : Array(texts.summary.utf8.prefix(Self.beginning)))
        return cut(text, 0..<min(text.words.count, Passage.length))
    }

    /// Text as HTML; line ends become spaces unless they are kept.
    static func escaped(_ text: String, keepingLineEnds: Bool = false) -> String {
        var html = MarkedHTML(capacity: room(text.utf8.count), keepsLineEnds: keepingLineEnds)
        html.append(Array(text.utf8)[...])
        return html.text
    }

    private static func room(_ count: Int) -> Int { count + count / 4 + 32 }

    // MARK: Reading

    private func read(_ bytes: [UInt8]) -> MarkedText {
        var text = MarkedText(bytes)
        text.readAll(patterns, analyzer)
        return text
    }

    private func answers(_ text: String) -> Bool {
        read(Array(text.utf8)).words.contains { $0.clauses != 0 }
    }

    /// The best passage of a body: where its words tell it, only the text around it is read.
    private func passage(of text: [UInt8], _ body: BodyWords?, answering clauses: UInt64) -> String? {
        guard let body, let finder else { return passage(of: text) }
        switch finder.find(in: body, answering: clauses) {
        case .nothing: return nil
        case .unsure: return passage(of: text)
        case .passage(let passage): return cut(text, body, passage, finder) ?? self.passage(of: text)
        }
    }

    private func cut(_ text: [UInt8], _ body: BodyWords, _ passage: Passage, _ finder: PassageFinder) -> String? {
        let words = passage.words
        let context = finder.seesAll ? 0 : Self.context
        let first = max(0, words.lowerBound - context) / BodyWords.interval
        let next = (words.upperBound + context) / BodyWords.interval + 1
        guard first < body.places.count else { return nil }
        let start = first == 0 ? 0 : body.places[first]
        let end = next < body.places.count ? body.places[next] : text.count
        guard start < end, end <= text.count else { return nil }
        let shift = first * BodyWords.interval
        var marked = MarkedText(text, from: start)
        if finder.seesAll {
            let hits = passage.hits.lazy.map { hit in
                Passage.Hit(position: hit.position - shift, clauses: hit.clauses, isContinued: hit.isContinued)
            }
            marked.read(to: end, marking: hits, analyzer)
        } else {
            marked.read(to: end, patterns, analyzer)
        }
        // Damaged places may tell of fewer words.
        guard words.lowerBound - shift < marked.words.count else { return nil }
        let window = (words.lowerBound - shift)..<min(words.upperBound - shift, marked.words.count)
        guard marked.words[window].contains(where: { $0.clauses != 0 }) else { return nil }
        return cut(
            marked, window, begins: words.lowerBound == 0, ends: body.isWhole && words.upperBound == body.count)
    }

    /// Words around a passage that are read with it where its text tells what answers, so that expressions across its
    /// ends are seen whole.
    private static let context = 8

    /// The best passage of what is read: a long text's first pieces, when some passage there holds all the clauses.
    private func passage(of text: [UInt8]) -> String? {
        guard !text.isEmpty else { return nil }
        var text = MarkedText(text.count > Self.longestText ? Array(text.prefix(Self.longestText)) : text)
        while true {
            text.readPiece(patterns, analyzer)
            let hits = text.words.indices.lazy.filter { text.words[$0].clauses != 0 }.map {
                Passage.Hit(position: $0, clauses: text.words[$0].clauses)
            }
            let passage = Passage(
                Array(hits), wordCount: text.words.count, strongClauses: patterns.strongClauses)
            if text.isRead { return passage.map { cut(text, $0.words) } }
            // At the very end the next words are still to be read.
            if let passage, passage.words.upperBound < text.words.count,
                patterns.strongClauses & ~passage.clauses == 0
            {
                return cut(text, passage.words)
            }
        }
    }

    /// « En-tête : conciliateur de justice »: partners, means and axes, which the text does not repeat.
    private func headerLine(_ header: String) -> String? {
        let line = header.split(separator: "\n").lazy.compactMap { passage(of: Array($0.utf8)) }.first
        return line.map { "En-tête : " + $0 }
    }

    // MARK: Cutting

    private func cut(_ text: MarkedText, _ window: Range<Int>) -> String {
        cut(text, window, begins: window.lowerBound == 0, ends: window.upperBound == text.words.count)
    }

    /// - Parameters:
    ///   - begins: whether the text begins with the window.
    ///   - ends: whether it ends with it.
    private func cut(_ text: MarkedText, _ window: Range<Int>, begins: Bool, ends: Bool) -> String {
        let (bytes, words) = (text.bytes, text.words)
        guard !window.isEmpty else {
            return Self.escaped(String(decoding: bytes.prefix(Self.shownWithoutWords), as: UTF8.self))
        }
        let start = begins ? 0 : Self.wordStart(bytes, words[window.lowerBound].start)
        let end = ends ? bytes.count : words[window.upperBound - 1].end
        var html = MarkedHTML(capacity: Self.room(end - start))
        if start > 0 { html.append(markup: "… ") }
        html.append(bytes, start..<end, marking: words[window])
        if end < bytes.count { html.append(markup: " …") }
        return html.text
    }

    /// Back over an elided article or an opening mark, to the space before the word.
    private static func wordStart(_ bytes: [UInt8], _ offset: Int) -> Int {
        var start = offset
        while start > 0, offset - start < 12, bytes[start - 1] != 0x20, bytes[start - 1] != 0x0A { start -= 1 }
        return offset - start < 12 ? start : offset
    }
}
