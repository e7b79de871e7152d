/// A word made of one or several segments.
struct Word {
    var start: Int
    var end: Int
    var casing: Segment.Casing
    /// The ranges whose letters make the word; one that spans `start..<end` for a plain word.
    var parts: [Range<Int>]
    var isJoined = false
    var isAcronym = false
    var hasPlus = false
    /// Both parts of a hyphenated pair in one, with the pair's end.
    var compound: (letters: [UInt8], end: Int)?

    /// Whether the word's bytes are the text's bytes from `start` to `end`.
    var isPlain: Bool { parts.isEmpty }

    func letters(in text: [UInt8]) -> [UInt8] {
        parts.flatMap { text[$0] }
    }
}

/// Makes words of segments: which marks between letters belong to a word, which part words, which drop an article.
struct WordRules {
    let text: [UInt8]
    let segments: [Segment]
    var index = 0
    var lastEnd = -1

    init(text: [UInt8], segments: [Segment]) {
        self.text = text
        self.segments = segments
    }

    /// The next word, or `nil` at the end.
    mutating func next() -> Word? {
        while index < segments.count {
            let segment = segments[index]
            if segment.kind == .digits { return number() }
            if let acronym = dottedAcronym() { return acronym }
            if isElided(index) || isNumeroSign(index) {
                // « d’adulte-relais »: what follows the article is joined to nothing.
                lastEnd = -1
                index += 1
                continue
            }
            return word()
        }
        return nil
    }

    // MARK: Words that no rule concerns

    /// A word that is just a segment.
    struct SimpleWord {
        var start: Int
        var end: Int
        var casing: Segment.Casing
        var isJoined: Bool
    }

    /// The next word if no rule can concern it, as seen at a glance: eight words in ten.
    ///
    /// - Parameter text: the bytes of the text, which a span gives without counting references.
    mutating func nextSimple(_ text: Span<UInt8>) -> SimpleWord? {
        guard index < segments.count else { return nil }
        let segment = segments[index]
        guard segment.kind == .letters, segment.length > 1, segment.casing != .upper,
            !Self.isRomanDigit(text[segment.start] | 0x20), Self.ends(text, at: segment.end)
        else { return nil }
        let isFree = lastEnd >= 0 && segment.start == lastEnd + 1 && text[lastEnd] == UInt8(ascii: " ")
        let isJoined = isFree ? false : isJoined(index)
        index += 1
        lastEnd = segment.end
        return SimpleWord(start: segment.start, end: segment.end, casing: segment.casing, isJoined: isJoined)
    }

    /// Whether nothing can belong to a word that ends here: a space follows, or a mark that joins nothing.
    private static func ends(_ text: Span<UInt8>, at offset: Int) -> Bool {
        guard offset < text.count else { return true }
        switch text[offset] {
        case 0x20, 0x0A, UInt8(ascii: ","), UInt8(ascii: ";"): return true
        case UInt8(ascii: "."):
            return offset + 1 == text.count || text[offset + 1] == 0x20 || text[offset + 1] == 0x0A
        default: return false
        }
    }

    // MARK: Words of letters

    mutating func word() -> Word {
        let first = segments[index]
        var word = Word(start: first.start, end: first.end, casing: first.casing, parts: [])
        word.isJoined = isJoined(index)
        word.isAcronym = isAcronym(index)
        word.compound = compound(index)
        index += 1
        takeRomanOrdinal(of: &word, first)
        joinApostrophes(to: &word)
        takeInclusiveEndings(of: &word)
        if first.length <= 5, byte(word.end) == UInt8(ascii: "+"), !isAlphanumeric(byte(word.end + 1)) {
            word.hasPlus = true
        }
        lastEnd = word.end
        return word
    }

    /// « aujourd’hui », « prud’hommes », « entr’aide » are one word: their first part is no article.
    private mutating func joinApostrophes(to word: inout Word) {
        // « rock’n’roll » is three.
        while index < segments.count, segments[index].kind == .letters, segments[index].length > 1,
            let width = apostrophe(at: word.end), segments[index].start == word.end + width
        {
            if word.parts.isEmpty { word.parts = [word.start..<word.end] }
            word.parts.append(segments[index].start..<segments[index].end)
            word.end = segments[index].end
            word.isAcronym = false
            word.compound = nil
            index += 1
        }
    }

    /// Whether the segment is an article or a conjunction before an apostrophe and another word.
    private func isElided(_ index: Int) -> Bool {
        let segment = segments[index]
        guard segment.length <= 8, index + 1 < segments.count, let width = apostrophe(at: segment.end),
            segments[index + 1].start == segment.end + width
        else { return false }
        let letters = ascii(segment)
        return Self.elided.contains { $0 == letters }
    }

