import GRDB

/// Words of a document's body by the codes of their forms, with the places of some of them in its text: to find a
/// passage without analyzing the text, and then to cut no more of it into words than the passage.
public struct BodyWords: Sendable {
    /// A word that was asked for.
    public struct Word: Sendable, Equatable {
        /// Its number in the body, from 0.
        public let position: Int
        /// As `Forward` has it.
        public let form: UInt32
    }

    /// Every so many words, a word's place is kept.
    public static let interval = 8

    /// Those that were asked for, in order, and maybe others.
    public let words: [Word]
    /// How many the body has.
    public let count: Int
    /// Whether these are all the words: long documents are cut.
    public let isWhole: Bool
    /// The byte at which word 0 begins, word 8, word 16 and so on, in the text as UTF-8, ascending.
    public let places: [Int]

    /// - Parameter wanted: with breaks.
    init(_ words: Span<UInt8>, among wanted: FormFilter, places: Span<UInt8>) {
        var found: [Word] = []
        var (field, start, end) = (0, 0, 0)
        let read = Forward.forEachWord(in: words, among: wanted) { position, word in
            if word.isBreak {
                if field == Field.body.rawValue { end = position }
                field += 1
                start = field == Field.body.rawValue ? position + 1 : start
            } else if field == Field.body.rawValue {
                found.append(Word(position: position - start, form: word.form))
            }
            return field <= Field.body.rawValue
        }
        if field == Field.body.rawValue { end = read }
        self.words = found
        count = field < Field.body.rawValue ? 0 : end - start
        isWhole = field > Field.body.rawValue || read < Forward.longest
        self.places = Self.places(places)
    }

    // MARK: Bytes

    /// The places as `forward.places` has them: how far each is from the one before, seven bits a byte from the lowest.
    static func blob(_ places: [Int32]) -> [UInt8] {
        var bytes: [UInt8] = []
        var previous: Int32 = 0
        for place in places {
            var rest = UInt32(bitPattern: place - previous)
            previous = place
            while rest >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }
        return bytes
    }

    static func places(_ blob: Span<UInt8>) -> [Int] {
        var places: [Int] = []
        var (place, distance, shift) = (0, 0, 0)
        for index in blob.indices {
            distance |= Int(blob[index] & 0x7F) << shift
            shift += 7
            if blob[index] < 0x80 || shift > 28 {
                place += distance
                places.append(place)
                (distance, shift) = (0, 0)
            }
        }
        return places
    }
}
