import SearchIndex

/// Groups of terms with what each window needs of them at hand.
struct PreparedGroups {
    /// The postings of one list in one window.
    struct Slice {
        /// Where they begin in the list's bytes (`PostingList.Window`).
        var start: Int32 = 0
        var count: Int32 = 0
        /// Where their impacts begin.
        var impacts: Int32 = 0

        var isEmpty: Bool { count == 0 }
        /// Whether documents have a bit each instead of an offset.
        var isDense: Bool { Int(count) >= PostingList.densest }
    }

    /// The lists that answer a group, or those of words of the same family, which only add to the score of what answers.
    struct Part: Equatable {
        let group: Int
        let isFamily: Bool

        fileprivate var place: Int { 2 * group + (isFamily ? 1 : 0) }
    }

    let windowCount: Int
    /// Whether documents count that no group answers, found by words of the same family: where nothing else is found.
    /// These words then stand among the answers.
    let takesFamily: Bool
    /// By window: the groups that a document there may answer, not only by words of the same family.
    private(set) var mayAnswer: [UInt32]
    /// What impacts add to a group's frequency, 256 entries a table.
    private(set) var frequencies: [UInt32] = []
    /// For groups that one list answers: the score of an impact with the group's bit above it, 256 entries a group.
    private(set) var scores: [UInt64] = []

    private let groups: [TermGroup]
    /// By part: its lists; those of a group's family follow those of its answers.
    private var lists: [Range<Int>] = []
    /// By list.
    private var postings: [PostingList] = []
    /// By list and window.
    private var slices: [Slice] = []
    /// By list: where its table begins in `frequencies`.
    private var tables: [Int] = []
    /// By group: where its table begins in `scores`, -1 for a group of several lists.
    private var scoreTables: [Int] = []
    /// By part and window: the most that the part may add to a score.
    private var bounds: [UInt32]
    /// By group and window: the highest frequency that its family may have.
    private var familyFrequencies: [UInt32]

    init(_ groups: [TermGroup], documentBound: Int) {
        self.groups = groups
        takesFamily = groups.allSatisfy { $0.documents == 0 }
        windowCount = (documentBound + PostingList.windowSize - 1) / PostingList.windowSize
        mayAnswer = Array(repeating: 0, count: windowCount)
        bounds = Array(repeating: 0, count: windowCount * 2 * groups.count)
        familyFrequencies = Array(repeating: 0, count: windowCount * groups.count)
        let members = groups.reduce(0) { $0 + $1.members.count }
        slices = Array(repeating: Slice(), count: windowCount * members)
        var known: [(weight: Double, isAnswer: Bool, start: Int)] = []
        for (index, group) in groups.enumerated() {
            for part in [Part(group: index, isFamily: false), Part(group: index, isFamily: true)] {
                let first = tables.count
                var sums = [UInt32](repeating: 0, count: windowCount)
                for member in group.members where (member.isAnswer || takesFamily) != part.isFamily {
                    append(member, of: group, &known, &sums)
                }
                lists.append(first..<tables.count)
                bound(part, by: sums)
            }
            tabulate(index)
        }
    }

    private mutating func append(
        _ member: TermGroup.Member, of group: TermGroup,
        _ known: inout [(weight: Double, isAnswer: Bool, start: Int)], _ sums: inout [UInt32]
    ) {
        // Most lists have one of a few weights.
        let same = known.first { $0.weight == member.weight && $0.isAnswer == member.isAnswer }
        let table = same?.start ?? frequencies.count
        if same == nil {
            known.append((member.weight, member.isAnswer, table))
            frequencies += group.table(of: member).frequencies
        }
        let row = tables.count * windowCount
        for window in member.list.windows where window.number < windowCount {
            slices[row + window.number] = Slice(
                start: Int32(window.start), count: Int32(window.count), impacts: Int32(window.impacts))
            sums[window.number] = TermGroup.sum(sums[window.number], frequencies[table + Int(window.maximum)])
        }
        tables.append(table)
        postings.append(member.list)
    }

    private mutating func bound(_ part: Part, by sums: [UInt32]) {
        let group = groups[part.group]
        for (number, sum) in sums.enumerated() where sum != 0 {
            let score = group.score(part.isFamily ? sum | TermGroup.answerBit : sum)
            // Saturation is concave: both parts together bring no more than each alone, but for rounding.
            bounds[part.place * windowCount + number] = score + (part.isFamily ? 1 : 0)
            if part.isFamily { familyFrequencies[part.group * windowCount + number] = sum }
            if sum & TermGroup.answerBit != 0 { mayAnswer[number] |= bit(part.group) }
        }
    }

