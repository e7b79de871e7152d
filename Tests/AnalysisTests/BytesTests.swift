import Analysis
import Testing

@Suite struct BytesTests {
    @Test("an empty text has no word", arguments: ["", " ", "\n\t", "…", "« »", "'", "-", "·", "🙂"])
    func empty(text: String) {
        #expect(Reading(text).tokens.isEmpty)
    }

    @Test(
        "other scripts are cut by ICU",
        arguments: [
            ("Привет, мир!", ["Привет", "мир"]), ("Καλημέρα κόσμε", ["Καλημέρα", "κόσμε"]),
            ("مرحبا بالعالم", ["مرحبا", "بالعالم"]),
            ("שלום עולם", ["שלום", "עולם"]), ("สวัสดีชาวโลก", ["สวัสดี", "ชาว", "โลก"]),
            ("école Привет 12", ["école", "Привет", "12"]),
            ("안녕 세계", ["안녕", "세계"]), ("👍 école", ["école"]), ("école👍lycée", ["école", "lycée"]),
        ])
    func scripts(text: String, words: [String]) {
        #expect(Reading(text).words == words)
    }

    @Test("case is folded in other scripts too", arguments: [("ПРИВЕТ", "привет"), ("ΚΌΣΜΕ", "κόσμε")])
    func otherCase(a: String, b: String) {
        #expect(term(a) == term(b))
    }

    @Test(
        "bytes that are no UTF-8 part words and shift nothing",
        arguments: [
            [0xFF], [0x80], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x99], [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xFE, 0xFE],
        ] as [[UInt8]])
    func invalid(bytes: [UInt8]) {
        let reading = Reading(Array("mairie".utf8) + bytes + Array(" l'école".utf8))
        #expect(reading.words == ["mairie", "école"])
    }

    @Test(
        "overlong sequences and bytes above F4 make neither letters nor digits",
        arguments: [
            [0xE0, 0x81, 0x81], [0xE0, 0x80, 0xB1], [0xF0, 0x80, 0x81, 0x81], [0xF8, 0x88, 0x80, 0x80, 0x80],
        ] as [[UInt8]])
    func overlong(bytes: [UInt8]) {
        #expect(Reading(Array("mairie ".utf8) + bytes + Array(" école".utf8)).words == ["mairie", "école"])
    }

    @Test("any bytes have words in order, within the text", arguments: 0..<UInt64(4))
    func randomBytes(seed: UInt64) {
        var random = Seeded(seed)
        expectOrder(Reading((0..<262_144).map { _ in UInt8.random(in: 0...255, using: &random) }))
    }

    @Test("any letters and marks have words in order, within the text", arguments: 0..<UInt64(20))
    func randomText(seed: UInt64) {
        var random = Seeded(seed)
        let alphabet = Array("aéEZœ019 '’-·.()/+°,\u{301}\u{AD}\u{A0}漢пا\"«»\n\u{2011}")
        let text = String((0..<4_000).map { _ in alphabet.randomElement(using: &random) ?? " " })
        expectOrder(Reading(text))
    }

    private func expectOrder(_ reading: Reading) {
        var end = 0
        var position = -1
        var faults: [String] = []
        for token in reading.tokens {
            if token.isColocated {
                if token.position != position {
                    faults.append("\(token.kind) at \(token.start): position \(token.position)")
                }
            } else {
                if token.start < end || token.position != position + 1 {
                    faults.append("word at \(token.start) after \(end)")
                }
                position = token.position
                end = token.end
            }
            if token.start >= token.end || token.end > reading.bytes.count || token.term.bytes.isEmpty {
                faults.append("\(token.start)..<\(token.end) of \(reading.bytes.count)")
            }
        }
        #expect(faults.prefix(5) == [])
        #expect(position > 0)
    }

    @Test("offsets are those of the word in the original bytes")
    func offsets() throws {
        let analyzer = Analyzer()
        func letters(_ text: String) -> String {
            analyzer.fold(text).filter { $0.isLetter || $0.isNumber || $0 == "+" }
        }
        var faults: [String] = []
        var count = 0
        for (path, bytes) in try RealTexts.all() {
            let reading = Reading(bytes, analyzer: analyzer)
            count += reading.tokens.count
            for token in reading.tokens {
                let slice = reading.slice(token)
                // Accents in the form are folded, so « œ » is two letters on both sides.
                if slice != "€" && !letters(slice).hasPrefix(letters(token.term.form))
                    || slice.unicodeScalars.contains("\u{FFFD}")
                {
                    faults.append("\(path): « \(slice) » for \(token.term.form)")
                }
                if token.kind == .word, slice != "€", slice.first?.isLetter != true, slice.first?.isNumber != true {
                    faults.append("\(path): « \(slice) »")
                }
            }
        }
        #expect(faults.prefix(5) == [])
        #expect(count > 20_000)
    }

    @Test("a word longer than FTS5 takes is cut, not lost")
    func longWord() {
        let reading = Reading(String(repeating: "anticonstitution", count: 5_000))
        #expect(reading.words.map(\.utf8.count) == [80_000])
        #expect(reading.tokens[0].term.bytes.count <= 64)
    }
}
