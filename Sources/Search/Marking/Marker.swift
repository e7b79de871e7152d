import Analysis
import SearchIndex

/// Marks a query's words in texts and cuts the passage that shows them best.
struct Marker {
    private let analyzer: Analyzer
    private let patterns: MarkPatterns

    /// Longer texts are only read so far, so that a huge document cannot hold a page up.
    private static let longestText = 200_000
    /// What is read of a text of which only the beginning is shown.
    private static let beginning = 1_000
    /// What is shown of a text without words.
    private static let shownWithoutWords = 200

    init(query: AnalyzedQuery, analyzer: Analyzer) {
        self.analyzer = analyzer
        patterns = MarkPatterns(query)
    }

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
    func snippet(of texts: DocumentTexts) -> String {
        if !patterns.isEmpty {
            if let passage = passage(of: texts.body) ?? passage(of: texts.summary) { return passage }
            if !answers(texts.title), let line = headerLine(texts.header) { return line }
        }
        let beginning = (texts.summary.isEmpty ? texts.body : texts.summary).utf8.prefix(Self.beginning)
        let text = read(Array(beginning))
        return cut(text, 0..<min(text.words.count, Passage.length))
    }

    /// Text as HTML; line ends become spaces unless they are kept.
    static func escaped(_ text: String, keepingLineEnds: Bool = false) -> String {
        var html = MarkedHTML(capacity: room(text.utf8.count), keepsLineEnds: keepingLineEnds)
        html.append(text.utf8)
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

    /// The best passage of what is read: a long text's first pieces, when some passage there holds all the clauses.
    private func passage(of text: String) -> String? {
        guard !text.isEmpty else { return nil }
        var text = MarkedText(Array(text.utf8.prefix(Self.longestText)))
        while true {
            text.readPiece(patterns, analyzer)
            let passage = Passage(in: text.words, strongClauses: patterns.strongClauses)
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
        let line = header.split(separator: "\n").lazy.compactMap { passage(of: String($0)) }.first
        return line.map { "En-tête : " + $0 }
    }

    // MARK: Cutting

    private func cut(_ text: MarkedText, _ window: Range<Int>) -> String {
        let (bytes, words) = (text.bytes, text.words)
        guard !window.isEmpty else {
            return Self.escaped(String(decoding: bytes.prefix(Self.shownWithoutWords), as: UTF8.self))
        }
        let start = window.lowerBound == 0 ? 0 : Self.wordStart(bytes, words[window.lowerBound].start)
        let end = window.upperBound == words.count ? bytes.count : words[window.upperBound - 1].end
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