    private mutating func tabulate(_ group: Int) {
        let lists = lists(Part(group: group, isFamily: false))
        guard lists.count == 1 else { return scoreTables.append(-1) }
        scoreTables.append(scores.count)
        guard let member = groups[group].members.first(where: { $0.isAnswer || takesFamily }) else { return }
        let bit = member.isAnswer ? UInt64(bit(group)) << 32 : 0
        scores.reserveCapacity(256 * groups.count)
        let table = groups[group].table(of: member)
        scores += groups[group].scores(of: table, isAnswer: member.isAnswer).map { UInt64($0) | bit }
    }

    // MARK: Reading

    var count: Int { groups.count }

    /// About how many documents answer a group.
    func documents(_ group: Int) -> Int { groups[group].documents }

    /// The group's bit in the mask of a document that answers it.
    func bit(_ group: Int) -> UInt32 { 1 << UInt32(group) }

    /// The most that the part may add to a score in the window.
    func bound(_ part: Part, _ number: Int) -> UInt32 { bounds[part.place * windowCount + number] }

    /// The lists of a part.
    func lists(_ part: Part) -> Range<Int> { lists[part.place] }

    /// The least impact in a group's only list of answers that reaches a score, with the most of the group's family that
    /// the window has; 256 for none.
    func leastImpact(_ list: Int, of group: Int, _ number: Int, reaching least: UInt64) -> Int {
        let family = familyFrequencies[group * windowCount + number]
        var (low, high) = (1, 256)
        while low < high {
            let middle = (low + high) / 2
            let frequency = TermGroup.sum(frequencies[table(list) + middle], family)
            if UInt64(groups[group].score(frequency)) >= least { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// What the windows of a list hold.
    func bytes(_ list: Int) -> [UInt8] { postings[list].bytes }

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

    /// How many postings the lists have in the window.
    func count(_ lists: Range<Int>, _ number: Int) -> Int {
        var count: Int32 = 0
        for list in lists { count += slice(list, number).count }
        return Int(count)
    }

    /// How a document of the window answers a group: its frequency in the lists together, and what that scores.
    func answer(_ group: Int, _ offset: UInt16, _ number: Int) -> (frequency: UInt32, packedScore: UInt64) {
        let lists = lists(Part(group: group, isFamily: false))
        if let scoreTable = scoreTable(group) {
            let impact = impact(of: offset, in: lists.lowerBound, number)
            return (frequencies[table(lists.lowerBound) + impact], scores[scoreTable + impact])
        }
        var frequency: UInt32 = 0
        for list in lists {
            let impact = impact(of: offset, in: list, number)
            if impact > 0 { frequency = TermGroup.sum(frequency, frequencies[table(list) + impact]) }
        }
        return (frequency, packedScore(group, frequency))
    }

    private func impact(of offset: UInt16, in list: Int, _ number: Int) -> Int {
        Int(slice(list, number).impact(of: offset, in: unsafe bytes(list).span.bytes))
    }
}

extension PreparedGroups.Slice {
    /// The impact of a document of the window, 0 where it has none.
    @inline(__always)
    func impact(of offset: UInt16, in bytes: RawSpan) -> UInt8 {
        if isEmpty { return 0 }
        let place = isDense ? rank(of: offset, in: bytes) : place(of: offset, in: bytes)
        // Damaged bits count more documents than there are.
        return place < 0 ? 0 : bytes.byte(at: Int(impacts) &+ min(place, Int(count) &- 1))
    }

    /// How many documents stand before one that has a bit; below 0 where it has none.
    private func rank(of offset: UInt16, in bytes: RawSpan) -> Int {
        let (index, shift) = (Int(offset >> 6), UInt64(offset & 63))
        let word = bytes.word(at: Int(start) &+ 8 &* index)
        guard word &>> shift & 1 == 1 else { return -1 }
        let before = bytes.half(at: Int(start) &+ PostingList.bitmapSize &+ 2 &* index)
        return Int(before) &+ (word & ((1 &<< shift) &- 1)).nonzeroBitCount
    }

    /// The place of an offset; below 0 where there is none.
    ///
    /// A binary search without a branch on what it finds, which a processor would guess wrong half of the time.
    private func place(of offset: UInt16, in bytes: RawSpan) -> Int {
        var (base, count) = (0, Int(count))
        while count > 1 {
            let half = count &>> 1
            base = bytes.half(at: Int(start) &+ 2 &* (base &+ half)) <= offset ? base &+ half : base
            count &-= half
        }
        return bytes.half(at: Int(start) &+ 2 &* base) == offset ? base : -1
    }
}

/// Numbers of a list's bytes, little-endian. Slices lie within the bytes, which was checked when the list was read.
extension RawSpan {
    @inline(__always)
    func byte(at place: Int) -> UInt8 { unsafe unsafeLoad(fromUncheckedByteOffset: place, as: UInt8.self) }

    @inline(__always)
    func half(at place: Int) -> UInt16 {
        unsafe UInt16(littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt16.self))
    }

    @inline(__always)
    func word(at place: Int) -> UInt64 {
        unsafe UInt64(littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self))
    }
}
