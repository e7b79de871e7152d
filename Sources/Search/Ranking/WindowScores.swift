import SearchIndex

/// The scores of the documents of one window, as lists are added up: the inner loops of ranking.
///
/// A document is its number within the window, below the window's size whatever damaged bytes say. Its score stands in
/// the lower half of a word, the bits of the groups that it answers in the upper one.
///
/// The loops decide by arithmetic what a processor could not guess: whether a document is a candidate, say.
struct WindowScores {
    private static let size = PostingList.windowSize
    /// A look-up of one document in one list costs about as much as adding so many postings.
    private static let lookupCost = 4
    /// Marks a document that is among the candidates.
    private static let candidateBit: UInt64 = 1 << 63

    /// 0 for all that are neither candidates nor in the lists that were added.
    private var scores = [UInt64](repeating: 0, count: size)
    /// The lists that were added, and how many postings they have in the window.
    private var added: [Range<Int>] = []
    private var addedCount = 0
    /// A group's frequencies, while its lists are added up.
    private var frequencies = [UInt32](repeating: 0, count: size)
    /// Documents with a frequency, each once; one place more than there can be.
    private var touched = [UInt16](repeating: 0, count: size + 1)
    /// The documents that may be among the best, each once; one place more than there can be.
    private var candidates = [UInt16](repeating: 0, count: size + 1)
    private(set) var candidateCount = 0
    /// By candidate: its frequency in some lists.
    private var sums = [UInt32](repeating: 0, count: size)

    // MARK: Adding

    /// Makes candidates of the documents that a group's only list of answers, and what its family may add, bring to that
    /// score at least; nothing else was added.
    ///
    /// Impacts rise with scores, so that eight of them are compared at once and most postings are passed over.
    mutating func gather(_ groups: PreparedGroups, _ group: Int, _ number: Int, table: Int, reaching least: UInt64) {
        let list = groups.lists(PreparedGroups.Part(group: group, isFamily: false)).lowerBound
        let window = groups.window(list, number)
        let impact = groups.leastImpact(list, of: group, number, reaching: least)
        if window.isEmpty || impact > 255 { return }
        candidateCount = Self.gather(
            window, unsafe groups.bytes(list).span.bytes, groups.scores.span.extracting(table..<(table + 256)),
            from: impact,
            &scores, &candidates)
    }

    private static func gather(
        _ window: PostingList.Window, _ bytes: RawSpan, _ table: Span<UInt64>, from impact: Int,
        _ scores: inout [UInt64], _ candidates: inout [UInt16]
    ) -> Int {
        var scores = scores.mutableSpan
        var candidates = candidates.mutableSpan
        var count = 0
        window.forEach(in: bytes, reaching: impact) { offset, impact in
            // Damaged offsets may come twice.
            if scores[Int(offset)] != 0 { return }
            scores[Int(offset)] = table[Int(impact)] | candidateBit
            candidates[count] = offset
            count += 1
        }
        return count
    }

    /// Adds the scores of a group's answers to all documents of the window that have them, and makes candidates of those
    /// that then have that score at least.
    mutating func add(_ groups: PreparedGroups, _ group: Int, _ number: Int, reaching least: UInt32) {
        let lists = groups.lists(PreparedGroups.Part(group: group, isFamily: false))
        added.append(lists)
        addedCount += groups.count(lists, number)
        guard let table = groups.scoreTable(group) else {
            return addSeveral(groups, group, lists, number, reaching: least)
        }
        let window = groups.window(lists.lowerBound, number)
        if window.isEmpty { return }
        let bytes = groups.bytes(lists.lowerBound)
        candidateCount = Self.add(
            window, unsafe bytes.span.bytes, groups.scores.span.extracting(table..<(table + 256)), to: &scores,
            reaching: least, &candidates, candidateCount)
    }

    private static func add(
        _ window: PostingList.Window, _ bytes: RawSpan, _ table: Span<UInt64>, to scores: inout [UInt64],
        reaching least: UInt32, _ candidates: inout [UInt16], _ candidateCount: Int
    ) -> Int {
        var scores = scores.mutableSpan
        var candidates = candidates.mutableSpan
        var count = candidateCount
        window.forEach(in: bytes) { offset, impact in
            let score = unsafe scores[unchecked: Int(offset)] &+ table[unchecked: Int(impact)]
            let isNew = UInt32(truncatingIfNeeded: score) >= least && score & candidateBit == 0
            unsafe scores[unchecked: Int(offset)] = isNew ? score | candidateBit : score
            unsafe candidates[unchecked: count] = offset
            count &+= isNew ? 1 : 0
        }
        return count
    }

    private mutating func addSeveral(
        _ groups: PreparedGroups, _ group: Int, _ lists: Range<Int>, _ number: Int, reaching least: UInt32
    ) {
        let touchedCount = sum(groups, lists, number)
        candidateCount = Self.add(
            groups, group, touched, touchedCount, &frequencies, to: &scores, reaching: least, &candidates,
            candidateCount)
    }

