import Foundation

/// Spelling made comparable: what editors write by ear is matched against what files name.
enum Folding {
    /// `text` in lower case, without accents, its words (letters and digits) separated by one space: « L’École » is `l ecole`.
    static func folded(_ text: String) -> String {
        var words = ""
        var isInWord = false
        for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar.properties.generalCategory == .nonspacingMark { continue }
            guard scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal else {
                isInWord = false
                continue
            }
            if !isInWord && !words.isEmpty { words.append(" ") }
            isInWord = true
            switch scalar {
            case "œ", "Œ": words += "oe"
            case "æ", "Æ": words += "ae"
            default: words += scalar.properties.lowercaseMapping
            }
        }
        return words
    }
}
