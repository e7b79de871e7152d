/// Numbers as French writes them: hours, ordinals, telephone numbers, thousands apart.
extension WordRules {
    /// « 30 000 » with any space, « 1er », « 2014-173 », « 01 02 03 04 05 », « L. 441-3 ».
    mutating func number() -> Word {
        let first = segments[index]
        var word = Word(start: first.start, end: first.end, casing: .lower, parts: [])
        word.isJoined = isJoined(index) || isDecimalPart(index) || isLettered(index)
        index += 1
        if takeHour(of: word) { return word }
        takeTelephone(of: &word)
        // « X60 600 » is a reference, not sixty thousand.
        if first.length <= 3, !isLetter(before: first.start) { takeThousands(of: &word) }
        if index < segments.count, segments[index].start == word.end, Self.ordinals.contains(ascii(segments[index])) {
            if word.parts.isEmpty { word.parts = [word.start..<word.end] }
            word.end = segments[index].end
            index += 1
        }
        lastEnd = word.end
        return word
    }

    /// « 14h30 », « 14 h 30 », « 14:30 »: the hour, to which the minutes are joined; the mark between tells nothing.
    private mutating func takeHour(of word: Word) -> Bool {
        var next = index
        var end = word.end
        if byte(end) == UInt8(ascii: ":") {
            end += 1
        } else {
            end += space(at: end)
            guard next < segments.count, segments[next].start == end, ascii(segments[next]) == [UInt8(ascii: "h")]
            else {
                return false
            }
            end = segments[next].end
            end += space(at: end)
            next += 1
        }
        guard word.end - word.start <= 2, next < segments.count, segments[next].start == end,
            segments[next].kind == .digits, segments[next].length == 2
        else { return false }
        index = next
        lastEnd = end
        return true
    }

    func space(at offset: Int) -> Int {
        byte(offset) == UInt8(ascii: ".") ? 0 : thousandsMark(at: offset) ?? 0
    }

    private static let ordinals: Set<[UInt8]> = Set(
        [
            "er", "ers", "ere", "ère", "e", "es", "eme", "ème", "èmes", "emes", "nd", "nde", "re", "ᵉ", "ᵉʳ", "ᵉʳᵉ",
        ].map { Array($0.utf8) })

    /// « XXIe », « Ve », « XIXᵉ », « xxième » : the numeral. In small letters only with an x, for « vie » is a life.
    mutating func takeRomanOrdinal(of word: inout Word, _ segment: Segment) {
        let isCapital = segment.casing != .lower
        let numeral = text[segment.start..<segment.end].prefix { byte in
            Self.isRomanDigit(isCapital ? byte | 0x20 : byte) && (!isCapital || byte & 0x20 == 0)
        }
        guard !numeral.isEmpty, isCapital || numeral.contains(UInt8(ascii: "x")) else { return }
        if numeral.endIndex < segment.end {
            let ending = Array(text[numeral.endIndex..<segment.end])
            // « Vers » is no fifth: one letter alone takes few endings.
            let endings = numeral.count > 1 ? Self.ordinals : Self.shortOrdinals
            guard endings.contains(ending) || numeral == [UInt8(ascii: "I")] && ending == Array("er".utf8) else {
                return
            }
        } else {
            guard index < segments.count, segments[index].start == segment.end,
                text[segments[index].start] >= 0x80, Self.ordinals.contains(ascii(segments[index]))
            else { return }
            word.end = segments[index].end
            index += 1
        }
        word.parts = [segment.start..<numeral.endIndex]
        word.compound = nil
    }

    private static let shortOrdinals = Set(["e", "eme", "ème"].map { Array($0.utf8) })

    static func isRomanDigit(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "i") || byte == UInt8(ascii: "v") || byte == UInt8(ascii: "x")
    }

    /// « 01 02 03 04 05 » with spaces, full stops or hyphens is « 0102030405 ».
    private mutating func takeTelephone(of word: inout Word) {
        guard index + 4 <= segments.count, byte(word.start) == UInt8(ascii: "0") else { return }
        var groups = [word.start..<word.end]
        for segment in segments[index..<index + 4] {
            guard segment.kind == .digits, segment.length == 2, groups[0].count == 2,
                let end = groups.last?.upperBound, let width = thousandsMark(at: end) ?? hyphen(at: end),
                segment.start == end + width
            else { return }
            groups.append(segment.start..<segment.end)
        }
        word.parts = groups
        word.end = groups[4].upperBound
        index += 4
    }

    /// « L. 441-3 », « R 441-3 », « B 12 »: a letter alone before the number is part of the reference.
    private func isLettered(_ index: Int) -> Bool {
        guard index > 0 else { return false }
        let letter = segments[index - 1]
        guard letter.kind == .letters, letter.length == 1, letter.end == lastEnd else { return false }
        let gap = text[letter.end..<segments[index].start]
        let hasStop = gap.first == UInt8(ascii: ".")
        let rest = hasStop ? gap.dropFirst() : gap
        return (letter.isUpper || hasStop) && (rest.isEmpty || rest.count == thousandsMark(at: rest.startIndex))
    }

    private mutating func takeThousands(of word: inout Word) {
        while index < segments.count, segments[index].kind == .digits, segments[index].length == 3,
            let width = thousandsMark(at: word.end), segments[index].start == word.end + width,
            index + 1 >= segments.count || segments[index + 1].start != segments[index].end
                || segments[index + 1].kind == .letters && Self.ordinals.contains(ascii(segments[index + 1]))
        {
            if word.parts.isEmpty { word.parts = [word.start..<word.end] }
            word.parts.append(segments[index].start..<segments[index].end)
            word.end = segments[index].end
            index += 1
        }
    }

    private func isDecimalPart(_ index: Int) -> Bool {
        let start = segments[index].start
        return lastEnd >= 0 && start == lastEnd + 1
            && (byte(lastEnd) == UInt8(ascii: ",") || byte(lastEnd) == UInt8(ascii: "."))
            && lastEnd > 0 && Scalar.isDigit(byte(lastEnd - 1))
    }

    /// A space of any width, or a full stop.
    private func thousandsMark(at offset: Int) -> Int? {
        switch byte(offset) {
        case UInt8(ascii: " "), UInt8(ascii: "."): 1
        case 0xC2 where byte(offset + 1) == 0xA0: 2
        case 0xE2 where byte(offset + 1) == 0x80 && [0xAF, 0x89, 0x87, 0x88, 0x8A].contains(byte(offset + 2)): 3
        default: nil
        }
    }
}