    private static func add(
        _ groups: PreparedGroups, _ group: Int, _ touched: [UInt16], _ touchedCount: Int,
        _ frequencies: inout [UInt32], to scores: inout [UInt64], reaching least: UInt32,
        _ candidates: inout [UInt16], _ candidateCount: Int
    ) -> Int {
        var frequencies = frequencies.mutableSpan
        var scores = scores.mutableSpan
        var candidates = candidates.mutableSpan
        var count = candidateCount
        for index in 0..<touchedCount {
            let offset = touched[index]
            let score = scores[Int(offset)] &+ groups.packedScore(group, frequencies[Int(offset)])
            frequencies[Int(offset)] = 0
            let isNew = UInt32(truncatingIfNeeded: score) >= least && score & candidateBit == 0
            scores[Int(offset)] = isNew ? score | candidateBit : score
            candidates[count] = offset
            count += isNew ? 1 : 0
        }
        return count
    }

    /// Adds up the frequencies of lists.
    ///
    /// - Returns: how many documents have one.
    private mutating func sum(_ groups: PreparedGroups, _ lists: Range<Int>, _ number: Int) -> Int {
        var count = 0
        for list in lists {
            let window = groups.window(list, number)
            if window.isEmpty { continue }
            let bytes = groups.bytes(list)
            let table = groups.table(list)
            count = Self.sum(
                window, unsafe bytes.span.bytes, groups.frequencies.span.extracting(table..<(table + 256)),
                to: &frequencies, &touched, count)
        }
        return count
    }

    private static func sum(
        _ window: PostingList.Window, _ bytes: RawSpan, _ table: Span<UInt32>, to frequencies: inout [UInt32],
        _ touched: inout [UInt16], _ touchedCount: Int
    ) -> Int {
        var frequencies = frequencies.mutableSpan
        var touched = touched.mutableSpan
        var count = touchedCount
        window.forEach(in: bytes) { offset, impact in
            let before = unsafe frequencies[unchecked: Int(offset)]
            unsafe touched[unchecked: count] = offset
            count &+= before == 0 ? 1 : 0
            unsafe frequencies[unchecked: Int(offset)] = TermGroup.sum(before, table[unchecked: Int(impact)])
        }
        return count
    }

    // MARK: Candidates

    /// Adds the scores of a group's answers to the candidates, and leaves only those that then have that score at least.
    ///
    /// - Parameter isRequired: whether those go too that do not answer the group.
    mutating func complete(
        _ groups: PreparedGroups, _ group: Int, _ number: Int, reaching least: UInt32, isRequired: Bool
    ) {
        let lists = groups.lists(PreparedGroups.Part(group: group, isFamily: false))
        if isDear(groups, lists, number) {
            add(groups, group, number, reaching: .max)
        } else if let table = groups.scoreTable(group) {
            let bytes = groups.bytes(lists.lowerBound)
            candidateCount = Self.complete(
                &candidates, candidateCount, &scores, groups.window(lists.lowerBound, number), unsafe bytes.span.bytes,
                groups.scores.span.extracting(table..<(table + 256)), reaching: least, isRequired: isRequired)
            return
        } else {
            lookUp(groups, lists, number)
            Self.add(groups, group, sums, candidates, candidateCount, to: &scores)
        }
        if isRequired { keep(holding: groups.bit(group)) }
        keep(reaching: least)
    }

    /// All that in one loop, for a group that one list answers.
    private static func complete(
        _ candidates: inout [UInt16], _ candidateCount: Int, _ scores: inout [UInt64], _ window: PostingList.Window,
        _ bytes: RawSpan, _ table: Span<UInt64>, reaching least: UInt32, isRequired: Bool
    ) -> Int {
        var scores = scores.mutableSpan
        var candidates = candidates.mutableSpan
        var count = 0
        for place in 0..<candidateCount {
            let offset = candidates[place]
            let impact = window.impact(of: offset, in: bytes)
            let score = scores[Int(offset)] &+ (impact == 0 ? 0 : table[Int(impact)])
            let isKept = UInt32(truncatingIfNeeded: score) >= least && (impact != 0 || !isRequired)
            scores[Int(offset)] = isKept ? score : 0
            candidates[count] = offset
            count &+= isKept ? 1 : 0
        }
        return count
    }

    private static func add(
        _ groups: PreparedGroups, _ group: Int, _ sums: [UInt32], _ candidates: [UInt16], _ count: Int,
        to scores: inout [UInt64]
    ) {
        var scores = scores.mutableSpan
        for place in 0..<count where sums[place] != 0 {
            scores[Int(candidates[place])] &+= groups.packedScore(group, sums[place])
        }
    }

    /// Adds to the candidates what words of a group's family bring, once its answers have been added.
    mutating func refine(_ groups: PreparedGroups, _ group: Int, _ number: Int) {
        let family = groups.lists(PreparedGroups.Part(group: group, isFamily: true))
        if isDear(groups, family, number) {
            let touchedCount = sum(groups, family, number)
            Self.take(&frequencies, touched, touchedCount, of: candidates, candidateCount, to: &sums)
        } else {
            lookUp(groups, family, number)
        }
        Self.refine(groups, group, number, sums, candidates, candidateCount, &scores)
    }

