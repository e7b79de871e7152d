/// Names that never change: of files, of axes.
enum Slug {
    /// Longest name of a document's file, without its extension.
    static let documentLimit = 60
    /// Longest id of an axis or a scheme.
    static let axisLimit = 40

    /// Whether `text` is words of `a`–`z` and `0`–`9`, separated by single hyphens, `limit` characters at most.
    static func isValid(_ text: String, limit: Int) -> Bool {
        var previous = UInt8(ascii: "-")
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
            case UInt8(ascii: "-") where previous != UInt8(ascii: "-"): break
            default: return false
            }
            previous = byte
        }
        return previous != UInt8(ascii: "-") && text.utf8.count <= limit
    }

    /// The slug that says `text`, cut between two words at `limit`; empty when `text` has no Latin letter or digit.
    static func made(from text: String, limit: Int) -> String {
        let words = Folding.folded(text).split { !$0.isASCII || $0 == " " }
        var slug = ""
        for word in words {
            let longer = slug.isEmpty ? String(word) : slug + "-" + word
            guard longer.utf8.count <= limit else { break }
            slug = longer
        }
        return slug.isEmpty ? String(words.first?.prefix(limit) ?? "") : slug
    }
}
