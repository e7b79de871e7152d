import Analysis

/// Marks a query's words in texts and cuts the passage that shows them best.
struct Marker {
    let analyzer: Analyzer
    /// Terms in order: a match of all of them is marked.
    private let patterns: [(terms: [String], clause: Int)]

    /// Longer texts are only read so far, so that a huge document cannot hold a page up.
    private static let longestText = 200_000
    private static let snippetWords = 38

    init(query: AnalyzedQuery, analyzer: Analyzer) {
        self.analyzer = analyzer
        patterns = query.clauses.enumerated().flatMap { index, clause in
            clause.alternatives.filter { !$0.terms.isEmpty }.map { ($0.terms, index) }
        }
    }

    /// A word of a text with the clauses that it answers.
    private struct MarkedWord {
        var start: Int
        var end: Int
        var clauses: UInt64 = 0
        var opensMark = false
        var closesMark = false
    }

    /// The whole text, HTML-escaped, with `<mark>` around what answers; elided articles stay outside.
    func marked(_ text: String, keepingLineEnds: Bool = false) -> String {
        let bytes = Array(text.utf8)
        let words = patterns.isEmpty ? [] : self.words(of: bytes)
        return render(bytes, words, 0..<bytes.count, keepingLineEnds: keepingLineEnds)
    }

    /// The best passage of the first text that answers, else the beginning of the first one that is not empty.
    func snippet(from texts: [String]) -> String {
        var fallback: String?
        for text in texts where !text.isEmpty {
            let bytes = Array(text.utf8.prefix(Self.longestText))
            let words = words(of: bytes)
            if let best = bestWindow(words) {
                return cut(bytes, words, best)
            }
            if fallback == nil { fallback = cut(bytes, words, 0..<min(words.count, Self.snippetWords)) }
        }
        return fallback ?? ""
    }

    // MARK: Matching

    private func words(of bytes: [UInt8]) -> [MarkedWord] {
        var words: [MarkedWord] = []
        var terms: [[String]] = []
        analyzer.forEachToken(in: bytes) { token in
            if token.isColocated {
                terms[terms.count - 1].append(token.term.text)
            } else {
                words.append(MarkedWord(start: token.start, end: token.end))
                terms.append([token.term.text])
            }
        }
        for (terms: pattern, clause: clause) in patterns {
            guard pattern.count <= words.count else { continue }
            for start in 0...(words.count - pattern.count)
            where pattern.indices.allSatisfy({ terms[start + $0].contains(pattern[$0]) }) {
                let end = start + pattern.count - 1
                for index in start...end { words[index].clauses |= 1 << UInt64(min(clause, 63)) }
                words[start].opensMark = true
                words[end].closesMark = true
            }
        }
        return words
    }

    /// The window of `snippetWords` with the most clauses, then the most marks; `nil` where nothing answers.
    private func bestWindow(_ words: [MarkedWord]) -> Range<Int>? {
        var best: (score: Int, start: Int)?
        var index = 0
        let hits = words.indices.filter { words[$0].clauses != 0 }
        while index < hits.count {
            let start = hits[index]
            var clauses: UInt64 = 0
            var count = 0
            for hit in hits[index...] {
                guard hit < start + Self.snippetWords - 6 else { break }
                clauses |= words[hit].clauses
                count += 1
            }
            let score = clauses.nonzeroBitCount * 100 + min(count, 99)
            if score > best?.score ?? 0 { best = (score, start) }
            index += 1
        }
        guard let best else { return nil }
        let start = max(0, best.start - 6)
        return start..<min(words.count, start + Self.snippetWords)
    }

    // MARK: Writing

    private func cut(_ bytes: [UInt8], _ words: [MarkedWord], _ window: Range<Int>) -> String {
        guard !window.isEmpty else { return Self.escaped(bytes.prefix(200)) }
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
        func escaped(_ bytes: ArraySlice<UInt8>) -> String { Self.escaped(bytes, keepingLineEnds: keepingLineEnds) }
        var html = ""
        var offset = range.lowerBound
        var openMarks = 0
        for word in words where word.clauses != 0 && word.start >= offset && word.end <= range.upperBound {
            let isContinued = openMarks > 0
            if !isContinued {
                html += escaped(bytes[offset..<word.start]) + "<mark>" + escaped(bytes[word.start..<word.end])
            } else {
                html += escaped(bytes[offset..<word.end])
            }
            offset = word.end
            if word.opensMark && !word.closesMark { openMarks = 1 }
            if word.closesMark { openMarks = 0 }
            if openMarks == 0 { html += "</mark>" }
        }
        if openMarks > 0 { html += "</mark>" }
        return html + escaped(bytes[offset..<range.upperBound])
    }

    /// Text as HTML; line ends become spaces.
    static func escaped(_ bytes: ArraySlice<UInt8>, keepingLineEnds: Bool = false) -> String {
        var html = ""
        for character in String(decoding: bytes, as: UTF8.self) {
            switch character {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            case "\n", "\r\n", "\t": html += keepingLineEnds ? String(character) : " "
            default: html.append(character)
            }
        }
        return html
    }
}
