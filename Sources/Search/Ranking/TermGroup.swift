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
    }

    /// What impacts count, by impact.
    struct Table: Sendable {
        /// What they add to the group's frequency.
        let frequencies: [UInt32]
        /// How near each of these alone comes to the most that any frequency scores, which is 1.
        let saturations: [Double]
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
        Self.score(Self.saturation(frequency, k1: k1), scale: scale(isAnswer: frequency & Self.answerBit != 0))
    }

    /// Puts the score of each impact of a table, with some bits above it, by impact.
    ///
    /// - Parameters:
    ///   - isAnswer: whether the table is of answers.
    ///   - place: where those of the table begin.
    func put(
        scoresOf table: Table, isAnswer: Bool, under bits: UInt64, to scores: inout MutableSpan<UInt64>, at place: Int
    ) {
        let scale = scale(isAnswer: isAnswer)
        let saturations = table.saturations.span
        precondition(place >= 0 && place + saturations.count <= scores.count)
        for index in saturations.indices {
            let score = Self.score(unsafe saturations[unchecked: index], scale: scale)
            unsafe scores[unchecked: place &+ index] = UInt64(score) | bits
        }
    }

    private func scale(isAnswer: Bool) -> Double { (isAnswer ? idf : familyIDF) * Self.scoreScale }

    /// The nearest whole number: added to 2^52 a number keeps no fraction, and what it counts stands in its low bits. A
    /// conversion would check each; so, several are made at once.
    private static func score(_ saturation: Double, scale: Double) -> UInt32 {
        UInt32(truncatingIfNeeded: (scale * saturation + 0x1p52).bitPattern)
    }

    private static func saturation(_ frequency: UInt32, k1: Double) -> Double {
        let value = Double(frequency & ~answerBit) / frequencyScale
        return value / (k1 + value)
    }

    // MARK: Tables

    /// What the member's impacts count.
    func table(of member: Member) -> Table {
        let key = TableKey(weight: member.weight, isAnswer: member.isAnswer, k1: k1)
        return Self.tables.value(for: key) { Self.table(key) }
    }

    private struct TableKey: Hashable {
        let weight: Double
        let isAnswer: Bool
        let k1: Double
    }

    /// Lists have few weights: searches share the tables.
    private static let tables = LookUpCache<TableKey, Table>(capacity: 1_000)

    private static func table(_ key: TableKey) -> Table {
        let bit = key.isAnswer ? answerBit : 0
        let scale = key.weight * frequencyScale
        let frequencies = Impact.frequencies.map { UInt32(max(1, min($0 * scale + 0.5, 1e6))) | bit }
        return Table(frequencies: frequencies, saturations: frequencies.map { saturation($0, k1: key.k1) })
    }

    /// Adds frequencies, the answer bit aside.
    static func sum(_ a: UInt32, _ b: UInt32) -> UInt32 {
        ((a & ~answerBit) &+ (b & ~answerBit)) | (a | b) & answerBit
    }
}
