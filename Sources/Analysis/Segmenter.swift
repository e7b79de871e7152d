/// A run of letters or of digits in a UTF-8 text: what words are made of.
struct Segment: Equatable {
    enum Kind: UInt8 { case letters, digits }
    enum Casing: UInt8 { case lower, capitalized, upper }

    /// UTF-8 offsets: the first byte, and one past the last.
    var start: Int
    var end: Int
    var kind: Kind
    var casing: Casing
    /// How many letters or digits, combining marks aside.
    var length: Int

    var isUpper: Bool { casing == .upper }
}

/// Cuts a text at word boundaries and then at everything that is neither letter nor digit.
///
/// Latin letters never part from each other (UAX #29, WB5–WB10), so runs of them are found without ICU; everything else
/// goes to ICU's word breaker, which knows the scripts without spaces. `SegmenterTests` compares both on real text.
struct Segmenter {
    private let icu: ICUText

    init(icu: ICUText) {
        self.icu = icu
    }

    /// Appends the segments of `text`, in order.
    func segments(of text: [UInt8], into segments: inout [Segment]) {
        // A span is passed on without being retained; the array was, at each letter, in a quarter of the time.
        let text = text.span
        var offset = 0
        while offset < text.count {
            let scalar = Scalar(in: text, at: offset)
            switch scalar.category {
            case .letter:
                offset = letters(from: offset, in: text, into: &segments)
            case .digit:
                let start = offset
                while offset < text.count, Scalar.isDigit(text[offset]) { offset += 1 }
                let length = max(1, offset - start)
                if offset == start { offset += scalar.width }
                segments.append(Segment(start: start, end: offset, kind: .digits, casing: .lower, length: length))
            case .currency:
                segments.append(
                    Segment(start: offset, end: offset + scalar.width, kind: .letters, casing: .lower, length: 1))
                offset += scalar.width
            case .separator, .mark, .ignorable:
                offset += scalar.width
            case .other:
                offset = otherScript(from: offset, in: text, into: &segments)
            }
        }
    }

    private func letters(from start: Int, in text: Span<UInt8>, into segments: inout [Segment]) -> Int {
        var offset = start
        var length = 0
        var upper = 0
        var startsUpper = false
        while offset < text.count {
            let byte = text[offset]
            // Most letters are ASCII, and need no decoding.
            if Scalar.isLetter(UInt32(byte)) {
                if byte & 0x20 == 0 {
                    upper += 1
                    if length == 0 { startsUpper = true }
                }
                length += 1
                offset += 1
                continue
            }
            if byte < 0x80 { break }
            let scalar = Scalar(in: text, at: offset)
            let category = scalar.category
            guard category == .letter || category == .mark || category == .ignorable else { break }
            if category == .letter {
                if scalar.isUppercase {
                    upper += 1
                    if length == 0 { startsUpper = true }
                }
                length += 1
            }
            offset += scalar.width
        }
        let casing: Segment.Casing = upper == length ? .upper : startsUpper ? .capitalized : .lower
        segments.append(Segment(start: start, end: offset, kind: .letters, casing: casing, length: length))
        return offset
    }

    /// A run that holds other scripts is cut by ICU as a whole.
    private func otherScript(from start: Int, in text: Span<UInt8>, into segments: inout [Segment]) -> Int {
        var offset = start
        var scalars: [UInt32] = []
        var offsets: [Int] = []
        var isWord = false
        while offset < text.count {
            let scalar = Scalar(in: text, at: offset)
            guard scalar.category == .other || scalar.category == .mark || scalar.category == .ignorable else { break }
            if icu.isAlphabetic(scalar.value) || icu.isMarkOrDigit(scalar.value) {
                isWord = true
            } else if !isWord {
                return offset + scalar.width
            } else if scalar.category == .other {
                break
            }
            scalars.append(scalar.value)
            offsets.append(offset)
            offset += scalar.width
        }
        offsets.append(offset)
        for word in icu.words(of: scalars) {
            segments.append(
                Segment(
                    start: offsets[word.lowerBound], end: offsets[word.upperBound], kind: .letters, casing: .lower,
                    length: word.count))
        }
        return max(offset, start + 1)
    }
}

/// A Unicode scalar of a UTF-8 text, and what the segmenter makes of it.
struct Scalar {
    enum Category { case letter, digit, currency, mark, ignorable, separator, other }

    let value: UInt32
    let width: Int

    /// The scalar at `offset`; a byte that is not UTF-8 reads as a separator.
    init(in text: Span<UInt8>, at offset: Int) {
        let first = UInt32(text[offset])
        if first < 0x80 {
            (value, width) = (first, 1)
            return
        }
        // Most letters that are not ASCII are « é » and its like; one of two bytes is never overlong.
        if first >= 0xC2, first < 0xE0, offset + 1 < text.count, text[offset + 1] & 0xC0 == 0x80 {
            (value, width) = ((first & 0x1F) << 6 | UInt32(text[offset + 1]) & 0x3F, 2)
            return
        }
        let width = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
        guard width > 1, offset + width <= text.count else {
            (value, self.width) = (0x20, 1)
            return
        }
        var value = first & (0xFF >> UInt32(width + 1))
        for index in 1..<width {
            let byte = UInt32(text[offset + index])
            guard byte & 0xC0 == 0x80 else {
                (self.value, self.width) = (0x20, 1)
                return
            }
            value = value << 6 | byte & 0x3F
        }
        // Overlong forms, halves of surrogate pairs and what lies beyond Unicode are not UTF-8 (RFC 3629).
        let smallest: UInt32 = width == 2 ? 0x80 : width == 3 ? 0x800 : 0x10000
        guard value >= smallest, Unicode.Scalar(value) != nil else {
            (self.value, self.width) = (0x20, 1)
            return
        }
        (self.value, self.width) = (value, width)
    }

    @inline(__always) var category: Category {
        if value < 0x80 { return Self.isLetter(value) ? .letter : 0x30...0x39 ~= value ? .digit : .separator }
        return categoryBeyondASCII
    }

    private var categoryBeyondASCII: Category {
        switch value {
        // « m² », « CO₂ »: a digit by itself.
        case 0xB2, 0xB3, 0xB9, 0x2070, 0x2074...0x2079, 0x2080...0x2089: .digit
        case ..<0xAD: .separator
        case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: .ignorable
        // « € » is a word: « 500 € » are no metres.
        case 0x20AC: .currency
        case 0xC0...0x24F: value == 0xD7 || value == 0xF7 ? .separator : .letter
        case 0x1E00...0x1EFF, 0xFB00...0xFB06: .letter
        // Modifier letters that stand for apostrophes.
        case 0x2B9...0x2BF: .separator
        case 0x300...0x36F: .mark
        case 0xAE..<0xC0, 0x2000...0x206F, 0x20A0...0x20CF, 0x2190...0x2BFF, 0x3000...0x3004, 0x3008...0x3020:
            .separator
        default: .other
        }
    }

    /// For Latin letters: capitals of ASCII, Latin-1 and, where capitals and small letters alternate, Latin Extended.
    var isUppercase: Bool {
        switch value {
        case 0x41...0x5A, 0xC0...0xDE: true
        case 0x100...0x137, 0x14A...0x177, 0x1E00...0x1EFF: value & 1 == 0
        case 0x139...0x148, 0x179...0x17E: value & 1 == 1
        case 0x178: true
        default: false
        }
    }

    /// Whether the scalar is a letter of ASCII.
    @inline(__always) static func isLetter(_ value: UInt32) -> Bool { (value | 0x20) &- 0x61 < 26 }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
