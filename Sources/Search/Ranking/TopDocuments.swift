import Foundation
import SearchIndex

/// The best documents for groups of terms, without visiting all that match.
///
/// Windows of document numbers are taken by falling bound; the first that cannot reach the best hits so far ends the
/// search (block-max indexes, Ding & Suel 2011). In a window, groups that together cannot bring a document among the
/// best are only looked up for documents that others found (MaxScore, Turtle & Flood 1995).
final class TopDocuments {
    /// Which documents are ranked, and how those that lack a required group.
    enum Order {
        /// All that hold a group; what is covered of the query scales the score, 1 at most.
        case any(coverage: (UInt32) -> Double)
        /// Those that hold all required groups first.
        case fullFirst
        /// No others.
        case fullOnly
    }

    private let groups: [Prepared]
    private let required: UInt32
    private let order: Order
    private let allowed: Bitmap
    /// Whether documents count that no group answers, found by words of the same family.
    private let takesFamily: Bool
    private var best: BestHits
    private var window: WindowScores

    /// What ranks full hits before all others: scores are lower.
    private static let fullBonus = 1_048_576.0
    /// More groups than the mask of a document has bits are not ranked.
    static let mostGroups = 31

    /// - Parameters:
    ///   - required: bit n: a full hit answers group n.
    ///   - allowed: the documents that are there and that the filters let through.
    ///   - count: how many are wanted.
    ///   - precedes: which of two documents comes first when they are ranked alike.
    init(
        _ groups: [TermGroup], required: UInt32, order: Order, allowed: Bitmap, count: Int,
        precedes: @escaping (Int, Int) -> Bool
    ) {
        let windowCount = (allowed.bound + PostingList.windowSize - 1) / PostingList.windowSize
        self.groups = groups.prefix(Self.mostGroups).enumerated().map {
            Prepared($1, bit: 1 << UInt32($0), windowCount: windowCount)
        }
        self.required = required
        self.order = order
        self.allowed = allowed
        takesFamily = groups.allSatisfy { $0.documents == 0 }
        best = BestHits(capacity: count, precedes: precedes)
        window = WindowScores()
    }

    /// Best first.
    func documents() -> [RankedDocument] {
        for (number, bound) in windows() {
            let threshold = best.threshold
            if Double(bound) / TermGroup.scoreScale + bonus(ofWindow: number) < threshold { break }
            search(number)
        }
        return best.sorted
    }

    // MARK: Bounds

    /// The windows that hold something, by falling bound.
    private func windows() -> [(number: Int, bound: UInt64)] {
        let count = groups.first?.bounds.count ?? 0
        var windows: [(number: Int, bound: UInt64)] = []
        windows.reserveCapacity(count)
        for number in 0..<count {
            let bound = groups.reduce(0) { $0 + UInt64($1.bounds[number]) }
            if bound > 0 { windows.append((number, bound)) }
        }
        let bonuses = windows.map { bonus(ofWindow: $0.number) }
        guard bonuses.contains(where: { $0 > 0 }) else { return windows.sorted { $0.bound > $1.bound } }
        return windows.sorted {
            let (first, second) = (bonus(ofWindow: $0.number), bonus(ofWindow: $1.number))
            return first == second ? $0.bound > $1.bound : first > second
        }
    }

    private func bonus(ofWindow number: Int) -> Double {
        guard case .fullFirst = order else { return 0 }
        return mayBeFull(number) ? Self.fullBonus : 0
    }

    private func mayBeFull(_ number: Int) -> Bool {
        groups.allSatisfy { required & $0.bit == 0 || $0.mayAnswer[number] }
    }

    // MARK: One window

    private func search(_ number: Int) {
        var needsAll = false
        var threshold = best.threshold
        switch order {
        case .any: break
        case .fullFirst:
            needsAll = threshold >= Self.fullBonus
            if mayBeFull(number) { threshold -= Self.fullBonus }
        case .fullOnly: needsAll = true
        }
        if needsAll, !mayBeFull(number) { return }
        let least = UInt64(max(1, (threshold * TermGroup.scoreScale).rounded(.up)))
        let active = groups.indices.filter { groups[$0].bounds[number] > 0 }.sorted {
            groups[$0].bounds[number] < groups[$1].bounds[number]
        }
        let (essential, others) = needsAll ? rarest(active, number) : essential(active, number, least)
        var rest = others.reduce(0) { $0 + UInt64(groups[$1].bounds[number]) }
        for group in essential { window.add(groups[group], number) }
        window.gather(reaching: least > rest ? UInt32(clamping: least - rest) : 1)
        if needsAll, let driver = essential.first { window.keep(holding: groups[driver].bit & required) }
        for group in others.reversed() {
            rest -= UInt64(groups[group].bounds[number])
            window.complete(groups[group], number)
            if needsAll, required & groups[group].bit != 0 { window.keep(holding: groups[group].bit) }
            window.keep(reaching: least > rest ? UInt32(clamping: least - rest) : 1)
        }
        insert(number)
        window.clear()
    }

