/// What is left of a word once case and accents are gone, and once only case is gone.
struct FoldedWord: Equatable {
    /// Lower case, without marks, ligatures opened: « Cœurs » gives `coeurs`. UTF-8.
    var folded: [UInt8]
    /// Lower case with its accents: « Cœurs » gives `cœurs`. UTF-8, composed.
    var form: [UInt8]
}

/// Folds words: NFKC case folding (UAX #15, UTS #30's successor), then marks are dropped and œ, æ opened.
struct Folding {
    private let icu: ICUText

    init(icu: ICUText) {
        self.icu = icu
    }

    /// The word's folded and its accented forms.
    func fold(_ word: ArraySlice<UInt8>) -> FoldedWord {
        var ascii: [UInt8] = []
        ascii.reserveCapacity(word.count)
        for byte in word {
            guard byte < 0x80 else { return foldUnicode(word) }
            ascii.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        }
        return FoldedWord(folded: ascii, form: ascii)
    }

    private func foldUnicode(_ word: ArraySlice<UInt8>) -> FoldedWord {
        let text = String(decoding: word, as: UTF8.self)
        let folded = icu.casefolded(text)
        var letters = String.UnicodeScalarView()
        for scalar in String(decoding: icu.decomposed(folded), as: UTF16.self).unicodeScalars {
            switch scalar {
            case "œ": letters.append(contentsOf: "oe".unicodeScalars)
            case "æ": letters.append(contentsOf: "ae".unicodeScalars)
            case "ø": letters.append("o")
            case "ł": letters.append("l")
            case "đ": letters.append("d")
            case "ı": letters.append("i")
            case "€": letters.append(contentsOf: "euro".unicodeScalars)
            default: if !icu.isMark(scalar.value) { letters.append(scalar) }
            }
        }
        return FoldedWord(
            folded: Array(String(letters).utf8), form: Array(String(decoding: folded, as: UTF16.self).utf8))
    }
}
