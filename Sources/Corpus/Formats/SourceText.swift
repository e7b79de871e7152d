/// The text of a file whose bytes nobody has checked yet.
struct SourceText {
    /// Without byte order mark, every line ended by a line feed.
    let text: String

    /// The text that `bytes` encode.
    ///
    /// - Throws: a problem that names the line of the first bad byte.
    init(_ bytes: [UInt8], file: String) throws(Problem) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw Self.badEncoding(file: file, line: 1, message: "fichier en UTF-16")
        }
        if let zero = bytes.firstIndex(of: 0) {
            throw Self.badEncoding(file: file, line: Self.line(of: zero, in: bytes), message: "octet nul dans le texte")
        }
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let line = Self.line(of: error.byteOffsets.lowerBound, in: bytes)
            throw Self.badEncoding(file: file, line: line, message: "caractère qui n’est pas de l’UTF-8")
        }
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        text = String(decoding: Self.withLineFeeds(content), as: UTF8.self)
    }

    private static func badEncoding(file: String, line: Int, message: String) -> Problem {
        Problem(
            file: file, line: line, message: message, remedy: "enregistrez le fichier en texte UTF-8",
            category: "encodage")
    }

    /// The line, from 1, of the byte at `offset`; a carriage return alone ends a line too.
    private static func line(of offset: Int, in bytes: [UInt8]) -> Int {
        1 + withLineFeeds(bytes[..<offset]).count { $0 == UInt8(ascii: "\n") }
    }

    private static func withLineFeeds(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "\r")) else { return Array(bytes) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var followsReturn = false
        for byte in bytes {
            if byte == UInt8(ascii: "\r") {
                result.append(UInt8(ascii: "\n"))
            } else if byte != UInt8(ascii: "\n") || !followsReturn {
                result.append(byte)
            }
            followsReturn = byte == UInt8(ascii: "\r")
        }
        return result
    }
}
