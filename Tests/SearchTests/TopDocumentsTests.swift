import Testing

@testable import Search
@testable import SearchIndex

/// Ranking without visiting every document must give what visiting every document gives.
@Suite struct TopDocumentsTests {
    @Test(arguments: 0..<120) func equalsAnExhaustiveScorer(seed: UInt64) {
        var random = Seeded(seed)
        let sample = RandomSample(&random)
        let groups = PreparedGroups(sample.groups, documentBound: sample.allowed.bound)
        var window = WindowScores()
        for order in [TopDocuments.Order.any(coverage: sample.coverage), .fullOnly] {
            // One after the other scores documents in the same place.
            let top = TopDocuments(
                groups, required: sample.required, order: order, allowed: sample.allowed, count: sample.count,
                window: window, precedes: sample.precedes)
            let best: [RankedDocument]
            (best, window) = top.documents()
            #expect(best == sample.exhaustive(order))
        }
    }

    @Test func findsNothingWhereNothingIsAllowed() {
        var random = Seeded(7)
        let sample = RandomSample(&random)
        let groups = PreparedGroups(sample.groups, documentBound: sample.allowed.bound)
        for order in [TopDocuments.Order.any(coverage: sample.coverage), .fullOnly] {
            let top = TopDocuments(
                groups, required: 1, order: order, allowed: Bitmap(bound: sample.allowed.bound), count: 10,
                precedes: sample.precedes)
            #expect(top.documents().best.isEmpty)
        }
    }

    @Test("damaged lists give wrong documents at worst", arguments: 0..<UInt64(150))
    func survivesDamage(seed: UInt64) {
        var random = Seeded(seed)
        let sample = RandomSample(&random, damaged: true)
        let groups = PreparedGroups(sample.groups, documentBound: sample.allowed.bound)
        for order in [TopDocuments.Order.any(coverage: sample.coverage), .fullOnly] {
            let top = TopDocuments(
                groups, required: sample.required, order: order, allowed: sample.allowed, count: sample.count,
                precedes: sample.precedes)
            #expect(top.documents().best.allSatisfy { sample.allowed.contains($0.document) })
        }
    }

    @Test func takesDocumentsBeyondTheBoundForGone() {
        let list = PostingList([(document: 5, impact: 100), (document: 9_000, impact: 100)])
        var group = TermGroup(members: [.init(list: list, weight: 1, isAnswer: true)], k1: 5)
        (group.documents, group.idf) = (2, 1)
        let top = TopDocuments(
            PreparedGroups([group], documentBound: 10), required: 1, order: .fullOnly,
            allowed: Bitmap(bound: 10, filled: true), count: 10, precedes: { $0 < $1 })
        #expect(top.documents().best.map(\.document) == [5])
    }
}

/// Groups over random documents, with few distinct impacts so that many documents are ranked alike.
private struct RandomSample {
    let groups: [TermGroup]
    let required: UInt32
    let allowed: Bitmap
    let count: Int

    /// - Parameter damaged: whether bytes of the lists are changed, those that are still lists being taken.
    init(_ random: inout Seeded, damaged: Bool = false) {
        let bound = Int.random(in: 1...9_000, using: &random)
        let groupCount = Int.random(in: 1...6, using: &random)
        groups = (0..<groupCount).map { _ in Self.group(bound: bound, damaged: damaged, &random) }
        required = UInt32.random(in: 0..<(1 << UInt32(groupCount)), using: &random) | 1
        var allowed = Bitmap(bound: bound, filled: true)
        if Bool.random(using: &random) {
            for document in 0..<bound where Int.random(in: 0..<3, using: &random) == 0 { allowed.remove(document) }
        }
        self.allowed = allowed
        count = [1, 3, 10, 60, 10_000].randomElement(using: &random) ?? 10
    }

    private static func group(bound: Int, damaged: Bool, _ random: inout Seeded) -> TermGroup {
        var group = TermGroup(k1: 5)
        for index in 0..<Int.random(in: 1...3, using: &random) {
            let step = [1, 2, 7, 60, 900].randomElement(using: &random) ?? 1
            var postings: [(document: Int, impact: UInt8)] = []
            var document = Int.random(in: 0..<step, using: &random)
            while document < bound {
                postings.append((document, [60, 100, 101, 180].randomElement(using: &random) ?? 1))
                document += Int.random(in: 1...(2 * step), using: &random)
            }
            let list = damaged ? Self.damaged(PostingList(postings), bound: bound, &random) : PostingList(postings)
            let isAnswer = index == 0 ? Int.random(in: 0..<8, using: &random) > 0 : Bool.random(using: &random)
            let weight = [1.0, 0.6, 0.3].randomElement(using: &random) ?? 1.0
            group.members.append(.init(list: list, weight: weight, isAnswer: isAnswer))
            if isAnswer { group.documents += list.count }
        }
        group.idf = Double.random(in: 0.1...9, using: &random)
        group.familyIDF = group.idf / 2
        return group
    }

    private static func damaged(_ list: PostingList, bound: Int, _ random: inout Seeded) -> PostingList {
        var blob = list.blob
        for _ in 0..<Int.random(in: 1...40, using: &random) {
            blob[Int.random(in: blob.indices, using: &random)] = .random(in: 0...255, using: &random)
        }
        return unsafe blob.withUnsafeBytes { unsafe PostingList(blob: $0, bound: bound) } ?? list
    }

    /// A factor that differs from set to set of clauses.
    var coverage: Coverage { Coverage(idf: groups.map(\.idf), power: 0.1) }

    /// An order that the numbers do not tell.
    func precedes(_ a: Int, _ b: Int) -> Bool { String(a) < String(b) }

    func exhaustive(_ order: TopDocuments.Order) -> [RankedDocument] {
        let takesFamily = groups.allSatisfy { $0.documents == 0 }
        var hits: [RankedDocument] = []
        let frequencies = groups.map(frequencies)
        for document in 0..<allowed.bound where allowed.contains(document) {
            var score: UInt64 = 0
            var clauses: UInt32 = 0
            for (index, group) in groups.enumerated() {
                guard let frequency = frequencies[index][document] else { continue }
                score += UInt64(group.score(frequency))
                if frequency & TermGroup.answerBit != 0 { clauses |= 1 << UInt32(index) }
            }
            guard score > 0, clauses != 0 || takesFamily else { continue }
            let isFull = clauses & required == required
            var rank = Double(score) / TermGroup.scoreScale
            switch order {
            case .any(var coverage): if !isFull { rank *= coverage.factor(clauses) }
            case .fullOnly: if !isFull { continue }
            }
            hits.append(RankedDocument(document: document, rank: rank, clauses: clauses))
        }
        hits.sort { $0.rank == $1.rank ? precedes($0.document, $1.document) : $0.rank > $1.rank }
        return Array(hits.prefix(count))
    }

    private func frequencies(of group: TermGroup) -> [Int: UInt32] {
        var frequencies: [Int: UInt32] = [:]
        for member in group.members {
            let table = group.table(of: member).frequencies
            member.list.forEach { document, impact in
                frequencies[document] = TermGroup.sum(frequencies[document] ?? 0, table[Int(impact)])
            }
        }
        return frequencies
    }
}