    /// Takes the candidates' frequencies, and forgets all.
    private static func take(
        _ frequencies: inout [UInt32], _ touched: [UInt16], _ touchedCount: Int, of candidates: [UInt16],
        _ candidateCount: Int, to sums: inout [UInt32]
    ) {
        var frequencies = frequencies.mutableSpan
        var sums = sums.mutableSpan
        for place in 0..<candidateCount { sums[place] = frequencies[Int(candidates[place])] }
        for index in 0..<touchedCount { frequencies[Int(touched[index])] = 0 }
    }

    private static func refine(
        _ groups: PreparedGroups, _ group: Int, _ number: Int, _ sums: [UInt32], _ candidates: [UInt16], _ count: Int,
        _ scores: inout [UInt64]
    ) {
        let bit = UInt64(groups.bit(group)) << 32
        var scores = scores.mutableSpan
        for place in 0..<count where sums[place] != 0 {
            let offset = candidates[place]
            if scores[Int(offset)] & bit == 0 {
                scores[Int(offset)] &+= groups.packedScore(group, sums[place])
            } else {
                // Both are saturated together.
                let before = groups.answer(group, offset, number)
                let frequency = TermGroup.sum(before.frequency, sums[place])
                scores[Int(offset)] &+= groups.packedScore(group, frequency) &- before.packedScore
            }
        }
    }

    /// Adds up the frequencies of the candidates in some lists.
    private mutating func lookUp(_ groups: PreparedGroups, _ lists: Range<Int>, _ number: Int) {
        for place in 0..<candidateCount { sums[place] = 0 }
        for list in lists {
            let window = groups.window(list, number)
            if window.isEmpty { continue }
            let bytes = groups.bytes(list)
            let table = groups.table(list)
            Self.lookUp(
                candidates, candidateCount, window, unsafe bytes.span.bytes,
                groups.frequencies.span.extracting(table..<(table + 256)), &sums)
        }
    }

    private static func lookUp(
        _ candidates: [UInt16], _ count: Int, _ window: PostingList.Window, _ bytes: RawSpan, _ table: Span<UInt32>,
        _ sums: inout [UInt32]
    ) {
        var sums = sums.mutableSpan
        for place in 0..<count {
            let impact = window.impact(of: candidates[place], in: bytes)
            if impact != 0 { sums[place] = TermGroup.sum(sums[place], table[Int(impact)]) }
        }
    }

    /// Whether looking every candidate up costs more than reading the lists.
    private func isDear(_ groups: PreparedGroups, _ lists: Range<Int>, _ number: Int) -> Bool {
        candidateCount * lists.count * Self.lookupCost > groups.count(lists, number)
    }

    /// Leaves only the candidates with that score at least.
    mutating func keep(reaching least: UInt32) {
        candidateCount = Self.keep(&candidates, candidateCount, &scores) { UInt32(truncatingIfNeeded: $0) >= least }
    }

    /// Leaves only the candidates that answer one of the groups.
    mutating func keep(holding bits: UInt32) {
        candidateCount = Self.keep(&candidates, candidateCount, &scores) { $0 & UInt64(bits) << 32 != 0 }
    }

    @inline(__always)
    private static func keep(
        _ candidates: inout [UInt16], _ candidateCount: Int, _ scores: inout [UInt64], where isKept: (UInt64) -> Bool
    ) -> Int {
        var scores = scores.mutableSpan
        var candidates = candidates.mutableSpan
        var count = 0
        for place in 0..<candidateCount {
            let offset = candidates[place]
            let score = scores[Int(offset)]
            let isKept = isKept(score)
            scores[Int(offset)] = isKept ? score : 0
            candidates[count] = offset
            count += isKept ? 1 : 0
        }
        return count
    }

    /// A candidate's number in the window, its score, and the bits of the groups that it answers.
    func candidate(_ place: Int) -> (offset: Int, score: UInt32, groups: UInt32) {
        let offset = Int(candidates[place])
        let score = scores[offset]
        let groups = UInt32(truncatingIfNeeded: (score & ~Self.candidateBit) >> 32)
        return (offset, UInt32(truncatingIfNeeded: score), groups)
    }

    /// Forgets the window.
    mutating func clear(_ groups: PreparedGroups, _ number: Int) {
        if addedCount > Self.size / 4 {
            for index in scores.indices { scores[index] = 0 }
        } else {
            for list in added.joined() {
                Self.clear(groups.window(list, number), unsafe groups.bytes(list).span.bytes, &scores)
            }
            for place in 0..<candidateCount { scores[Int(candidates[place])] = 0 }
        }
        added.removeAll(keepingCapacity: true)
        addedCount = 0
        candidateCount = 0
    }

    private static func clear(_ window: PostingList.Window, _ bytes: RawSpan, _ scores: inout [UInt64]) {
        if window.isEmpty { return }
        var scores = scores.mutableSpan
        window.forEach(in: bytes) { offset, _ in scores[Int(offset)] = 0 }
    }
}
