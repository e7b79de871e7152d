import Analysis
import SearchIndex

/// Marks a query's words in texts and cuts the passage that shows them best.
struct Marker {
    private let analyzer: Analyzer
    /// What is marked, by the hash of its first term.
    private var patterns: [UInt32: [Pattern]] = [:]

    /// Terms in order, the first aside, and the clause that they answer.
    private struct Pattern {
        var rest: [UInt32]
        var clause: UInt64
    }

    /// Bit n: clause n tells little; a passage is not chosen for it.
    private var weakClauses: UInt64 = 0

    /// Longer texts are only read so far, so that a huge document cannot hold a page up.
    private static let longestText = 200_000
    /// What is read of a text of which only the beginning is shown.
    private static let beginning = 1_000
    private static let snippetWords = 38
    /// Words before the first hit of a snippet.
    private static let leadingWords = 6

    init(query: AnalyzedQuery, analyzer: Analyzer) {
        self.analyzer = analyzer
        for (index, clause) in query.clauses.prefix(64).enumerated() {
            if clause.isWeak { weakClauses |= 1 << UInt64(index) }
            for alternative in clause.alternatives {
                let terms = alternative.terms.map { Term.hash(Array($0.utf8)) }
                guard let first = terms.first else { continue }
                patterns[first, default: []].append(Pattern(rest: Array(terms.dropFirst()), clause: 1 << UInt64(index)))
            }
        }
    }

    /// A word of a text with the clauses that it answers.
    private struct MarkedWord {
        var start: Int
        var end: Int
        var term: UInt32
        var clauses: UInt64 = 0
        /// Whether a phrase goes on: the mark spans both words.
        var isContinued = false
    }

    /// The whole text, HTML-escaped, with `<mark>` around what answers; elided articles stay outside.
    func marked(_ text: String, keepingLineEnds: Bool = false) -> String {
        let bytes = Array(text.utf8)
        let words = patterns.isEmpty ? [] : words(of: bytes)
        return render(bytes, words, 0..<bytes.count, keepingLineEnds: keepingLineEnds)
    }

    /// The passage of the body, or else of the summary, that answers best; else, when the title says nothing either,
    /// what the header says; else how the summary begins, or the body.
    func snippet(of texts: DocumentTexts) -> String {
        let (body, summary) = (texts.body, texts.summary)
        if !patterns.isEmpty {
            if let passage = passage(of: body) ?? passage(of: summary) { return passage }
            if passage(of: texts.title) == nil, let line = headerLine(texts.header) { return line }
        }
        let bytes = Array((summary.isEmpty ? body : summary).utf8.prefix(Self.beginning))
        let words = words(of: bytes)
        return cut(bytes, words, 0..<min(words.count, Self.snippetWords))
    }

    private func passage(of text: String) -> String? {
        let bytes = Array(text.utf8.prefix(Self.longestText))
        let words = words(of: bytes)
        return bestWindow(words).map { cut(bytes, words, $0) }
    }

    /// « En-tête : conciliateur de justice »: partners, means and axes, which the text does not repeat.
    private func headerLine(_ header: String) -> String? {
        let line = header.split(separator: "\n").lazy.compactMap { passage(of: String($0)) }.first
        return line.map { "En-tête : " + $0 }
    }

    // MARK: Matching

    private func words(of bytes: [UInt8]) -> [MarkedWord] {
        var words: [MarkedWord] = []
        var starts: [(word: Int, pattern: Pattern)] = []
        analyzer.forEachToken(in: bytes) { token in
            if !token.isColocated {
                words.append(MarkedWord(start: token.start, end: token.end, term: token.term.hash))
            }
            for pattern in patterns[token.term.hash] ?? [] { starts.append((words.count - 1, pattern)) }
        }
        for (start, pattern) in starts {
            let end = start + pattern.rest.count
            guard end < words.count, zip(words[(start + 1)...], pattern.rest).allSatisfy({ $0.term == $1 }) else {
                continue
            }
            for index in start...end {
                words[index].clauses |= pattern.clause
                if index < end { words[index].isContinued = true }
            }
        }
        return words
    }

    /// The window with the most clauses, then the most marks; `nil` where nothing answers.
    private func bestWindow(_ words: [MarkedWord]) -> Range<Int>? {
        var best: (score: Int, start: Int)?
        let hits = words.indices.filter { words[$0].clauses != 0 }
        for (index, start) in hits.enumerated() {
            var clauses: UInt64 = 0
            var count = 0
            for hit in hits[index...] {
                guard hit < start + Self.snippetWords - Self.leadingWords else { break }
                clauses |= words[hit].clauses
                count += 1
            }
            let score = (clauses & ~weakClauses).nonzeroBitCount * 100 + min(count, 99)
            if score > best?.score ?? 0 { best = (score, start) }
        }
        guard let best else { return nil }
        let start = max(0, best.start - Self.leadingWords)
        return start..<min(words.count, start + Self.snippetWords)
    }

    // MARK: Writing

    private func cut(_ bytes: [UInt8], _ words: [MarkedWord], _ window: Range<Int>) -> String {
        guard !window.isEmpty else { return Self.escaped(String(decoding: bytes.prefix(200), as: UTF8.self)) }
        let start = window.lowerBound == 0 ? 0 : wordStart(bytes, words[window.lowerBound].start)
        let end = window.upperBound == words.count ? bytes.count : words[window.upperBound - 1].end
        let text = render(bytes, Array(words[window]), start..<end)
        return (start == 0 ? "" : "… ") + text + (end == bytes.count ? "" : " …")
    }

    /// Back over an elided article or an opening mark, to the space before the word.
    private func wordStart(_ bytes: [UInt8], _ offset: Int) -> Int {
        var start = offset
        while start > 0, offset - start < 12, bytes[start - 1] != 0x20, bytes[start - 1] != 0x0A { start -= 1 }
        return offset - start < 12 ? start : offset
    }

    private func render(
        _ bytes: [UInt8], _ words: [MarkedWord], _ range: Range<Int>, keepingLineEnds: Bool = false
    ) -> String {
        func escaped(_ range: Range<Int>) -> String {
            Self.escaped(String(decoding: bytes[range], as: UTF8.self), keepingLineEnds: keepingLineEnds)
        }
        var html = ""
        var offset = range.lowerBound
        var isOpen = false
        for word in words where word.clauses != 0 && word.start >= offset && word.end <= range.upperBound {
            if isOpen {
                html += escaped(offset..<word.end)
            } else {
                html += escaped(offset..<word.start) + "<mark>" + escaped(word.start..<word.end)
            }
            isOpen = word.isContinued
            if !isOpen { html += "</mark>" }
            offset = word.end
        }
        if isOpen { html += "</mark>" }
        return html + escaped(offset..<range.upperBound)
    }

    /// Text as HTML; line ends become spaces unless they are kept.
    static func escaped(_ text: String, keepingLineEnds: Bool = false) -> String {
        var html: [UInt8] = []
        html.reserveCapacity(text.utf8.count + 16)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): html += "&amp;".utf8
            case UInt8(ascii: "<"): html += "&lt;".utf8
            case UInt8(ascii: ">"): html += "&gt;".utf8
            case UInt8(ascii: "\""): html += "&quot;".utf8
            case 0x09, 0x0A, 0x0D: html.append(keepingLineEnds ? byte : 0x20)
            default: html.append(byte)
            }
        }
        return String(decoding: html, as: UTF8.self)
    }
}
