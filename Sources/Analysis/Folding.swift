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
    ///
    /// What French is written with is looked up; everything else, marks that stand alone too, goes to ICU.
    func fold(_ word: ArraySlice<UInt8>) -> FoldedWord {
        var fold = FoldedWord(folded: [], form: [])
        fold.folded.reserveCapacity(word.count)
        fold.form.reserveCapacity(word.count)
        var offset = word.startIndex
        while offset < word.endIndex {
            let byte = word[offset]
            if byte < 0x80 {
                let small = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
                fold.folded.append(small)
                fold.form.append(small)
                offset += 1
            } else {
                // U+00C0...U+00FF: capitals stand 32 before their small letters.
                guard byte == 0xC3, offset + 1 < word.endIndex else { return foldUnicode(word) }
                let small = word[offset + 1] | 0x20
                let letter = Self.latin1[Int(small & 0x1F)]
                guard letter != 0, word[offset + 1] & 0xC0 == 0x80, word[offset + 1] != 0x9F else {
                    return foldUnicode(word)
                }
                fold.folded.append(letter)
                fold.form.append(0xC3)
                fold.form.append(small)
                offset += 2
            }
        }
        return fold
    }

    /// U+00E0...U+00FF without their marks; 0 for those that are no letter with a mark.
    private static let latin1 = Array("aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0y".utf8)

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
