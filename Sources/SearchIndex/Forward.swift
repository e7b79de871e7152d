import Analysis

/// A document as the second pass of ranking reads it: its words in order, by the numbers of their forms, without its text.
///
/// Between two fields stands a break, so that no phrase runs across. `docs/format.md` has the bytes, one or two a word.
public struct Forward: Sendable, Equatable {
    /// A word of the document, or a break.
    public struct Word: Sendable, Equatable {
        /// The form's code, whose lowest bit is 0, with the capital as lowest bit; 0 for a break.
        let rawValue: UInt32

        static let fieldBreak = Word(rawValue: 0)

        /// Whether a field ends here and the next one begins.
        public var isBreak: Bool { rawValue == 0 }

        /// What tells the form from others: twice its number, or the code of an unlisted word.
        public var form: UInt32 { rawValue & ~1 }

        /// Whether the document writes the word with a capital; never said of words that the vocabulary does not list.
        public var isCapitalized: Bool { rawValue & 1 == 1 }
    }

    /// The words, title first.
    public private(set) var words: [Word] = []
    /// Longer documents are cut: what ranking reads here stands early or often.
    public static let longest = 6_000

    /// A document without words.
    public init() {}

    /// The code of the form of this number.
    static func code(ofForm number: UInt32) -> UInt32 { number << 1 }

    /// The code of a word that the vocabulary does not list, a number say, by the hash of its term.
    public static func code(ofUnlisted termHash: UInt32) -> UInt32 { unlisted | termHash & ~1 }

    static let unlisted: UInt32 = 1 << 31

    /// Makes room for so many words more.
    mutating func reserveCapacity(_ count: Int) { words.reserveCapacity(min(words.count + count, Self.longest)) }

    mutating func append(form code: UInt32, isCapitalized: Bool) {
        guard words.count < Self.longest else { return }
        words.append(Word(rawValue: code | (isCapitalized && code < Self.unlisted ? 1 : 0)))
    }

    mutating func appendBreak() {
        guard words.count < Self.longest else { return }
        words.append(.fieldBreak)
    }

    /// The words with the codes that `code` gives for theirs.
    func recoded(_ code: (UInt32) -> UInt32) -> Forward {
        var forward = Forward()
        forward.words.reserveCapacity(words.count)
        for word in words {
            if word.isBreak {
                forward.appendBreak()
            } else {
                forward.append(form: code(word.form), isCapitalized: word.isCapitalized)
            }
        }
        return forward
    }

    /// Where a field's words stand; nowhere in a document that was cut before it.
    func range(of field: Field) -> Range<Int> {
        var start = 0
        var number = 0
        for (index, word) in words.enumerated() where word.isBreak {
            if number == field.rawValue { return start..<index }
            number += 1
            start = index + 1
        }
        return number == field.rawValue ? start..<words.count : words.count..<words.count
    }
}

// MARK: Bytes

extension Forward {
    /// Before the four bytes of an unlisted word's hash: no listed word has this value, since numbers begin at 1.
    static let escape: UInt8 = 1

    var blob: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(words.count * 2 + 8)
        for word in words {
            var rest = word.rawValue
            if rest >= Self.unlisted {
                bytes.append(Self.escape)
                bytes.append(littleEndian: rest & ~Self.unlisted)
                continue
            }
            while rest >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }
        return bytes
    }

    /// The words of a blob.
    init(blob: Span<UInt8>) { read(blob) }

    /// Takes the words of a blob in the place of those there were; bytes at the end that make no word are passed over.
    ///
    /// - Complexity: O(`blob.count`), nothing allocated once the longest document was read.
    mutating func read(_ blob: Span<UInt8>) {
        words.removeAll(keepingCapacity: true)
        words.reserveCapacity(min(blob.count, Self.longest))
        var offset = 0
        while offset < blob.count, words.count < Self.longest {
            guard let word = Self.word(in: blob, at: &offset) else { return }
            words.append(word)
        }
    }

    /// Calls `body` with the position and the word, for the words of a blob that may be among the wanted ones, until it
    /// says that it has seen enough.
    ///
    /// Whether a word has one byte or two no processor can guess: it is computed instead.
    ///
    /// - Returns: how many words were read.
    @discardableResult
    static func forEachWord(in blob: Span<UInt8>, among wanted: FormFilter, _ body: (Int, Word) -> Bool) -> Int {
        let bits = wanted.bits.span
        let bytes = unsafe blob.bytes
        var (offset, position) = (0, 0)
        while offset + 4 <= blob.count, position < longest {
            let four = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self).littleEndian
            var word = Word(rawValue: four & 0x7F)
            if four & 0x8080 == 0x8080 || four & 0xFF == UInt32(escape) {
                guard let long = Self.word(in: blob, at: &offset) else { return position }
                word = long
            } else {
                let isLong = four >> 7 & 1
                word = Word(rawValue: four & 0x7F | (four >> 1 & 0x3F80) & (0 &- isLong))
                offset += 1 + Int(isLong)
            }
            position += 1
            if FormFilter.contains(word.form, bits), !body(position - 1, word) { return position }
        }
        while offset < blob.count, position < longest {
            guard let word = word(in: blob, at: &offset) else { return position }
            position += 1
            if FormFilter.contains(word.form, bits), !body(position - 1, word) { return position }
        }
        return position
    }

    @inline(__always)
    static func word(in blob: Span<UInt8>, at offset: inout Int) -> Word? {
        var last = blob[offset]
        offset += 1
        if last == escape {
            guard offset + 4 <= blob.count else { return nil }
            var hash: UInt32 = 0
            for index in 0..<4 { hash |= UInt32(blob[offset + index]) << UInt32(8 * index) }
            offset += 4
            return Word(rawValue: code(ofUnlisted: hash))
        }
        var value = UInt32(last & 0x7F)
        var shift: UInt32 = 7
        while last >= 0x80 {
            guard offset < blob.count, shift < 32 else { return nil }
            last = blob[offset]
            offset += 1
            value |= UInt32(last & 0x7F) << shift
            shift += 7
        }
        return Word(rawValue: value & ~unlisted)
    }
}

/// A set of forms that may take others for its own: most words of a document are passed over by one bit.
public struct FormFilter: Sendable {
    private static let size = 4_096
    fileprivate var bits = [UInt64](repeating: 0, count: size / 64)

    /// An empty set.
    public init() {}

    /// Adds the form of a code.
    public mutating func insert(_ code: UInt32) { bits[Self.place(code) >> 6] |= 1 << UInt64(Self.place(code) & 63) }

    /// Adds the breaks between fields.
    public mutating func insertBreaks() { insert(Forward.Word.fieldBreak.form) }

    @inline(__always)
    fileprivate static func contains(_ code: UInt32, _ bits: Span<UInt64>) -> Bool {
        bits[place(code) >> 6] >> UInt64(place(code) & 63) & 1 == 1
    }

    /// Fibonacci hashing, as in `ScratchTable`.
    private static func place(_ code: UInt32) -> Int { Int((code &* 0x9E37_79B1) >> 20) }
}
