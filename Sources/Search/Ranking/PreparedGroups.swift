import SearchIndex

/// Groups of terms with what each window needs of them at hand.
///
/// A class, so that to pass it on copies one reference: those of a dozen arrays were an eighth of all that a short query counts.
final class PreparedGroups: Sendable {
    /// The lists that answer a group, or those of words of the same family, which only add to the score of what answers.
    struct Part: Equatable {
        let group: Int
        let isFamily: Bool

        fileprivate var place: Int { 2 * group + (isFamily ? 1 : 0) }
    }

    private let content: Content

    init(_ groups: [TermGroup], documentBound: Int) { content = Content(groups, documentBound: documentBound) }

    // MARK: Reading

    var count: Int { content.groups.count }

    var windowCount: Int { content.windowCount }

    /// Whether documents count that no group answers, found by words of the same family: where nothing else is found.
    /// These words then stand among the answers.
    var takesFamily: Bool { content.takesFamily }

    /// By window: the groups that a document there may answer, not only by words of the same family.
    var mayAnswer: [UInt32] { content.mayAnswer }

    /// What impacts add to a group's frequency, 256 entries a table.
    var frequencies: [UInt32] { content.frequencies }

    /// For groups that one list answers: the score of an impact with the group's bit above it, 256 entries a group.
    var scores: [UInt64] { content.scores }

    /// About how many documents answer a group.
    func documents(_ group: Int) -> Int { content.groups[group].documents }

    /// The group's bit in the mask of a document that answers it.
    func bit(_ group: Int) -> UInt32 { Self.bit(group) }

    private static func bit(_ group: Int) -> UInt32 { 1 << UInt32(group) }

    /// The most that the part may add to a score in the window.
    func bound(_ part: Part, _ number: Int) -> UInt32 { content.bounds[part.place * windowCount + number] }

    /// The most that all parts together may add to a score in the window.
    func bound(_ number: Int) -> UInt64 { content.totals[number] }

    /// The lists of a part.
    func lists(_ part: Part) -> Range<Int> { content.lists[part.place] }

