/// A strict reader of one JSON text (RFC 8259) that keeps what Foundation's loses: the order of keys, numbers to the
/// letter, and what was read before a mistake.
struct JSONText {
    private static let depthLimit = 64

    private let bytes: [UInt8]
    private let line: Int
    private var index = 0

    /// - Parameter line: the line of the file that `bytes` are.
    init(_ bytes: [UInt8], line: Int) {
        self.bytes = bytes
        self.line = line
    }

    /// Why a text is not JSON, in French, with the byte where it shows.
    struct Failure: Error {
        let reason: String
        let byteOffset: Int
    }

    /// Reads the whole text as an object; `entries` has those before the mistake when it throws.
    mutating func readObject(into entries: inout [RawEntry]) throws(Failure) {
        skipSpaces()
        guard peek == UInt8(ascii: "{") else { throw failure("ce n’est pas un objet { … }") }
        try readMembers(into: &entries, depth: 1)
        skipSpaces()
        if index < bytes.count { throw failure("texte après l’objet") }
    }

    private mutating func readMembers(into entries: inout [RawEntry], depth: Int) throws(Failure) {
        index += 1
        skipSpaces()
        if take("}") { return }
        repeat {
            skipSpaces()
            let key = try readString()
            skipSpaces()
            guard take(":") else { throw unexpected() }
            entries.append(RawEntry(key: key, line: line, value: try readValue(depth: depth)))
            skipSpaces()
        } while take(",")
        guard take("}") else { throw unexpected() }
    }

    private mutating func readValue(depth: Int) throws(Failure) -> RawValue {
        if depth > Self.depthLimit { throw failure("imbrication trop profonde") }
        skipSpaces()
        switch peek {
        case UInt8(ascii: "\""):
            return RawValue(shape: .text(try readString()), line: line)
        case UInt8(ascii: "{"):
            var entries: [RawEntry] = []
            try readMembers(into: &entries, depth: depth + 1)
            return RawValue(shape: .map(entries), line: line)
        case UInt8(ascii: "["):
            return RawValue(shape: .list(try readMembersOfArray(depth: depth + 1)), line: line)
        default:
            return RawValue(shape: try readWord(), line: line)
        }
    }

    private mutating func readMembersOfArray(depth: Int) throws(Failure) -> [RawValue] {
        index += 1
        skipSpaces()
        if take("]") { return [] }
        var values: [RawValue] = []
        repeat {
            values.append(try readValue(depth: depth))
            skipSpaces()
        } while take(",")
        guard take("]") else { throw unexpected() }
        return values
    }

    /// A number, as written, or `true`, `false`, `null`.
    private mutating func readWord() throws(Failure) -> RawValue.Shape {
        let start = index
        while let byte = peek, Self.isWordByte(byte) { index += 1 }
        let word = String(decoding: bytes[start..<index], as: UTF8.self)
        switch word {
        case "null": return .none
        case "true", "false": return .text(word)
        case _ where word.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil: return .text(word)
        default:
            index = start
            throw unexpected()
        }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private mutating func readString() throws(Failure) -> String {
        guard peek == UInt8(ascii: "\"") else { throw unexpected() }
        let start = index + 1
        var end = start
        while end < bytes.count, Self.isPlain(bytes[end]) { end += 1 }
        if end < bytes.count, bytes[end] == UInt8(ascii: "\"") {
            index = end + 1
            return try text(bytes[start..<end])
        }
        return try readEscapedString(from: start, firstEscape: end)
    }

    private mutating func readEscapedString(from start: Int, firstEscape: Int) throws(Failure) -> String {
        var unescaped = Array(bytes[start..<firstEscape])
        unescaped.reserveCapacity(min(bytes.count - start, 4 * (firstEscape - start) + 256))
        index = firstEscape
        while let byte = peek {
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return try text(unescaped[...])
            case UInt8(ascii: "\\"): try readEscape(into: &unescaped)
            case 0..<0x20:
                index -= 1
                throw failure("caractère de contrôle dans un texte")
            default: unescaped.append(byte)
            }
        }
        index = start - 1
        throw failure("guillemet jamais refermé")
    }

    private mutating func readEscape(into unescaped: inout [UInt8]) throws(Failure) {
        switch peek {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(bytes[index])
        case UInt8(ascii: "n"): unescaped.append(0x0A)
        case UInt8(ascii: "t"): unescaped.append(0x09)
        case UInt8(ascii: "r"): unescaped.append(0x0D)
        case UInt8(ascii: "b"): unescaped.append(0x08)
        case UInt8(ascii: "f"): unescaped.append(0x0C)
        case UInt8(ascii: "u"):
            index += 1
            unescaped.append(contentsOf: String(Character(try readScalar())).utf8)
            return
        default:
            index -= 1
            throw failure("barre oblique inverse suivie d’autre chose que \" \\ / b f n r t u")
        }
        index += 1
    }

    /// The scalar after `\u`; half a surrogate pair, which other writers let through, becomes U+FFFD, and so does U+0000,
    /// which would end the text for SQLite.
    private mutating func readScalar() throws(Failure) -> Unicode.Scalar {
        let high = try readHexDigits()
        guard (0xD800...0xDBFF).contains(high), bytes[index...].starts(with: [0x5C, 0x75]) else {
            return high == 0 ? "\u{FFFD}" : Unicode.Scalar(high) ?? "\u{FFFD}"
        }
        let beforeLow = index
        index += 2
        let low = try readHexDigits()
        guard (0xDC00...0xDFFF).contains(low) else {
            index = beforeLow
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func readHexDigits() throws(Failure) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw failure("« \\u » sans ses quatre chiffres hexadécimaux")
            }
            value = value << 4 + UInt32(digit)
            index += 1
        }
        return value
    }

    private func text(_ slice: ArraySlice<UInt8>) throws(Failure) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else {
            throw failure("caractère qui n’est pas de l’UTF-8")
        }
        return text
    }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func skipSpaces() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A { index += 1 }
    }

    private func failure(_ reason: String) -> Failure { Failure(reason: reason, byteOffset: index) }

    private func unexpected() -> Failure {
        guard index < bytes.count else { return failure("ligne coupée avant la fin de l’objet") }
        let character = String(decoding: bytes[index...].prefix(4), as: UTF8.self).first.map(String.init) ?? ""
        return failure("« \(character) » inattendu")
    }
}
