import Analysis

/// A document as the second pass of ranking reads it: its words in order, by the numbers of their forms, without its text.
///
/// Between two fields stands a break, so that no phrase runs across. `docs/format.md` has the bytes, two or four a word.
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
    public static func code(ofUnlisted termHash: UInt32) -> UInt32 { unlisted | termHash & (unlisted - 1) & ~1 }

    /// The highest bit of a code; numbers of forms end below.
    static let unlisted: UInt32 = 1 << 27

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

/// Words are written in units of 16 bits, one for those of most words and two for the others, which no unit of a word of
/// one can be taken for, nor the first of two for the second (as UTF-16 has it): a document is searched unit by unit.
extension Forward {
    /// Words below have one unit.
    private static let pairs: UInt32 = 0x8000
    /// What stands above the halves of a word of two, 14 bits each.
    private static let firstMark: UInt16 = 0x8000
    private static let secondMark: UInt16 = 0xC000
    private static let half: UInt32 = 0x3FFF

    var blob: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(words.count * 2 + 64)
        for word in words {
            if word.rawValue >= Self.pairs {
                bytes.append(littleEndian: Self.firstMark | UInt16(word.rawValue >> 14 & Self.half))
            }
            bytes.append(littleEndian: Self.lastUnit(word.rawValue))
        }
        return bytes
    }

    /// The only unit of a word, or the second of two.
    @inline(__always)
    fileprivate static func lastUnit(_ rawValue: UInt32) -> UInt16 {
        rawValue < pairs ? UInt16(rawValue) : secondMark | UInt16(rawValue & half)
    }

    /// The words of a blob.
    init(blob: Span<UInt8>) { read(blob) }

    /// Takes the words of a blob in the place of those there were; bytes that make no word are passed over.
    ///
    /// - Complexity: O(`blob.count`), nothing allocated once the longest document was read.
    mutating func read(_ blob: Span<UInt8>) {
        words.removeAll(keepingCapacity: true)
        words.reserveCapacity(min(blob.count / 2, Self.longest))
        let bytes = unsafe blob.bytes
        for index in 0..<(blob.count / 2) where words.count < Self.longest {
            if let word = Self.word(endingAt: index, in: bytes) { words.append(word) }
        }
    }

    /// Calls `body` with the position and the word, for the words of a blob that may be among the wanted ones, until it
    /// says that it has seen enough.
    ///
    /// - Returns: how many words were read.
    @discardableResult
    static func forEachWord(in blob: Span<UInt8>, among wanted: FormFilter, _ body: (Int, Word) -> Bool) -> Int {
        let bits = wanted.bits.span
        let bytes = unsafe blob.bytes
        let count = blob.count / 2
        var seconds = 0
        for index in 0..<count {
            let unit = bytes.half(at: 2 &* index)
            seconds &+= unit >= secondMark ? 1 : 0
            guard FormFilter.contains(unit, bits), let word = word(endingAt: index, in: bytes) else { continue }
            if index &- seconds >= longest { return longest }
            if !body(index &- seconds, word) { return index &- seconds &+ 1 }
        }
        return min(count - seconds, longest)
    }

    /// The word whose last unit is the one at a place; `nil` where none ends there.
    @inline(__always)
    private static func word(endingAt index: Int, in bytes: RawSpan) -> Word? {
        let unit = bytes.half(at: 2 &* index)
        if unit < firstMark { return Word(rawValue: UInt32(unit)) }
        guard unit >= secondMark, index > 0 else { return nil }
        let first = bytes.half(at: 2 &* (index &- 1))
        guard first >= firstMark, first < secondMark else { return nil }
        return Word(rawValue: (UInt32(first) & half) << 14 | UInt32(unit) & half)
    }
}

/// A set of forms that may take others for its own: most words of a document are passed over by one bit.
public struct FormFilter: Sendable {
    /// Forms of 14 bits are told apart, and they are most of a text's.
    private static let size = 1 << 14
    fileprivate var bits = [UInt64](repeating: 0, count: size / 64)

    /// An empty set.
    public init() {}

    /// Adds the form of a code.
    public mutating func insert(_ code: UInt32) {
        let place = Self.place(Forward.lastUnit(code))
        bits[place >> 6] |= 1 << UInt64(place & 63)
    }

    /// Adds the breaks between fields.
    public mutating func insertBreaks() { insert(Forward.Word.fieldBreak.form) }

    @inline(__always)
    fileprivate static func contains(_ unit: UInt16, _ bits: Span<UInt64>) -> Bool {
        unsafe bits[unchecked: place(unit) &>> 6] &>> UInt64(place(unit) & 63) & 1 == 1
    }

    /// A form is the same with a capital and without, which the lowest bit says.
    @inline(__always)
    private static func place(_ unit: UInt16) -> Int { Int(unit &>> 1) & (size - 1) }
}
