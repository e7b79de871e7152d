import Testing

@testable import Analysis

@Suite struct TermCacheTests {
    private func term(of word: [UInt8], in cache: inout TermCache) -> Term {
        let (number, _) = cache.number(of: word.span) { Term(bytes: word, form: word) }
        return cache[number]
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

    @Test("a word met again is not made again, and has the same number and the same object")
    func cached() {
        var cache = TermCache()
        var makings = 0
        func number(_ word: String) -> Int32 {
            let bytes = Array(word.utf8)
            return cache.number(of: bytes.span) {
                makings += 1
                return Term(bytes: bytes, form: bytes)
            }
            .number
        }
        let first = number("école")
        let term = cache[first]
        _ = number("lycée")
        #expect(number("école") == first)
        #expect(cache[first] === term)
        #expect(makings == 2)
    }

    @Test("words that differ in their last letter only are never mistaken", arguments: [1, 64, 65, 200])
    func longWords(length: Int) {
        var cache = TermCache()
        let a = [UInt8](repeating: 0x61, count: length)
        let b = Array(a.dropLast() + [0x62])
        #expect(term(of: a, in: &cache).bytes == a)
        #expect(term(of: b, in: &cache).bytes == b)
        #expect(term(of: a, in: &cache).bytes == a)
    }

    @Test("beyond its limit it forgets between two texts, and says so", arguments: [true, false])
    func limited(byWords: Bool) {
        var cache = TermCache(limit: 3)
        let words = byWords ? ["a", "b", "c", "d"] : [String(repeating: "a", count: 241)]
        for word in words { _ = term(of: Array(word.utf8), in: &cache) }
        #expect(cache.epoch == 0)
        cache.trim()
        #expect(cache.epoch == 1)
        var makings = 0
        _ = cache.number(of: Array("a".utf8).span) {
            makings += 1
            return Term(bytes: [0x61], form: [0x61])
        }
        #expect(makings == 1)
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
