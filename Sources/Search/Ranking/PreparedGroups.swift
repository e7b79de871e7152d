import SearchIndex

/// Groups of terms with what each window needs of them at hand.
struct PreparedGroups {
    /// A list of a group, by window and by impact.
    struct Member {
        let list: PostingList
        /// By window: its place in the list's windows, or -1.
        var places: [Int32]
        /// By impact: what it adds to the group's frequency.
        let frequencies: [UInt32]

        /// Its part in a window.
        func window(_ number: Int) -> PostingList.Window? {
            let place = places[number]
            return place < 0 ? nil : list.windows[Int(place)]
        }
    }

    let windowCount: Int
    /// By group.
    private(set) var members: [[Member]] = []
    private let groups: [TermGroup]
    /// For a group of one list, by impact: the score with the group's bit above it; empty for others.
    private(set) var scores: [[UInt64]] = []
    /// By group and window: the most that the group may add to a score.
    private var bounds: [UInt32]
    /// By window: the groups that a document there may answer, not only by words of the same family.
    private(set) var mayAnswer: [UInt32]
    /// Whether documents count that no group answers, found by words of the same family: where nothing else is found.
    let takesFamily: Bool

    init(_ groups: [TermGroup], documentBound: Int) {
        self.groups = groups
        takesFamily = groups.allSatisfy { $0.documents == 0 }
        windowCount = (documentBound + PostingList.windowSize - 1) / PostingList.windowSize
        mayAnswer = Array(repeating: 0, count: windowCount)
        bounds = Array(repeating: 0, count: windowCount * groups.count)
        var tables = FrequencyTables()
        for (index, group) in groups.enumerated() {
            let members = group.members.map {
                Member(list: $0.list, places: [], frequencies: tables.table(for: $0))
            }
            self.members.append(members)
            let bit = self.bit(index)
            scores.append(
                members.count == 1 ? members[0].frequencies.map { Self.packed(group.score($0), $0, bit) } : [])
            place(index)
        }
    }

    private mutating func place(_ group: Int) {
        var sums = [UInt32](repeating: 0, count: windowCount)
        for index in members[group].indices {
            let member = members[group][index]
            var places = [Int32](repeating: -1, count: windowCount)
            for (place, window) in member.list.windows.enumerated() where window.number < windowCount {
                places[window.number] = Int32(place)
                sums[window.number] = TermGroup.sum(sums[window.number], member.frequencies[Int(window.maximum)])
            }
            members[group][index].places = places
        }
        for (number, sum) in sums.enumerated() where sum != 0 {
            bounds[group * windowCount + number] = groups[group].score(sum)
            if sum & TermGroup.answerBit != 0 { mayAnswer[number] |= bit(group) }
        }
    }

    var count: Int { groups.count }

    /// The group's bit in the mask of a document that answers it.
    func bit(_ group: Int) -> UInt32 { 1 << UInt32(group) }

    /// The most that the group may add to a score in the window.
    func bound(_ group: Int, _ number: Int) -> UInt32 { bounds[group * windowCount + number] }

    /// The score of a frequency of the group, with the group's bit above it if the frequency answers.
    func packedScore(_ group: Int, _ frequency: UInt32) -> UInt64 {
        Self.packed(groups[group].score(frequency), frequency, bit(group))
    }

    /// How many postings the group has in the window.
    func postings(_ group: Int, _ number: Int) -> Int {
        members[group].reduce(0) { $0 + ($1.window(number)?.count ?? 0) }
    }

    private static func packed(_ score: UInt32, _ frequency: UInt32, _ bit: UInt32) -> UInt64 {
        UInt64(score) | (frequency & TermGroup.answerBit == 0 ? 0 : UInt64(bit) << 32)
    }
}

/// The tables of a query's lists: most lists have one of a few weights.
private struct FrequencyTables {
    private var known: [(weight: Double, isAnswer: Bool, table: [UInt32])] = []

    mutating func table(for member: TermGroup.Member) -> [UInt32] {
        if let known = known.first(where: { $0.weight == member.weight && $0.isAnswer == member.isAnswer }) {
            return known.table
        }
        known.append((member.weight, member.isAnswer, member.frequencies))
        return member.frequencies
    }
}
