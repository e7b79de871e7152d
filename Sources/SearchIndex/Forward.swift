import Analysis

/// A document as the second pass of ranking reads it: its words in order, 8 bytes each, without its text.
///
/// Little-endian: 4 bytes of the term's hash, then 4 of the form's, whose lowest bit says that the word begins with a
/// capital. Two zero words part fields and sections, so that no phrase runs across them.
public struct Forward: Sendable, Equatable {
    /// A word of the document.
    public struct Word: Sendable, Equatable {
        /// `Term.hash`, or 0 between fields.
        public var term: UInt32
        /// `Term.formHash` with its lowest bit replaced.
        public var form: UInt32

        /// Whether the document writes the word with a capital.
        public var isCapitalized: Bool { form & 1 == 1 }

        /// The form's hash as this structure keeps it, case aside.
        public static func form(_ hash: UInt32) -> UInt32 { hash & ~1 }
    }

    /// The words, title first.
    public private(set) var words: [Word] = []
    /// Longer documents are cut: what the second pass rewards stands early or often.
    static let longest = 6_000

    init() {}

    mutating func append(_ token: Token) {
        guard words.count < Self.longest else { return }
        let capital: UInt32 = token.casing == .lower ? 0 : 1
        words.append(Word(term: token.term.hash, form: Word.form(token.term.formHash) | capital))
    }

    mutating func appendBreak() {
        guard words.count < Self.longest, !words.isEmpty else { return }
        words.append(Word(term: 0, form: 0))
    }

    /// The words of a blob; bytes beyond the last whole word are passed over.
    init(blob: some Collection<UInt8>) {
        let bytes = Array(blob)
        words.reserveCapacity(bytes.count / 8)
        var offset = 0
        while offset + 8 <= bytes.count {
            words.append(Word(term: Self.uint32(bytes, offset), form: Self.uint32(bytes, offset + 4)))
            offset += 8
        }
    }

    /// Where the headings and the names of axes stand; nowhere in a document that was cut, whose last fields are gone.
    var lists: [Range<Int>] {
        let breaks = words.indices.filter { words[$0].term == 0 }
        guard words.count < Self.longest, breaks.count >= 2 else { return [] }
        func field(fromEnd number: Int) -> Range<Int> {
            let end = breaks.count - 1 - number
            return end < 0 ? 0..<0 : (end == 0 ? 0 : breaks[end - 1] + 1)..<breaks[end]
        }
        return [field(fromEnd: 2), field(fromEnd: 0)]
    }

    private static func uint32(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
        UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8 | UInt32(bytes[offset + 2]) << 16
            | UInt32(bytes[offset + 3]) << 24
    }

    var blob: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(words.count * 8)
        for word in words {
            for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: word.term >> shift)) }
            for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: word.form >> shift)) }
        }
        return bytes
    }
}
