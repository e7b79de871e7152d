import Foundation
import SearchIndex

/// The best documents for groups of terms, without visiting all that match.
///
/// Windows of document numbers are taken by falling bound; the first that cannot reach the best hits so far ends the
/// search (block-max indexes, Ding & Suel 2011). In a window, parts of groups that together cannot bring a document among
/// the best are only looked up for documents that others found (MaxScore, Turtle & Flood 1995).
struct TopDocuments {
    /// Which documents are ranked.
    enum Order {
        /// All that hold a group; what is covered of the query scales the score, 1 at most.
        case any(coverage: Coverage)
        /// All that hold all required groups.
        case fullOnly
    }

    private let groups: PreparedGroups
    private let required: UInt32
    private let needsAll: Bool
    private var coverage: Coverage
    private let allowed: Bitmap
    private var best: BestHits
    private var window: WindowScores
    /// What the window that is searched has of each group, in the order in which it may be left out.
    private var parts: [PreparedGroups.Part] = []
    /// The answers of required groups, those with the fewest documents last.
    private let drivers: [PreparedGroups.Part]

    /// More groups than the mask of a document has bits are not ranked.
    static let mostGroups = 31

    /// - Parameters:
    ///   - required: bit n: a full hit answers group n.
    ///   - allowed: the documents that are there and that the filters let through.
    ///   - count: how many are wanted.
    ///   - window: where documents are scored; another search may have it afterwards.
    ///   - precedes: which of two documents comes first when they are ranked alike.
    init(
        _ groups: PreparedGroups, required: UInt32, order: Order, allowed: Bitmap, count: Int,
        window: consuming WindowScores = WindowScores(), precedes: @escaping (Int, Int) -> Bool
    ) {
        self.groups = groups
        self.required = required
        switch order {
        case .any(let coverage): (needsAll, self.coverage) = (false, coverage)
        case .fullOnly: (needsAll, coverage) = (true, .none)
        }
        self.allowed = allowed
        self.window = window
        best = BestHits(capacity: count, precedes: precedes)
        drivers = (0..<groups.count).filter { required & groups.bit($0) != 0 }
            .sorted { groups.documents($0) > groups.documents($1) }
            .map { PreparedGroups.Part(group: $0, isFamily: false) }
    }

    /// Best first, and where documents were scored, for the next search.
    consuming func documents() -> (best: [RankedDocument], window: WindowScores) {
        for candidate in windows() {
            if candidate.bound < best.threshold { break }
            search(candidate.number)
        }
        return (best.sorted(), window)
    }

    /// The windows that hold something, by falling bound of the rank.
    private func windows() -> [(number: Int, bound: Double)] {
        var windows: [(number: Int, bound: Double)] = []
        windows.reserveCapacity(groups.windowCount)
        for number in 0..<groups.windowCount {
            let bound = groups.bound(number)
            if bound == 0 || needsAll && groups.mayAnswer[number] & required != required { continue }
            windows.append((number, Double(bound) / TermGroup.scoreScale))
        }
        windows.sort { $0.bound > $1.bound }
        return windows
    }

    // MARK: One window

    private mutating func search(_ number: Int) {
        let least = UInt64(max(1, (best.threshold * TermGroup.scoreScale).rounded(.up)))
        arrange(number)
        if needsAll { putDriverLast() }
        let start = needsAll ? parts.count - 1 : firstEssential(number, least)
        var rest = parts[..<start].reduce(0) { $0 + UInt64(groups.bound($1, number)) }
        add(parts[start...], number, reaching: least, rest)
        for part in parts[..<start].reversed() {
            rest -= UInt64(groups.bound(part, number))
            let reached = least > rest ? UInt32(clamping: least - rest) : 1
            if part.isFamily {
                window.refine(groups, part.group, number)
                window.keep(reaching: reached)
            } else {
                window.complete(
                    groups, part.group, number, reaching: reached,
                    isRequired: needsAll && required & groups.bit(part.group) != 0)
            }
        }
        insert(number)
        window.clear(groups, number)
    }

    /// The parts that the window has, by rising bound; families first.
    private mutating func arrange(_ number: Int) {
        parts.removeAll(keepingCapacity: true)
        for isFamily in [true, false] {
            let first = parts.count
            for group in 0..<groups.count {
                let part = PreparedGroups.Part(group: group, isFamily: isFamily)
                let bound = groups.bound(part, number)
                if bound == 0 { continue }
                var place = parts.count
                parts.append(part)
                while place > first, groups.bound(parts[place - 1], number) > bound {
                    parts[place] = parts[place - 1]
                    place -= 1
                }
                parts[place] = part
            }
        }
    }

    /// The parts before it can bring no document among the best by themselves; those of families never do.
    private func firstEssential(_ number: Int, _ least: UInt64) -> Int {
        var sum: UInt64 = 0
        for (place, part) in parts.enumerated() {
            sum += UInt64(groups.bound(part, number))
            if sum >= least, !part.isFamily { return place }
        }
        return parts.count
    }

    /// Moves the answers of required groups to the end, the rarest last: the documents that hold all are among these, and
    /// the others are looked up from the rarest on.
    private mutating func putDriverLast() {
        parts.removeAll { !$0.isFamily && required & groups.bit($0.group) != 0 }
        parts += drivers
    }

    /// Adds the answers that every document among the best has one of.
    ///
    /// - Parameter rest: the most that all other parts add.
    private mutating func add(
        _ essential: ArraySlice<PreparedGroups.Part>, _ number: Int, reaching least: UInt64, _ rest: UInt64
    ) {
        if essential.count == 1, let group = essential.first?.group, let table = groups.scoreTable(group) {
            // Both parts of its group are saturated together, which is less than one after the other.
            let others = rest - UInt64(groups.bound(PreparedGroups.Part(group: group, isFamily: true), number))
            window.gather(groups, group, number, table: table, reaching: least > others ? least - others : 1)
        } else {
            for part in essential {
                window.add(groups, part.group, number, reaching: least > rest ? UInt32(clamping: least - rest) : 1)
            }
        }
    }

    private mutating func insert(_ number: Int) {
        let base = number * PostingList.windowSize
        for place in 0..<window.candidateCount {
            let (offset, score, clauses) = window.candidate(place)
            let document = base + offset
            var rank = Double(score) / TermGroup.scoreScale
            guard rank >= best.threshold, clauses != 0 || groups.takesFamily, allowed.contains(document) else {
                continue
            }
            if clauses & required != required {
                if needsAll { continue }
                rank *= coverage.factor(clauses)
            }
            best.insert(RankedDocument(document: document, rank: rank, clauses: clauses))
        }
    }
}
