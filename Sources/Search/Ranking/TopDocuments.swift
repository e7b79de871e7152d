import Foundation
import SearchIndex

/// The best documents for groups of terms, without visiting all that match.
///
/// Windows of document numbers are taken by falling bound; the first that cannot reach the best hits so far ends the
/// search (block-max indexes, Ding & Suel 2011). In a window, groups that together cannot bring a document among the
/// best are only looked up for documents that others found (MaxScore, Turtle & Flood 1995).
struct TopDocuments {
    /// Which documents are ranked, and how those that lack a required group.
    enum Order {
        /// All that hold a group; what is covered of the query scales the score, 1 at most.
        case any(coverage: (UInt32) -> Double)
        /// Those that hold all required groups first.
        case fullFirst
        /// No others.
        case fullOnly
    }

    private let groups: PreparedGroups
    private let required: UInt32
    private let order: Order
    private let allowed: Bitmap
    private var best: BestHits
    private var window = WindowScores()
    /// The groups of the window that is searched, by bound.
    private var active: [Int] = []
    /// The hits of the window that is searched.
    private var found: [RankedDocument] = []

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
        self.groups = PreparedGroups(Array(groups.prefix(Self.mostGroups)), documentBound: allowed.bound)
        self.required = required
        self.order = order
        self.allowed = allowed
        best = BestHits(capacity: count, precedes: precedes)
    }

    /// Best first.
    mutating func documents() -> [RankedDocument] {
        for candidate in windows() {
            if candidate.bound < best.threshold { break }
            search(candidate.number, mayBeFull: groups.mayAnswer[candidate.number] & required == required)
        }
        return best.sorted()
    }

    /// The windows that hold something, by falling bound of the rank.
    private func windows() -> [(number: Int, bound: Double)] {
        var windows: [(number: Int, bound: Double)] = []
        windows.reserveCapacity(groups.windowCount)
        for number in 0..<groups.windowCount {
            var bound = 0.0
            for group in 0..<groups.count { bound += Double(groups.bound(group, number)) }
            guard bound > 0 else { continue }
            bound /= TermGroup.scoreScale
            let mayBeFull = groups.mayAnswer[number] & required == required
            switch order {
            case .any: break
            case .fullFirst: if mayBeFull { bound += Self.fullBonus }
            case .fullOnly: if !mayBeFull { continue }
            }
            windows.append((number, bound))
        }
        return windows.sorted { $0.bound > $1.bound }
    }

    // MARK: One window

    private mutating func search(_ number: Int, mayBeFull: Bool) {
        var threshold = best.threshold
        var needsAll = false
        switch order {
        case .any: break
        case .fullFirst:
            needsAll = threshold >= Self.fullBonus
            if mayBeFull { threshold -= Self.fullBonus }
        case .fullOnly: needsAll = true
        }
        let least = UInt64(max(1, (threshold * TermGroup.scoreScale).rounded(.up)))
        activate(number)
        var start = needsAll ? driver(number) : firstEssential(number, least)
        var rest = active[..<start].reduce(0) { $0 + UInt64(groups.bound($1, number)) }
        for group in active[start...] { window.add(groups, group, number) }
        window.gather(reaching: least > rest ? UInt32(clamping: least - rest) : 1)
        if needsAll { window.keep(holding: groups.bit(active[start])) }
        while start > 0 {
            start -= 1
            let group = active[start]
            rest -= UInt64(groups.bound(group, number))
            window.complete(groups, group, number)
            if needsAll, required & groups.bit(group) != 0 { window.keep(holding: groups.bit(group)) }
            window.keep(reaching: least > rest ? UInt32(clamping: least - rest) : 1)
        }
        insert(number)
        window.clear()
    }

    private mutating func activate(_ number: Int) {
        active.removeAll(keepingCapacity: true)
        for group in 0..<groups.count where groups.bound(group, number) > 0 {
            var place = active.count
            while place > 0, groups.bound(active[place - 1], number) > groups.bound(group, number) { place -= 1 }
            active.insert(group, at: place)
        }
    }

    /// The groups before it can bring no document among the best by themselves.
    private func firstEssential(_ number: Int, _ least: UInt64) -> Int {
        var sum: UInt64 = 0
        for (place, group) in active.enumerated() {
            sum += UInt64(groups.bound(group, number))
            if sum >= least { return place }
        }
        return active.count
    }

    /// Moves the required group with the fewest postings, which the documents that hold all must hold, to the end.
    private mutating func driver(_ number: Int) -> Int {
        let places = active.indices.filter { required & groups.bit(active[$0]) != 0 }
        let place = places.min { groups.postings(active[$0], number) < groups.postings(active[$1], number) } ?? 0
        active.append(active.remove(at: place))
        return active.count - 1
    }

    private mutating func insert(_ number: Int) {
        let base = number * PostingList.windowSize
        found.removeAll(keepingCapacity: true)
        for place in 0..<window.candidateCount {
            let (offset, score, clauses) = window.candidate(place)
            guard clauses != 0 || groups.takesFamily, allowed.contains(base + offset) else { continue }
            let isFull = clauses & required == required
            var rank = Double(score) / TermGroup.scoreScale
            switch order {
            case .any(let coverage):
                guard rank >= best.threshold else { continue }
                if !isFull { rank *= coverage(clauses) }
            case .fullFirst: if isFull { rank += Self.fullBonus }
            case .fullOnly: if !isFull { continue }
            }
            guard rank >= best.threshold else { continue }
            found.append(RankedDocument(document: base + offset, rank: rank, clauses: clauses))
        }
        best.insert(found)
    }

    /// The score of a hit, without what ranks it first.
    static func score(of hit: RankedDocument) -> Double {
        hit.rank >= fullBonus ? hit.rank - fullBonus : hit.rank
    }
}
