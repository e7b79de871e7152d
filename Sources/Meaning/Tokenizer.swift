/// Cuts texts into the model's 128,000 pieces, the likeliest way (Kudo 2018, *Subword Regularization*), by their numbers.
///
/// Gives the same numbers as the library `sentencepiece`, which `TokenizerTests` holds it to, in a tenth of its memory:
/// pieces stand in the mapped file as a double array.
struct Tokenizer: Sendable {
    /// The number of what is no piece; neighbors count once.
    static let unknown: Int32 = 0
    /// Put in front of a text, and behind it.
    static let start: Int32 = 1
    static let end: Int32 = 2

    /// Memory that one text after the other uses.
    struct Scratch {
        fileprivate var normalized: [UInt8] = []
        fileprivate var character: [UInt8] = []
        /// By byte of the normalized text.
        fileprivate var ways: [Way] = []
    }

    /// How the likeliest way to a byte ends: with a piece that begins at `start`, negative where no way leads.
    fileprivate struct Way {
        var score: Float = 0
        var start: Int32 = -1
        var piece = Tokenizer.unknown

        init() {}

        init(score: Float, start: Int, piece: Int32) {
            self.score = score
            self.start = Int32(truncatingIfNeeded: start)
            self.piece = piece
        }
    }

    /// A space in a piece: U+2581.
    private static let space: [UInt8] = [0xE2, 0x96, 0x81]

    private let characters: CharacterMap
    /// Three numbers a slot: what its children's bytes are added to, its parent's slot, its piece's number + 1 or 0.
    private let trie: Table<UInt32>
    private let scores: Table<Float>
    private let unknownScore: Float

    init(_ file: ModelFile, unknownScore: Float) throws(ModelError) {
        characters = try CharacterMap(file)
        trie = try file.table(.trie, of: UInt32.self)
        scores = try file.table(.scores, of: Float.self)
        self.unknownScore = unknownScore
    }

    /// The pieces of `text`, none when it is blank. Reading stops after `longest` bytes of normalized text.
    ///
    /// - Complexity: O(`text.count`), some 10 MB/s.
    func pieces(of text: Span<UInt8>, longest: Int = .max, scratch: inout Scratch) -> [Int32] {
        normalize(text, longest: longest, &scratch)
        guard !scratch.normalized.isEmpty else { return [] }
        findBestWay(&scratch)
        return bestWay(scratch)
    }

    // MARK: Normalizing

    private func normalize(_ text: Span<UInt8>, longest: Int, _ scratch: inout Scratch) {
        scratch.normalized.removeAll(keepingCapacity: true)
        var position = skipSpaces(text, &scratch.character)
        guard position < text.count else { return }
        scratch.normalized.append(contentsOf: Self.space)
        var isAfterSpace = true
        while position < text.count, scratch.normalized.count < longest {
            let byte = text[position]
            // Printable ASCII before ASCII stays as it is: the map has no such pair.
            if (0x21...0x7E).contains(byte), position + 1 == text.count || text[position + 1] < 0x80 {
                scratch.normalized.append(byte)
                isAfterSpace = false
                position += 1
            } else {
                position += characters.read(text, at: position, into: &scratch.character)
                append(&scratch, &isAfterSpace)
            }
        }
        while scratch.normalized.suffix(3).elementsEqual(Self.space) { scratch.normalized.removeLast(3) }
    }

    /// Where the text's first character stands that is no space.
    private func skipSpaces(_ text: Span<UInt8>, _ character: inout [UInt8]) -> Int {
        var position = 0
        while position < text.count {
            let length = characters.read(text, at: position, into: &character)
            guard character == [0x20] else { break }
            position += length
        }
        return position
    }

    /// Adds what was read last; of several spaces the first.
    private func append(_ scratch: inout Scratch, _ isAfterSpace: inout Bool) {
        var bytes = scratch.character[...]
        if isAfterSpace { bytes = bytes.drop { $0 == 0x20 } }
        guard let last = bytes.last else { return }
        for byte in bytes {
            if byte == 0x20 {
                scratch.normalized.append(contentsOf: Self.space)
            } else {
                scratch.normalized.append(byte)
            }
        }
        isAfterSpace = last == 0x20
    }

    // MARK: The likeliest way

    /// Viterbi, from left to right: a way's score is the sum of its pieces' logarithms.
    private func findBestWay(_ scratch: inout Scratch) {
        // Held twice, so that the other half of the scratch memory can be written meanwhile; nothing is copied.
        let normalized = scratch.normalized
        let text = normalized.span
        scratch.reset(text.count + 1)
        var ways = scratch.ways.mutableSpan
        var start = 0
        while start < text.count {
            let characterEnd = min(start + UTF8Character.lengthByFirst(text[start]), text.count)
            if !addPieces(of: text, from: start, characterEnd: characterEnd, to: &ways) {
                let score = ways[start].score + unknownScore
                if ways[characterEnd].start < 0 || score > ways[characterEnd].score {
                    ways[characterEnd] = Way(score: score, start: start, piece: Self.unknown)
                }
            }
            start = characterEnd
        }
    }

    /// Makes each piece that begins at `start` the end of a way where none is likelier, short pieces first; says
    /// whether one of them ends at `characterEnd`.
    private func addPieces(
        of text: Span<UInt8>, from start: Int, characterEnd: Int, to ways: inout MutableSpan<Way>
    ) -> Bool {
        let here = Double(ways[start].score)
        var hasCharacter = false
        var slot = 0
        var end = start
        while end < text.count, let base = trie[3 * slot] {
            let child = Int(base) + Int(text[end])
            guard let parent = trie[3 * child + 1], Int(parent) == slot, let value = trie[3 * child + 2] else { break }
            end += 1
            slot = child
            guard value > 0, let score = scores[Int(value) - 1] else { continue }
            // The library adds in double precision and keeps a float: both matter for ties.
            let sum = here + Double(score)
            if ways[end].start < 0 || sum > Double(ways[end].score) {
                ways[end] = Way(score: Float(sum), start: start, piece: Int32(truncatingIfNeeded: value &- 1))
            }
            hasCharacter = hasCharacter || end == characterEnd
        }
        return hasCharacter
    }

    private func bestWay(_ scratch: Scratch) -> [Int32] {
        var result: [Int32] = []
        var end = scratch.normalized.count
        while end > 0 {
            let piece = scratch.ways[end].piece
            if piece != Self.unknown || result.last != Self.unknown { result.append(piece) }
            let start = Int(scratch.ways[end].start)
            // Only a damaged trie ends pieces within a character, where no way leads to.
            guard start >= 0, start < end else { break }
            end = start
        }
        result.reverse()
        return result
    }
}

extension Tokenizer.Scratch {
    fileprivate mutating func reset(_ count: Int) {
        ways.removeAll(keepingCapacity: true)
        ways.append(contentsOf: repeatElement(Tokenizer.Way(), count: count))
    }
}
