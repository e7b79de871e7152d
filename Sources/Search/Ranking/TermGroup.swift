import SearchIndex

/// What one clause of a query is found by: lists of documents that count as one.
///
/// A document's frequency is the weighted sum over the lists; it is saturated once, so that a synonym beside the word
/// brings less than a second word of the query.
struct TermGroup {
    /// A list and what its frequencies count.
    struct Member {
        var list: PostingList
        var weight: Double
        /// Whether its documents answer the clause; words of the same family only add to the score.
        var isAnswer: Bool

        /// What its impacts add to the group's frequency, by impact.
        var frequencies: [UInt32] {
            let bit = isAnswer ? answerBit : 0
            let scale = weight * frequencyScale
            return Impact.frequencies.map { UInt32(max(1, min($0 * scale + 0.5, 1e6))) | bit }
        }
    }

    var members: [Member] = []
    /// How many documents answer the clause.
    var documents = 0
    var idf = 0.0
    /// For the documents that hold only words of the same family.
    var familyIDF = 0.0
    var k1 = 0.0

    /// Frequencies and scores are whole numbers, so that the order of additions cannot change a sum.
    static let frequencyScale = 4_096.0
    static let scoreScale = 65_536.0
    /// Marks a frequency that an answer has a part in.
    static let answerBit: UInt32 = 1 << 31

    /// The score that a frequency earns, with the answer bit telling which idf; a sum of frequencies has it if one has.
    func score(_ frequency: UInt32) -> UInt32 {
        let idf = frequency & Self.answerBit == 0 ? familyIDF : idf
        let value = Double(frequency & ~Self.answerBit) / Self.frequencyScale
        return UInt32(idf * Self.scoreScale * (value / (k1 + value)) + 0.5)
    }

    /// Calls `body` with each of the frequencies, which all have the answer bit or none, and its score.
    func forEachScore(of frequencies: ArraySlice<UInt32>, _ body: (_ frequency: UInt32, _ score: UInt32) -> Void) {
        guard let first = frequencies.first else { return }
        let scale = (first & Self.answerBit == 0 ? familyIDF : idf) * Self.scoreScale
        let k1 = k1
        for frequency in frequencies {
            let value = Double(frequency & ~Self.answerBit) / Self.frequencyScale
            body(frequency, UInt32(scale * (value / (k1 + value)) + 0.5))
        }
    }

    /// Adds frequencies, the answer bit aside.
    static func sum(_ a: UInt32, _ b: UInt32) -> UInt32 {
        ((a & ~answerBit) &+ (b & ~answerBit)) | (a | b) & answerBit
    }
}
