import Analysis

/// A text, read from its beginning as far as needed: its words, with the clauses of a query that they answer.
struct MarkedText {
    /// A word by its UTF-8 offsets.
    struct Word: Equatable {
        let start: Int
        let end: Int
        /// `Term.hash`; 0 where it was not asked for.
        var term: UInt32 = 0
        /// Bit n: the word answers clause n.
        var clauses: UInt64 = 0
        /// Whether a phrase goes on: the mark spans both words.
        var isContinued = false
    }

    let bytes: [UInt8]
    private(set) var words: [Word] = []
    /// One past the last byte that was read.
    private(set) var readEnd = 0
    /// Where a pattern may begin whose last words were not read yet.
    private var begun: [(word: Int, pattern: MarkPatterns.Pattern)] = []

    /// What is read at once, at least; each piece is twice as long as the one before.
    private static let firstPiece = 4_096
    /// The usual bytes a word, with the space, so that room is made once.
    private static let bytesPerWord = 5

    /// - Parameter start: what stands before is not read; a word begins here, or the text.
    init(_ bytes: [UInt8], from start: Int = 0) {
        self.bytes = bytes
        readEnd = start
    }

    /// Whether nothing is left to read.
    var isRead: Bool { readEnd == bytes.count }

    /// Reads all that is left.
    mutating func readAll(_ patterns: MarkPatterns, _ analyzer: Analyzer) {
        read(to: bytes.count, patterns, analyzer)
    }

    /// Reads a piece more, to the end of a line: no rule of the analysis reaches beyond one.
    mutating func readPiece(_ patterns: MarkPatterns, _ analyzer: Analyzer) {
        let wanted = readEnd + max(readEnd, Self.firstPiece)
        guard wanted < bytes.count, let lineEnd = bytes[wanted...].firstIndex(of: UInt8(ascii: "\n")) else {
            return readAll(patterns, analyzer)
        }
        read(to: lineEnd, patterns, analyzer)
    }

    /// Reads up to `end`, where a line ends or a word begins.
    mutating func read(to end: Int, _ patterns: MarkPatterns, _ analyzer: Analyzer) {
        let offset = readEnd
        let piece = offset == 0 && end == bytes.count ? bytes : Array(bytes[offset..<end])
        words.reserveCapacity(words.count + piece.count / Self.bytesPerWord)
        analyzer.forEachNumberedToken(in: piece, among: patterns.forms) { token in
            let term = token.termHash
            if !token.isColocated {
                words.append(Word(start: offset + token.start, end: offset + token.end, term: term))
            }
            patterns.forEachPattern(beginningWith: term) { begun.append((words.count - 1, $0)) }
        }
        readEnd = end
        markWhatEnds()
    }

    /// Reads the words up to `end`, where a line ends or a word begins, without their terms: what answers is known.
    ///
    /// - Parameter hits: words that answer, those there are no more passed over; number 0 is the first that was read.
    mutating func read(to end: Int, marking hits: some Sequence<Passage.Hit>, _ analyzer: Analyzer) {
        let offset = readEnd
        analyzer.forEachWord(in: Array(bytes[offset..<end])) { word in
            words.append(Word(start: offset + word.lowerBound, end: offset + word.upperBound))
        }
        readEnd = end
        for hit in hits where words.indices.contains(hit.position) {
            words[hit.position].clauses = hit.clauses
            words[hit.position].isContinued = hit.isContinued
        }
    }

    /// Marks the patterns whose words are all read; keeps those that the next piece may end.
    private mutating func markWhatEnds() {
        for (start, pattern) in begun where start + pattern.rest.count < words.count {
            let end = start + pattern.rest.count
            guard zip(words[(start + 1)...], pattern.rest).allSatisfy({ $0.term == $1 }) else { continue }
            for index in start...end {
                words[index].clauses |= pattern.clause
                if index < end { words[index].isContinued = true }
            }
        }
        begun.removeAll { $0.word + $0.pattern.rest.count < words.count }
    }
}
