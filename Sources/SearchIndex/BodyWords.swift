import GRDB

/// The words of a document's body by the codes of their forms, with the places of some of them in its text: to find a
/// passage without analyzing the text, and then to analyze no more of it than the passage.
public struct BodyWords: Sendable {
    /// Every so many words, a word's place is kept.
    public static let interval = 32

    /// As `Forward` has them.
    public let words: ArraySlice<Forward.Word>
    /// Whether these are all the words: long documents are cut.
    public let isWhole: Bool
    /// The byte at which word 0 begins, word 32, word 64 and so on, in the text as UTF-8, ascending.
    public let places: [Int]

    init(_ forward: Forward, places: Span<UInt8>) {
        words = forward.words[forward.range(of: .body)]
        isWhole = forward.words.count < Forward.longest
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
