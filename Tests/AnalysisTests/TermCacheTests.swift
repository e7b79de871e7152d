import Testing

@testable import Analysis

@Suite struct TermCacheTests {
    private func term(of word: [UInt8], in cache: inout TermCache) -> Term {
        cache.term(of: word.span) { Term(bytes: word, form: word) }
    }

    @Test("after thousands of words each still gives its own term")
    func thousands() {
        var cache = TermCache()
        var random = Seeded(7)
        let words = (0..<60_000).map { number in
            Array("\(number)".utf8)
                + (0..<Int.random(in: 0...12, using: &random)).map { _ in UInt8.random(in: 0x61...0x7A, using: &random)
                }
        }
        var wrong = 0
        for word in words where term(of: word, in: &cache).bytes != word { wrong += 1 }
        for word in words.suffix(2_000) + words.prefix(2_000) where term(of: word, in: &cache).bytes != word {
            wrong += 1
        }
        #expect(wrong == 0)
    }

    @Test("a word met again is not made again, and gives the same object")
    func cached() {
        var cache = TermCache()
        var makings = 0
        func term(_ word: String) -> Term {
            let bytes = Array(word.utf8)
            return cache.term(of: bytes.span) {
                makings += 1
                return Term(bytes: bytes, form: bytes)
            }
        }
        let first = term("école")
        _ = term("lycée")
        #expect(term("école") === first)
        #expect(makings == 2)
    }

    @Test("words longer than a key are made each time, never mistaken", arguments: [64, 65, 200])
    func longWords(length: Int) {
        var cache = TermCache()
        let a = [UInt8](repeating: 0x61, count: length)
        let b = Array(a.dropLast() + [0x62])
        #expect(term(of: a, in: &cache).bytes == a)
        #expect(term(of: b, in: &cache).bytes == b)
        #expect(term(of: a, in: &cache).bytes == a)
    }

    @Test("an analyzer that has met many words reads a text as a new one does")
    func analyzer() throws {
        let used = Analyzer()
        let texts = try RealTexts.all().prefix(12)
        for _ in 0..<2 { for (_, bytes) in texts { used.forEachToken(in: bytes) { _ in } } }
        for (path, bytes) in texts.prefix(3) {
            #expect(Reading(bytes, analyzer: used).terms == Reading(bytes).terms, "\(path)")
        }
    }
}
