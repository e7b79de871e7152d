import SearchIndex

/// The scores of the documents of one window, as groups are added up: the inner loops of ranking.
///
/// A document is its number within the window. Its score stands in the lower half of a word, the bits of the groups
/// that it answers in the upper one. Offsets are masked before use: whatever a list holds, nothing outside is touched.
struct WindowScores {
    private static let size = PostingList.windowSize
    private static let mask = UInt16(PostingList.windowSize - 1)
    /// A look-up of one document costs about as much as adding so many postings.
    private static let lookupCost = 12
    /// Marks a document that is among the candidates.
    private static let candidateBit: UInt64 = 1 << 63

    private var scores = [UInt64](repeating: 0, count: size)
    /// A group's frequencies, while its lists are added up.
    private var frequencies = [UInt32](repeating: 0, count: size)
    /// Documents with a frequency, or with a score: the first `touchedCount` of them, each once or more.
    private var touched = [UInt16](repeating: 0, count: size)
    private var scored: [UInt16] = []
    /// The documents that may be among the best.
    private var candidates: [UInt16] = []

    init() {
        scored.reserveCapacity(4 * Self.size)
        candidates.reserveCapacity(Self.size)
    }

    // MARK: Adding groups

    /// Adds a group's scores to all documents of the window that hold it.
    mutating func add(_ groups: PreparedGroups, _ group: Int, _ number: Int) {
        if let table = groups.scoreTable(group) {
            addOne(groups, groups.slice(groups.lists(group).lowerBound, number).range, table)
        } else {
            addSeveral(groups, group, number)
        }
    }

    private mutating func addOne(_ groups: PreparedGroups, _ range: Range<Int>, _ table: Int) {
        let (offsets, impacts, table) = (
            groups.offsets.span, groups.impacts.span, groups.scores.span.extracting(table..<(table + 256))
        )
        var scores = self.scores.mutableSpan
        for index in range {
            let offset = Int(unsafe offsets[unchecked: index] & Self.mask)
            unsafe scores[unchecked: offset] &+= table[unchecked: Int(impacts[unchecked: index])]
        }
        scored.append(contentsOf: groups.offsets[range])
    }

    private mutating func addSeveral(_ groups: PreparedGroups, _ group: Int, _ number: Int) {
        var count = 0
        for list in groups.lists(group) {
            let range = groups.slice(list, number).range
            if range.isEmpty { continue }
            Self.add(groups, range, groups.table(list), to: &frequencies, touched: &touched, count: &count)
        }
        for index in 0..<count {
            let offset = Int(touched[index])
            scores[offset] &+= groups.packedScore(group, frequencies[offset])
            frequencies[offset] = 0
        }
        scored.append(contentsOf: touched[..<count])
    }

    private static func add(
        _ groups: PreparedGroups, _ range: Range<Int>, _ table: Int, to frequencies: inout [UInt32],
        touched: inout [UInt16], count: inout Int
    ) {
        let (offsets, impacts) = (groups.offsets.span, groups.impacts.span)
        let table = groups.frequencies.span.extracting(table..<(table + 256))
        var frequencies = frequencies.mutableSpan
        var touched = touched.mutableSpan
        for index in range {
            let offset = Int(unsafe offsets[unchecked: index] & mask)
            let before = unsafe frequencies[unchecked: offset]
            if before == 0 {
                // A document is touched once, so there are never more than the window has.
                unsafe touched[unchecked: count] = UInt16(truncatingIfNeeded: offset)
                count += 1
            }
            let added = unsafe table[unchecked: Int(impacts[unchecked: index])]
            unsafe frequencies[unchecked: offset] = TermGroup.sum(before, added)
        }
    }

    // MARK: Candidates

    /// Makes candidates of the documents with that score at least.
    mutating func gather(reaching least: UInt32) {
        for offset in scored {
            let index = Int(offset & Self.mask)
            let score = scores[index]
            if score & Self.candidateBit == 0, UInt32(truncatingIfNeeded: score) >= least {
                scores[index] = score | Self.candidateBit
                candidates.append(UInt16(truncatingIfNeeded: index))
            }
        }
    }

    /// Adds a group's scores to the candidates at least.
    mutating func complete(_ groups: PreparedGroups, _ group: Int, _ number: Int) {
        if candidates.count * Self.lookupCost > groups.postings(group, number) { return add(groups, group, number) }
        for candidate in candidates {
            var frequency: UInt32 = 0
            for list in groups.lists(group) {
                guard let impact = groups.impact(of: candidate, in: groups.slice(list, number)) else { continue }
                frequency = TermGroup.sum(frequency, groups.frequencies[groups.table(list) + Int(impact)])
            }
            if frequency != 0 { scores[Int(candidate)] &+= groups.packedScore(group, frequency) }
        }
    }

    /// Leaves only the candidates with that score at least.
    mutating func keep(reaching least: UInt32) {
        candidates.removeAll { UInt32(truncatingIfNeeded: scores[Int($0)]) < least }
    }

    /// Leaves only the candidates that answer one of the groups; all of them for no group.
    mutating func keep(holding bit: UInt32) {
        if bit == 0 { return }
        candidates.removeAll { scores[Int($0)] & UInt64(bit) << 32 == 0 }
    }

    var candidateCount: Int { candidates.count }

    /// A candidate's number in the window, its score, and the bits of the groups that it answers.
    func candidate(_ place: Int) -> (offset: Int, score: UInt32, groups: UInt32) {
        let offset = Int(candidates[place])
        let score = scores[offset]
        return (
            offset, UInt32(truncatingIfNeeded: score), UInt32(truncatingIfNeeded: (score & ~Self.candidateBit) >> 32)
        )
    }

    /// Forgets the window.
    mutating func clear() {
        if scored.count > Self.size / 2 {
            for index in scores.indices { scores[index] = 0 }
        } else {
            for offset in scored { scores[Int(offset & Self.mask)] = 0 }
        }
        scored.removeAll(keepingCapacity: true)
        candidates.removeAll(keepingCapacity: true)
    }
}
