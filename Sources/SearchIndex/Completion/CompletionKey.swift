public import Analysis

/// A text as it is looked up while it is being typed: its letters and digits alone.
///
/// Case, accents, spaces, apostrophes and hyphens are gone, so that it does not matter which of them one types:
/// « L’école », « lecole » and « l ecole » are one key.
public struct CompletionKey: Sendable, Equatable {
    /// Folded letters and digits, UTF-8.
    public let letters: String
    /// Whether the text begins so, a leading article or preposition aside; else the key begins with a later word.
    public let isBeginning: Bool

    /// Nobody types more letters than that before choosing; longer keys are cut.
    public static let longest = 80
    /// A text is found from so many of its words.
    private static let mostKeys = 8

    /// The keys of a text to propose: the whole, and from each word on that is no stop word.
    ///
    /// None for a text without such a word: searching it would find nothing.
    public static func keys(of text: String, analyzer: Analyzer) -> [CompletionKey] {
        let words = Words(text, analyzer)
        guard words.isStopWord.contains(false) else { return [] }
        var keys: [CompletionKey] = []
        for index in words.isStopWord.indices where index == 0 || !words.isStopWord[index] {
            let isBeginning = words.isStopWord[..<index].allSatisfy { $0 }
            // Before the first word an elided article may stand: « L’ » is typed or not.
            if index == 0, !words.leading.isEmpty {
                keys.append(CompletionKey(letters: cut(words.leading + words.letters(from: 0)), isBeginning: true))
            }
            keys.append(CompletionKey(letters: cut(words.letters(from: index)), isBeginning: isBeginning))
            if keys.count >= mostKeys { break }
        }
        return keys
    }

    /// What the typed text may be the beginning of: itself without the articles that it begins with, then itself.
    ///
    /// In this order, because « l’éco » is rather the beginning of « école » than of « le collège ». The last word is
    /// unfinished: « me » is no pronoun but the beginning of « médiation ».
    public static func typed(_ text: String, analyzer: Analyzer) -> [String] {
        let words = Words(text, analyzer)
        let whole = words.leading + words.letters(from: 0)
        guard !whole.isEmpty, whole.utf8.count < longest else { return [] }
        let first = words.isStopWord.dropLast().firstIndex(of: false) ?? max(words.isStopWord.count - 1, 0)
        let rest = words.letters(from: first)
        return rest == whole || rest.isEmpty ? [whole] : [rest, whole]
    }

    /// The letters of one word.
    public static func letters(of text: String, analyzer: Analyzer) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return asciiLetters(of: text) }
        var letters = String.UnicodeScalarView()
        for scalar in analyzer.fold(text).unicodeScalars where isLetter(scalar) { letters.append(scalar) }
        return String(letters)
    }

    /// Folding has nothing else to do with them than to make them small.
    private static func asciiLetters(of text: String) -> String {
        let small = text.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        return String(decoding: small.filter { isLetter(Unicode.Scalar($0)) }, as: UTF8.self)
    }

    private static func cut(_ letters: String) -> String {
        letters.utf8.count <= longest ? letters : String(letters.prefix(longest))
    }

    /// The plus sign tells « REP+ » from « REP ».
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x61...0x7A, 0x30...0x39, 0x2B: true
        case ..<0x80: false
        default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
    }

    /// The letters of a text, word by word; what stands between two words, an elided article say, goes with the first.
    private struct Words {
        /// What stands before the first word.
        var leading = ""
        private var letters = ""
        /// Where each word begins among the letters, in bytes.
        private var offsets: [Int] = []
        var isStopWord: [Bool] = []

        init(_ text: String, _ analyzer: Analyzer) {
            let bytes = Array(text.utf8)
            var starts: [Int] = []
            analyzer.forEachToken(in: bytes) { token in
                // What follows a hyphen begins nothing: « vous » in « rendez-vous ».
                guard token.kind == .word, !token.isJoined || starts.isEmpty else { return }
                starts.append(token.start)
                isStopWord.append(token.term.isStopWord)
            }
            func letters(_ start: Int, _ end: Int) -> String {
                CompletionKey.letters(of: String(decoding: bytes[start..<end], as: UTF8.self), analyzer: analyzer)
            }
            leading = letters(0, starts.first ?? bytes.count)
            for (index, start) in starts.enumerated() {
                offsets.append(self.letters.utf8.count)
                self.letters += letters(start, index + 1 < starts.count ? starts[index + 1] : bytes.count)
            }
        }

        func letters(from index: Int) -> String {
            guard index < offsets.count else { return "" }
            return String(decoding: letters.utf8.dropFirst(offsets[index]), as: UTF8.self)
        }
    }
}