    private static let elided: [[UInt8]] = [
        "l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
    ].map { Array($0.utf8) }

    /// « n° 2014-173 ».
    private func isNumeroSign(_ index: Int) -> Bool {
        let segment = segments[index]
        guard segment.length == 1, byte(segment.start) | 0x20 == UInt8(ascii: "n") else { return false }
        return byte(segment.end) == 0xC2 && (byte(segment.end + 1) == 0xB0 || byte(segment.end + 1) == 0xBA)
    }

    // MARK: Acronyms

    /// « C.L.S.P.D. », « R.E.P.+ »: letters alone, each before a full stop.
    private mutating func dottedAcronym() -> Word? {
        var last = index
        while last + 1 < segments.count, isInitial(last), isInitial(last + 1),
            segments[last + 1].start == segments[last].end + 1
        {
            last += 1
        }
        guard last > index, byte(segments[last].end) == UInt8(ascii: "."), isInitial(last) else { return nil }
        var end = segments[last].end + 1
        // « S.N.C.F »: the last full stop is often forgotten.
        if last + 1 < segments.count, segments[last + 1].start == end, segments[last + 1].length == 1,
            segments[last + 1].kind == .letters
        {
            last += 1
            end = segments[last].end
        }
        var word = Word(
            start: segments[index].start, end: end, casing: segments[index].casing,
            parts: segments[index...last].map { $0.start..<$0.end })
        word.isJoined = isJoined(index)
        word.isAcronym = segments[index].isUpper && last - index < 5
        word.hasPlus = byte(word.end) == UInt8(ascii: "+")
        index = last + 1
        lastEnd = word.end
        return word
    }

    private func isInitial(_ index: Int) -> Bool {
        let segment = segments[index]
        return segment.kind == .letters && segment.length == 1 && byte(segment.end) == UInt8(ascii: ".")
    }

    /// Two to five capitals that are not part of a title in capitals.
    private func isAcronym(_ index: Int) -> Bool {
        let segment = segments[index]
        guard segment.isUpper, (2...5).contains(segment.length) else { return false }
        var first = index
        while first > 0, index - first < 2, isTitleNeighbor(first - 1, first) { first -= 1 }
        var last = index
        while last + 1 < segments.count, last - index < 2, isTitleNeighbor(last, last + 1) { last += 1 }
        return last - first < 2 && !segments[first...last].contains { $0.length > 5 }
    }

    /// Whether both are words in capitals with one space between: « LA PLACE DES FEMMES ».
    private func isTitleNeighbor(_ index: Int, _ next: Int) -> Bool {
        segments[index].isUpper && segments[next].isUpper && segments[next].start == segments[index].end + 1
            && byte(segments[index].end) == UInt8(ascii: " ")
    }

    // MARK: Inclusive writing

    /// « habitant·e·s », « habitant-e-s », « habitant(e)s », « citoyen.ne.s », « médiateur/trice » : the first form is the word.
    private mutating func takeInclusiveEndings(of word: inout Word) {
        var end = word.end
        var hasEnding = false
        while index < segments.count, segments[index].kind == .letters,
            let mark = inclusiveMark(at: end), segments[index].start == end + mark.width
        {
            let ending = ascii(segments[index])
            // « fin.Le »: after a capital a new sentence begins, its space forgotten.
            guard segments[index].casing == .lower || word.casing == .upper else { break }
            let isEnding = hasEnding && ending == [UInt8(ascii: "s")] || mark.endings.contains { $0 == ending }
            guard isEnding, segments[index - 1].length > 1 || hasEnding else { break }
            let segmentEnd = segments[index].end
            if mark.closes {
                guard byte(segmentEnd) == UInt8(ascii: ")") else { break }
                end = segmentEnd + 1
            } else {
                end = segmentEnd
            }
            hasEnding = true
            index += 1
            // « habitant(e)s »: the plural's s touches the bracket.
            if mark.closes, index < segments.count, segments[index].start == end,
                ascii(segments[index]) == [UInt8(ascii: "s")]
            {
                end = segments[index].end
                index += 1
            }
        }
        guard hasEnding else { return }
        if word.parts.isEmpty { word.parts = [word.start..<word.end] }
        word.end = end
        word.compound = nil
    }

    private struct InclusiveMark {
        var width: Int
        var endings: [[UInt8]]
        var closes = false
    }