    /// The least impact in a group's only list of answers that reaches a score, with the most of the group's family that
    /// the window has; 256 for none.
    func leastImpact(_ list: Int, of group: Int, _ number: Int, reaching least: UInt64) -> Int {
        let family = content.familyFrequencies[group * windowCount + number]
        var (low, high) = (1, 256)
        while low < high {
            let middle = (low + high) / 2
            let frequency = TermGroup.sum(frequencies[table(list) + middle], family)
            if UInt64(content.groups[group].score(frequency)) >= least { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// What a list holds.
    func bytes(_ list: Int) -> [UInt8] { content.postings[list].bytes }

    /// The part of a list in a window.
    func window(_ list: Int, _ number: Int) -> PostingList.Window { content.windows[list * windowCount + number] }

    /// Where the table of a list begins in `frequencies`.
    func table(_ list: Int) -> Int { content.tables[list] }

    /// Where the table of a group begins in `scores`; `nil` for a group of several lists.
    func scoreTable(_ group: Int) -> Int? { content.scoreTables[group] < 0 ? nil : content.scoreTables[group] }

    /// The score of a frequency of the group, with the group's bit above it if the frequency answers.
    func packedScore(_ group: Int, _ frequency: UInt32) -> UInt64 {
        let score = UInt64(content.groups[group].score(frequency))
        return score | (frequency & TermGroup.answerBit == 0 ? 0 : UInt64(bit(group)) << 32)
    }

    /// How many postings the lists have in the window.
    func count(_ lists: Range<Int>, _ number: Int) -> Int {
        var count = 0
        for list in lists { count += window(list, number).count }
        return count
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
        Int(window(list, number).impact(of: offset, in: unsafe bytes(list).span.bytes))
    }
}

// MARK: Making

extension PreparedGroups {
    /// What is made once, for all windows.
    fileprivate struct Content: Sendable {
        let windowCount: Int
        let takesFamily: Bool
        private(set) var mayAnswer: [UInt32]
        private(set) var frequencies: [UInt32] = []
        private(set) var scores: [UInt64] = []

        let groups: [TermGroup]
        /// By part: its lists; those of a group's family follow those of its answers.
        private(set) var lists: [Range<Int>] = []
        /// By list.
        private(set) var postings: [PostingList] = []
        /// By list and window.
        private(set) var windows: [PostingList.Window] = []
        /// By list: where its table begins in `frequencies`.
        private(set) var tables: [Int] = []
        /// By group: where its table begins in `scores`, -1 for a group of several lists.
        private(set) var scoreTables: [Int] = []
        /// By part and window: the most that the part may add to a score.
        private(set) var bounds: [UInt32]
        /// By window: the sum of these.
        private(set) var totals: [UInt64]
        /// By group and window: the highest frequency that its family may have.
        private(set) var familyFrequencies: [UInt32]

        init(_ groups: [TermGroup], documentBound: Int) {
            self.groups = groups
            takesFamily = groups.allSatisfy { $0.documents == 0 }
            windowCount = (documentBound + PostingList.windowSize - 1) / PostingList.windowSize
            mayAnswer = Array(repeating: 0, count: windowCount)
            totals = Array(repeating: 0, count: windowCount)
            bounds = Array(repeating: 0, count: windowCount * 2 * groups.count)
            familyFrequencies = Array(repeating: 0, count: windowCount * groups.count)
            let members = groups.reduce(0) { $0 + $1.members.count }
            windows = Array(repeating: .empty, count: windowCount * members)
            lists.reserveCapacity(2 * groups.count)
            postings.reserveCapacity(members)
            tables.reserveCapacity(members)
            var known = KnownTables()
            var sums = [UInt32](repeating: 0, count: windowCount)
            for (index, group) in groups.enumerated() {
                for part in [Part(group: index, isFamily: false), Part(group: index, isFamily: true)] {
                    let first = tables.count
                    for member in group.members where (member.isAnswer || takesFamily) != part.isFamily {
                        append(member, of: group, &known, &sums)
                    }
                    lists.append(first..<tables.count)
                    if tables.count > first { bound(part, by: &sums) }
                }
            }
            tabulate(known)
        }

        /// The tables that stand in `frequencies`: most lists have one of a few weights, and all groups one `k1`.
        private typealias KnownTables = [(weight: Double, isAnswer: Bool, start: Int, table: TermGroup.Table)]

        private mutating func append(
            _ member: TermGroup.Member, of group: TermGroup, _ known: inout KnownTables, _ sums: inout [UInt32]
        ) {
            var start = known.first { $0.weight == member.weight && $0.isAnswer == member.isAnswer }?.start ?? -1
            if start < 0 {
                let table = group.table(of: member)
                start = frequencies.count
                known.append((member.weight, member.isAnswer, start, table))
                frequencies += table.frequencies
            }
            let row = tables.count * windowCount
            for window in member.list.windows where window.number < windowCount {
                windows[row + window.number] = window
                sums[window.number] = TermGroup.sum(sums[window.number], frequencies[start + Int(window.maximum)])
            }
            tables.append(start)
            postings.append(member.list)
        }

        /// - Parameter sums: by window, the highest frequency that the part may have; 0 afterwards.
        private mutating func bound(_ part: Part, by sums: inout [UInt32]) {
            let group = groups[part.group]
            for number in sums.indices where sums[number] != 0 {
                let sum = sums[number]
                sums[number] = 0
                // Saturation is concave: both parts together bring no more than each alone, but for rounding.
                let score =
                    group.score(part.isFamily ? sum | TermGroup.answerBit : sum) + (part.isFamily ? 1 : 0)
                bounds[part.place * windowCount + number] = score
                totals[number] += UInt64(score)
                if part.isFamily { familyFrequencies[part.group * windowCount + number] = sum }
                if sum & TermGroup.answerBit != 0 { mayAnswer[number] |= PreparedGroups.bit(part.group) }
            }
        }

        /// Makes the tables of scores.
        private mutating func tabulate(_ known: KnownTables) {
            let single = groups.indices.map { lists[Part(group: $0, isFamily: false).place] }
            var scores = [UInt64](repeating: 0, count: 256 * single.count { $0.count == 1 })
            var span = scores.mutableSpan
            var start = 0
            for (group, lists) in single.enumerated() {
                guard lists.count == 1, let entry = known.first(where: { $0.start == tables[lists.lowerBound] }) else {
                    scoreTables.append(-1)
                    continue
                }
                groups[group].put(
                    scoresOf: entry.table, isAnswer: entry.isAnswer,
                    under: entry.isAnswer ? UInt64(PreparedGroups.bit(group)) << 32 : 0, to: &span, at: start)
                scoreTables.append(start)
                start += 256
            }
            self.scores = scores
        }
    }
}
