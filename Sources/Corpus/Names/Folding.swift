import Foundation

/// Spelling made comparable: what editors write by ear is matched against what files name.
enum Folding {
    /// `text` in lower case, without accents, its words (letters and digits) separated by one space: « L’École » is `l ecole`.
    static func folded(_ text: String) -> String {
        var words = ""
        var isInWord = false
        for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
            if !scalar.isASCII, scalar.properties.generalCategory == .nonspacingMark { continue }
            guard isOfWords(scalar) else {
                isInWord = false
                continue
            }
            if !isInWord && !words.isEmpty { words.append(" ") }
            isInWord = true
            switch scalar {
            case "a"..."z", "0"..."9": words.unicodeScalars.append(scalar)
            case "œ", "Œ": words += "oe"
            case "æ", "Æ": words += "ae"
            default: words += scalar.properties.lowercaseMapping
            }
        }
        return words
    }

    /// Whether it is a letter or a digit. Most are ASCII; what Unicode says of the others takes longer than all the rest.
    private static func isOfWords(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        case "\0"..."\u{7F}": false
        default: scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
        }
    }
}
