import Analysis
import Testing

@Suite struct PhoneticKeyTests {
    @Test(
        "words that sound alike have one key",
        arguments: [
            ("farmacie", "pharmacie"), ("ortografe", "orthographe"), ("kestion", "question"),
            ("apartement", "appartement"),
            ("bibliotek", "bibliotheque"), ("chomage", "chaumage"), ("medessin", "medecin"), ("anfant", "enfant"),
            ("lojement", "logement"),
        ])
    func alike(a: String, b: String) {
        #expect(PhoneticKey(Array(a.utf8)) == PhoneticKey(Array(b.utf8)))
    }

    @Test(
        "words that sound otherwise have others",
        arguments: [
            ("inclusion", "exclusion"), ("guerir", "gerir"), ("scolaire", "solaire"),
        ])
    func apart(a: String, b: String) {
        #expect(PhoneticKey(Array(a.utf8)) != PhoneticKey(Array(b.utf8)))
    }

    @Test("any bytes have a key", arguments: ["", "h", "c", "gu", "an", "œ", "日本", "123"])
    func anything(word: String) {
        _ = PhoneticKey(Array(word.utf8)).isTelling
    }
}

/// What spares spelling most comparisons must never spare one that would have told something.
@Suite struct SparedComparisonTests {
    @Test("words that sound alike share their skeleton", arguments: 0..<UInt64(20))
    func skeletons(seed: UInt64) {
        var random = Seeded(seed)
        var alike = 0
        for _ in 0..<400 {
            let word = Self.word(&random)
            let other = Self.changed(word, &random)
            guard PhoneticKey(word) == PhoneticKey(other) else { continue }
            alike += 1
            #expect(
                PhoneticKey.skeleton(word) == PhoneticKey.skeleton(other),
                "\(String(decoding: word, as: UTF8.self)) \(String(decoding: other, as: UTF8.self))")
        }
        #expect(alike > 0)
    }

    @Test("words within some changes of each other may become each other", arguments: 1...2)
    func letters(changes: Int) {
        var random = Seeded(UInt64(changes))
        for _ in 0..<4_000 {
            let word = Self.word(&random)
            let other = changes == 1 ? Self.changed(word, &random) : Self.changed(Self.changed(word, &random), &random)
            guard EditDistance.between(word, other, bound: changes) != nil else { continue }
            #expect(LetterSet(word).mayBecome(LetterSet(other), changes: changes))
        }
        #expect(!LetterSet(Array("logement".utf8)).mayBecome(LetterSet(Array("quartier".utf8)), changes: 2))
    }

    private static let syllables = ["l", "ll", "lh", "r", "rh", "b", "v", "w", "f", "ph", "p", "h", "gu", "c", "tion"]
    private static let letters = Array("aeiouylrbvwfphgckqstdxznm".utf8)

    private static func word(_ random: inout some RandomNumberGenerator) -> [UInt8] {
        (0..<Int.random(in: 1...5, using: &random)).flatMap { _ in
            Array((syllables.randomElement(using: &random) ?? "").utf8) + [letters.randomElement(using: &random) ?? 0]
        }
    }

    /// Replaces, takes out or puts in a letter, or swaps two.
    private static func changed(_ word: [UInt8], _ random: inout some RandomNumberGenerator) -> [UInt8] {
        var word = word
        let place = Int.random(in: word.indices, using: &random)
        let letter = letters.randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<4, using: &random) {
        case 0: word[place] = letter
        case 1: word.insert(letter, at: place)
        case 2: if word.count > 1 { word.remove(at: place) }
        default: word.swapAt(place, max(0, place - 1))
        }
        return word
    }
}
