/// Text that a page may hold: HTML knows no control characters and no noncharacters, escaped or not (HTML 13.2.3.5).
enum ConformingText {
    /// The text with U+FFFD in the place of each character that HTML does not allow.
    ///
    /// - Complexity: O(bytes); nothing is copied where all is well, as it nearly always is.
    static func of(_ text: String) -> String {
        guard isSuspect(text) else { return text }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text.unicodeScalars.map { isForbidden($0.value) ? "\u{FFFD}" : $0 })
        return String(scalars)
    }

    /// Whether some byte may be part of such a character.
    private static func isSuspect(_ text: String) -> Bool {
        var last: UInt8 = 0
        for byte in text.utf8 {
            if byte < 0x20, !isBlank(UInt32(byte)) { return true }
            if byte == 0x7F || byte >= 0xEF || last == 0xC2 && byte < 0xA0 { return true }
            last = byte
        }
        return false
    }

    private static func isBlank(_ value: UInt32) -> Bool { value == 0x09 || value == 0x0A || value == 0x0D }

    private static func isForbidden(_ value: UInt32) -> Bool {
        value < 0x20 && !isBlank(value) || (0x7F...0x9F).contains(value) || (0xFDD0...0xFDEF).contains(value)
            || value & 0xFFFE == 0xFFFE
    }
}
