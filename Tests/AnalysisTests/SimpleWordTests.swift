import Testing

@testable import Analysis

/// Words that no rule seems to concern are read without the rules: these must say the same of them.
@Suite struct SimpleWordTests {
    @Test func areWhatTheRulesMakeOfThem() throws {
        for (path, bytes) in try RealTexts.all() { compare(bytes, path) }
    }

    @Test(arguments: 0..<200) func areSoWhateverStandsAround(seed: UInt64) {
        var random = Seeded(seed)
        let pieces = [
            "école", "Lille", "vie", "xxi", "XXI", "e", "er", "s", "l", "d", "qu", "a", "REP", "12", "é", "œuvre", "m²",
            " ", " ", " ", ".", ". ", ", ", ";", "\n", "-", "’", "'", "·", "(", ")", "/", "+", "\u{AD}", "n°", "日本",
        ]
        let text = (0..<60).map { _ in pieces.randomElement(using: &random) ?? " " }.joined()
        compare(Array(text.utf8), text)
    }

    @Test("words without their terms are those that have terms") func areThoseOfTokens() throws {
        let analyzer = Analyzer()
        for (path, bytes) in try RealTexts.all() {
            var (words, tokens): ([Range<Int>], [Range<Int>]) = ([], [])
            analyzer.forEachWord(in: bytes) { words.append($0) }
            analyzer.forEachToken(in: bytes) { if !$0.isColocated { tokens.append($0.start..<$0.end) } }
            #expect(words == tokens, "\(path)")
        }
    }

    private func compare(_ bytes: [UInt8], _ name: String) {
        var segments: [Segment] = []
        Segmenter(icu: ICUText()).segments(of: bytes, into: &segments)
        #expect(words(bytes, segments, simple: true) == words(bytes, segments, simple: false), "\(name)")
    }

    /// The words with all that is said of them.
    private func words(_ bytes: [UInt8], _ segments: [Segment], simple: Bool) -> [String] {
        var rules = WordRules(text: bytes, segments: segments)
        var words: [String] = []
        while true {
            if simple, let word = rules.nextSimple(bytes.span) {
                words.append("\(word.start) \(word.end) \(word.casing) \(word.isJoined) true false false nil")
                continue
            }
            guard let word = rules.next() else { return words }
            let compound = word.compound.map { "\($0.end)" } ?? "nil"
            words.append(
                "\(word.start) \(word.end) \(word.casing) \(word.isJoined) \(word.isPlain) \(word.isAcronym) "
                    + "\(word.hasPlus) \(compound)")
        }
    }
}
