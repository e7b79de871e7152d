extension String {
    /// This text so many times, with `separator` between.
    func repeated(_ count: Int, _ separator: String = "") -> String {
        Array(repeating: self, count: count).joined(separator: separator)
    }

    /// Every byte as `%XX`, but letters and digits.
    var percentEncoded: String {
        utf8.map { byte in
            let character = Character(Unicode.Scalar(byte))
            if character.isASCII, character.isLetter || character.isNumber { return String(character) }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