    private func inclusiveMark(at offset: Int) -> InclusiveMark? {
        switch byte(offset) {
        case UInt8(ascii: "."), UInt8(ascii: "/"):
            return InclusiveMark(width: 1, endings: Self.endings)
        case UInt8(ascii: "-"):
            return InclusiveMark(width: 1, endings: Self.hyphenEndings)
        case UInt8(ascii: "("):
            return InclusiveMark(
                width: 1, endings: Self.endings + [[UInt8(ascii: "s")], [UInt8(ascii: "x")]], closes: true)
        case 0xC2 where byte(offset + 1) == 0xB7:  // ·
            return InclusiveMark(width: 2, endings: Self.endings)
        case 0xE2 where byte(offset + 1) == 0x80 && [0xA2, 0xA7].contains(byte(offset + 2)),  // • ‧
            0xE2 where byte(offset + 1) == 0x8B && byte(offset + 2) == 0x85,  // ⋅
            0xE2 where byte(offset + 1) == 0x88 && byte(offset + 2) == 0x99:  // ∙
            return InclusiveMark(width: 3, endings: Self.endings)
        default:
            return nil
        }
    }

    static let endings: [[UInt8]] = [
        "e", "es", "ne", "nes", "le", "les", "te", "tes", "se", "ses", "ve", "ves", "fe", "fes", "rice", "rices",
        "trice",
        "trices", "euse", "euses", "teuse", "teuses", "ere", "eres", "ère", "ères", "ière", "ières", "elle", "elles",
        "enne", "ennes", "esse", "esses", "ice", "ices", "lle", "lles", "que", "ques",
    ].map { Array($0.utf8) }

    /// After a hyphen, « donne-les » and « vient-elle » are something else.
    private static let hyphenEndings: [[UInt8]] = [
        "e", "es", "ne", "nes", "rice", "rices", "trice", "trices", "euse", "euses", "ère", "ères",
    ].map { Array($0.utf8) }

    // MARK: Compounds

    /// Whether only a hyphen, or nothing at all, parts the segment from the word before: « rendez-vous », « X60 ».
    func isJoined(_ index: Int) -> Bool {
        guard lastEnd >= 0 else { return false }
        let start = segments[index].start
        return start == lastEnd || hyphen(at: lastEnd).map { start == lastEnd + $0 } ?? false
    }

    /// The two parts of a pair, as one: « rendezvous ». Chains of three and more stay apart.
    func compound(_ index: Int) -> (letters: [UInt8], end: Int)? {
        let first = segments[index]
        guard index + 1 < segments.count, !isJoined(index) else { return nil }
        let second = segments[index + 1]
        guard second.kind == .letters, second.length > 1, let width = hyphen(at: first.end),
            second.start == first.end + width, hyphen(at: second.end) == nil, apostrophe(at: second.end) == nil
        else { return nil }
        return (Array(text[first.start..<first.end] + text[second.start..<second.end]), second.end)
    }

    // MARK: Bytes

    func byte(_ offset: Int) -> UInt8 { offset >= 0 && offset < text.count ? text[offset] : 0 }

    private func isAlphanumeric(_ byte: UInt8) -> Bool {
        byte >= 0x80 || Scalar.isDigit(byte) || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
    }

    func isLetter(before offset: Int) -> Bool {
        let byte = byte(offset - 1)
        return byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
    }

    /// The bytes of a short segment, ASCII capitals made small.
    func ascii(_ segment: Segment) -> [UInt8] {
        (segment.start..<segment.end).map { text[$0] >= 0x41 && text[$0] <= 0x5A ? text[$0] | 0x20 : text[$0] }
    }

    /// The width of an apostrophe, straight, curly, or one of those that keyboards and word processors make of it.
    private func apostrophe(at offset: Int) -> Int? {
        switch byte(offset) {
        case UInt8(ascii: "'"), UInt8(ascii: "`"): 1
        case 0xC2 where byte(offset + 1) == 0xB4: 2  // ´
        case 0xCA where [0xBB, 0xBC].contains(byte(offset + 1)): 2  // ʻ ʼ
        case 0xE2 where byte(offset + 1) == 0x80 && [0x98, 0x99, 0x9B, 0xB2].contains(byte(offset + 2)): 3  // ‘ ’ ‛ ′
        case 0xEF where byte(offset + 1) == 0xBC && byte(offset + 2) == 0x87: 3  // ＇
        default: nil
        }
    }

    /// The width of a hyphen; dashes are not hyphens.
    func hyphen(at offset: Int) -> Int? {
        switch byte(offset) {
        case UInt8(ascii: "-"): 1
        case 0xE2 where byte(offset + 1) == 0x80 && [0x90, 0x91].contains(byte(offset + 2)): 3
        default: nil
        }
    }
}
