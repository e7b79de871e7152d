/// A piece of a document that is short enough to have one meaning.
struct Passage: Sendable, Equatable {
    /// Where it stands in the body, in bytes of UTF-8; an empty range for the title and the summary.
    let range: Range<Int>
    /// What is encoded: the title, the heading and the piece itself.
    let text: String
}

extension StoredDocument {
    /// About as many words as a paragraph has. On the test collections passages of 40 words find no more than those of
    /// 120 (`Benchmarks/README.md`), and three times as many must be kept.
    private static let passageWords = 120
    /// A shorter rest joins the passage before it.
    private static let fewestWords = 30
    /// What follows is found by its words alone: a document of 30,000 words has as many.
    static let mostPassages = 250

    /// The title, the title with the summary, then the body piece by piece, no passage across two sections.
    var passages: [Passage] {
        var passages: [Passage] = []
        if !title.isEmpty { passages.append(Passage(range: 0..<0, text: title)) }
        if !summary.isEmpty { passages.append(Passage(range: 0..<0, text: title + "\n" + summary)) }
        let body = Array(body.utf8)
        for section in sections {
            let bounds = max(0, section.start)..<min(max(section.start, section.end), body.count)
            let front = [title, section.heading].filter { !$0.isEmpty }.joined(separator: "\n")
            for range in Self.pieces(of: body, in: bounds) {
                guard passages.count < Self.mostPassages else { return passages }
                let piece = String(decoding: body[range], as: UTF8.self)
                passages.append(Passage(range: range, text: front.isEmpty ? piece : front + "\n" + piece))
            }
        }
        return passages
    }

    /// Ranges of whole lines of some `passageWords` words; a longer line is cut after a sentence, or else after a word.
    private static func pieces(of body: [UInt8], in bounds: Range<Int>) -> [Range<Int>] {
        var pieces: [(range: Range<Int>, words: Int)] = []
        var (start, words, position) = (bounds.lowerBound, 0, bounds.lowerBound)
        func close(at end: Int) {
            if words > 0 { pieces.append((start..<end, words)) }
            (start, words) = (end, 0)
        }
        while position < bounds.upperBound {
            let end = body[position..<bounds.upperBound].firstIndex(of: 0x0A).map { $0 + 1 } ?? bounds.upperBound
            let length = wordCount(body[position..<end])
            if words > 0, words + length > passageWords { close(at: position) }
            words += length
            position = end
            while words > passageWords + fewestWords {
                let cut = cut(body, from: start, to: end)
                // The rest is not counted anew for each cut: a line may be as long as a file.
                let rest = words - wordCount(body[start..<cut])
                words -= rest
                close(at: cut)
                words = rest
            }
        }
        close(at: bounds.upperBound)
        if pieces.count > 1, let last = pieces.last, last.words < fewestWords {
            pieces.removeLast()
            pieces[pieces.count - 1].range = pieces[pieces.count - 1].range.lowerBound..<last.range.upperBound
        }
        return pieces.map(\.range)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func wordCount(_ bytes: ArraySlice<UInt8>) -> Int {
        var (count, isInside) = (0, false)
        for byte in bytes {
            if !isInside, !isSpace(byte) { count += 1 }
            isInside = !isSpace(byte)
        }
        return count
    }

    /// After the last sentence that ends within `passageWords` words, or after so many words.
    private static func cut(_ body: [UInt8], from start: Int, to end: Int) -> Int {
        var (words, sentence) = (0, start)
        for index in start..<end where isSpace(body[index]) && index > start && !isSpace(body[index - 1]) {
            words += 1
            if words * 2 > passageWords, [0x2E, 0x3F, 0x21].contains(body[index - 1]) { sentence = index + 1 }
            if words == passageWords { return sentence > start ? sentence : index + 1 }
        }
        return end
    }
}