    /// The groups by bound, parted where those before can bring no document among the best by themselves.
    private func essential(_ active: [Int], _ number: Int, _ least: UInt64) -> (ArraySlice<Int>, ArraySlice<Int>) {
        var sum: UInt64 = 0
        var start = 0
        while start < active.count {
            sum += UInt64(groups[active[start]].bounds[number])
            if sum >= least { break }
            start += 1
        }
        return (active[start...], active[..<start])
    }

    /// The required group with the fewest postings, which the documents that hold all must hold, and the others.
    private func rarest(_ active: [Int], _ number: Int) -> (ArraySlice<Int>, ArraySlice<Int>) {
        let driver = active.filter { required & groups[$0].bit != 0 }.min {
            groups[$0].postings(number) < groups[$1].postings(number)
        }
        guard let driver else { return (active[...], []) }
        return ([driver], active.filter { $0 != driver }[...])
    }

    private func insert(_ number: Int) {
        let base = number * PostingList.windowSize
        window.forEachCandidate { offset, score, clauses in
            guard clauses != 0 || takesFamily, allowed.contains(base + offset) else { return }
            let isFull = clauses & required == required
            var rank = Double(score) / TermGroup.scoreScale
            switch order {
            case .any(let coverage): if !isFull { rank *= coverage(clauses) }
            case .fullFirst: if isFull { rank += Self.fullBonus }
            case .fullOnly: if !isFull { return }
            }
            guard rank >= best.threshold else { return }
            best.insert(RankedDocument(document: base + offset, rank: rank, clauses: clauses))
        }
    }

    /// The score of a hit, without what ranks it first.
    static func score(of hit: RankedDocument) -> Double {
        hit.rank >= fullBonus ? hit.rank - fullBonus : hit.rank
    }
}

/// A group with what each window needs of it at hand.
struct Prepared {
    let group: TermGroup
    let bit: UInt32
    /// By window: the most that it may add to a score.
    private(set) var bounds: [UInt32]
    /// By window: whether a document there may answer it, not only by words of the same family.
    private(set) var mayAnswer: [Bool]
    /// For each member, by window: its place in the list's windows, or -1.
    private(set) var places: [[Int32]] = []
    /// For each member, by impact: what it adds to the group's frequency.
    let frequencies: [[UInt32]]
    /// For a group of one list, by impact: the score with the group's bit above it.
    let scores: [UInt64]

    init(_ group: TermGroup, bit: UInt32, windowCount: Int) {
        self.group = group
        self.bit = bit
        mayAnswer = Array(repeating: false, count: windowCount)
        frequencies = group.members.map { group.frequencies(of: $0) }
        var sums = [UInt32](repeating: 0, count: windowCount)
        for (member, frequencies) in zip(group.members, frequencies) {
            var places = [Int32](repeating: -1, count: windowCount)
            for (place, window) in member.list.windows.enumerated() where window.number < windowCount {
                places[window.number] = Int32(place)
                sums[window.number] = TermGroup.sum(sums[window.number], frequencies[Int(window.maximum)])
                if member.isAnswer { mayAnswer[window.number] = true }
            }
            self.places.append(places)
        }
        bounds = sums.map { $0 == 0 ? 0 : group.score($0) }
        scores = group.members.count == 1 ? frequencies[0].map { Self.packed(group.score($0), $0, bit) } : []
    }

    /// The score in the lower half, the bit in the upper half if the frequency answers.
    static func packed(_ score: UInt32, _ frequency: UInt32, _ bit: UInt32) -> UInt64 {
        UInt64(score) | (frequency & TermGroup.answerBit == 0 ? 0 : UInt64(bit) << 32)
    }

    /// How many postings a window has.
    func postings(_ number: Int) -> Int {
        places.indices.reduce(0) { $0 + (window($1, number)?.count ?? 0) }
    }

    /// The member's part in a window.
    func window(_ member: Int, _ number: Int) -> PostingList.Window? {
        let place = places[member][number]
        return place < 0 ? nil : group.members[member].list.windows[Int(place)]
    }
}
