import SearchIndex

/// Groups of terms with what each window needs of them at hand.
///
/// The lists stand one after the other in two arrays, so that the loops over windows touch no object of a list.
struct PreparedGroups {
    /// The postings of one list in one window.
    struct Slice {
        var start: Int32 = 0
        var count: Int32 = 0

        var range: Range<Int> { Int(start)..<Int(start + count) }
    }

    let windowCount: Int
    /// Whether documents count that no group answers, found by words of the same family: where nothing else is found.
    let takesFamily: Bool
    /// By window: the groups that a document there may answer, not only by words of the same family.
    private(set) var mayAnswer: [UInt32]
    /// The postings of all lists.
    private(set) var offsets: [UInt16] = []
    private(set) var impacts: [UInt8] = []
    /// What impacts add to a group's frequency, 256 entries a table.
    private(set) var frequencies: [UInt32] = []
    /// For groups of one list: the score of an impact with the group's bit above it, 256 entries a group.
    private(set) var scores: [UInt64] = []

    private let groups: [TermGroup]
    /// By group: its lists.
    private var lists: [Range<Int>] = []
    /// By list and window.
    private var slices: [Slice] = []
    /// By list: where its table begins in `frequencies`.
    private var tables: [Int] = []
    /// By group: where its table begins in `scores`, -1 for a group of several lists.
    private var scoreTables: [Int] = []
    /// By group and window: the most that the group may add to a score.
    private var bounds: [UInt32]

    init(_ groups: [TermGroup], documentBound: Int) {
        self.groups = groups
        takesFamily = groups.allSatisfy { $0.documents == 0 }
        windowCount = (documentBound + PostingList.windowSize - 1) / PostingList.windowSize
        mayAnswer = Array(repeating: 0, count: windowCount)
        bounds = Array(repeating: 0, count: windowCount * groups.count)
        let members = groups.reduce(0) { $0 + $1.members.count }
        slices = Array(repeating: Slice(), count: windowCount * members)
        let postings = groups.reduce(0) { $0 + $1.members.reduce(0) { $0 + $1.list.count } }
        offsets.reserveCapacity(postings)
        impacts.reserveCapacity(postings)
        var known: [(weight: Double, isAnswer: Bool, start: Int)] = []
        for (index, group) in groups.enumerated() {
            let first = tables.count
            var sums = [UInt32](repeating: 0, count: windowCount)
            for member in group.members { append(member, &known, &sums) }
            lists.append(first..<tables.count)
            bound(index, by: sums)
            tabulate(index)
        }
    }

    private mutating func append(
        _ member: TermGroup.Member, _ known: inout [(weight: Double, isAnswer: Bool, start: Int)],
        _ sums: inout [UInt32]
    ) {
        // Most lists have one of a few weights.
        let same = known.first { $0.weight == member.weight && $0.isAnswer == member.isAnswer }
        let table = same?.start ?? frequencies.count
        if same == nil {
            known.append((member.weight, member.isAnswer, table))
            frequencies += member.frequencies
        }
        let row = tables.count * windowCount
        let start = offsets.count
        for window in member.list.windows where window.number < windowCount {
            slices[row + window.number] = Slice(start: Int32(start + window.start), count: Int32(window.count))
            sums[window.number] = TermGroup.sum(sums[window.number], frequencies[table + Int(window.maximum)])
        }
        tables.append(table)
        offsets += member.list.offsets
        impacts += member.list.impacts
    }

    private mutating func bound(_ group: Int, by sums: [UInt32]) {
        for (number, sum) in sums.enumerated() where sum != 0 {
            bounds[group * windowCount + number] = groups[group].score(sum)
            if sum & TermGroup.answerBit != 0 { mayAnswer[number] |= bit(group) }
        }
    }

    private mutating func tabulate(_ group: Int) {
        guard lists[group].count == 1 else { return scoreTables.append(-1) }
        scoreTables.append(scores.count)
        let table = tables[lists[group].lowerBound]
        for frequency in frequencies[table..<(table + 256)] { scores.append(packedScore(group, frequency)) }
    }

    // MARK: Reading

    var count: Int { groups.count }

    /// The group's bit in the mask of a document that answers it.
    func bit(_ group: Int) -> UInt32 { 1 << UInt32(group) }

    /// The most that the group may add to a score in the window.
    func bound(_ group: Int, _ number: Int) -> UInt32 { bounds[group * windowCount + number] }

    /// The lists of a group.
    func lists(_ group: Int) -> Range<Int> { lists[group] }

    /// The part of a list in a window.
    func slice(_ list: Int, _ number: Int) -> Slice { slices[list * windowCount + number] }

    /// Where the table of a list begins in `frequencies`.
    func table(_ list: Int) -> Int { tables[list] }

    /// Where the table of a group begins in `scores`; `nil` for a group of several lists.
    func scoreTable(_ group: Int) -> Int? { scoreTables[group] < 0 ? nil : scoreTables[group] }

    /// The score of a frequency of the group, with the group's bit above it if the frequency answers.
    func packedScore(_ group: Int, _ frequency: UInt32) -> UInt64 {
        let score = UInt64(groups[group].score(frequency))
        return score | (frequency & TermGroup.answerBit == 0 ? 0 : UInt64(bit(group)) << 32)
    }

    /// How many postings the group has in the window.
    func postings(_ group: Int, _ number: Int) -> Int {
        var count: Int32 = 0
        for list in lists[group] { count += slice(list, number).count }
        return Int(count)
    }

    /// The impact of a document of the window in a list, or `nil`.
    ///
    /// A binary search without a branch on what it finds, which a processor would guess wrong half of the time.
    func impact(of offset: UInt16, in slice: Slice) -> UInt8? {
        if slice.count == 0 { return nil }
        let offsets = offsets.span.extracting(slice.range)
        var (base, count) = (0, offsets.count)
        while count > 1 {
            let half = count / 2
            base = unsafe offsets[unchecked: base + half] <= offset ? base + half : base
            count -= half
        }
        return unsafe offsets[unchecked: base] == offset ? impacts[Int(slice.start) + base] : nil
    }
}
