import Foundation
import SearchIndex

/// The first pass of ranking: BM25F over title, summary, headings and body, a clause counted once.
///
/// *The Probabilistic Relevance Framework: BM25 and Beyond* (Robertson & Zaragoza 2009). Words come from the postings;
/// phrases and words of one field from FTS5, which says where they stand, and are weighed here as the postings are.
struct FirstPass {
    let state: IndexState
    let reader: PostingReader
    private let snapshot: Snapshot
    let parameters: RankingParameters

    init(state: IndexState, snapshot: Snapshot, parameters: RankingParameters) throws {
        self.state = state
        reader = try state.postings(snapshot.postings)
        self.snapshot = snapshot
        self.parameters = parameters
    }

    // MARK: Groups

    /// What each clause is found by, weighed.
    func groups(for clauses: [AnalyzedQuery.Clause]) throws -> [TermGroup] {
        try clauses.prefix(TopDocuments.mostGroups).map { try group($0) }
    }

    private func group(_ clause: AnalyzedQuery.Clause) throws -> TermGroup {
        var group = TermGroup(members: try answers(to: clause), k1: parameters.k1)
        group.documents = count(group.members)
        let family = try family(of: clause)
        // Those that hold both count twice here: the weight of a family is small, and its union would cost a reading.
        let kin = family.reduce(group.documents) { $0 + reader.catalog.count(of: $1.list) }
        group.members += family
        let weight = clause.isWeak ? parameters.weakWeight : 1
        group.idf = weight * Self.idf(documents: group.documents, of: snapshot.table.count)
        group.familyIDF = min(
            group.idf, weight * Self.idf(documents: min(kin, snapshot.table.count), of: snapshot.table.count))
        return group
    }

    /// The user's words, then synonyms by weight.
    private func answers(to clause: AnalyzedQuery.Clause) throws -> [TermGroup.Member] {
        try clause.alternatives.map { alternative in
            TermGroup.Member(
                list: try list(of: alternative.terms, in: alternative.field),
                weight: alternative.isOriginal ? 1 : alternative.weight * parameters.synonymWeight, isAnswer: true)
        }
        .filter { $0.list.count > 0 }
    }

    private func family(of clause: AnalyzedQuery.Clause) throws -> [TermGroup.Member] {
        guard parameters.familyWeight > 0 else { return [] }
        let field = clause.alternatives.first?.field
        return try clause.family.map { term in
            TermGroup.Member(list: try list(of: [term], in: field), weight: parameters.familyWeight, isAnswer: false)
        }
        .filter { $0.list.count > 0 }
    }

    /// The documents that hold the terms one after the other, anywhere or in one field.
    func list(of terms: [String], in field: Field?) throws -> PostingList {
        if let field { return try foundList(of: terms, in: field) }
        if terms.count == 1 { return try reader.list(of: terms[0]) }
        return try snapshot.words.phrases.value(for: terms) { try foundList(of: terms, in: nil) }
    }

    private func foundList(of terms: [String], in field: Field?) throws -> PostingList {
        PostingList(
            try state.occurrences(of: [terms], in: field).lazy.map {
                ($0.document, Impact.code(frequency($0)))
            })
    }

    /// How much a document holds of what was looked for, fields weighted and lengths accounted for.
    func frequency(_ occurrence: Occurrence) -> Double {
        reader.catalog.weigher.frequency(
            occurrence.frequencies, lengths: snapshot.table.fieldLengths(of: occurrence.document))
    }

    private func count(_ members: [TermGroup.Member]) -> Int {
        guard members.count > 1 else { return members.first.map { reader.catalog.count(of: $0.list) } ?? 0 }
        var union = Bitmap(bound: reader.catalog.bound)
        for member in members { member.list.insert(into: &union) }
        union.subtract(reader.catalog.tombstones)
        return union.count
    }

    // MARK: Matches

    /// The documents that hold one of the clauses.
    func documents(holding clauses: [AnalyzedQuery.Clause], bound: Int) throws -> Bitmap {
        var documents = Bitmap(bound: bound)
        for clause in clauses {
            for alternative in clause.alternatives where alternative.isOriginal {
                try list(of: alternative.terms, in: alternative.field).insert(into: &documents)
            }
        }
        return documents
    }

    /// The documents that answer some group, and those that answer all the required ones; where no group has an answer,
    /// those that hold a word of the same family.
    static func matches(_ groups: [TermGroup], required: UInt32, bound: Int) -> (any: Bitmap, full: Bitmap) {
        let takesFamily = groups.allSatisfy { $0.documents == 0 }
        var any = Bitmap(bound: bound)
        var full: Bitmap?
        for (index, group) in groups.enumerated() {
            var answers = Bitmap(bound: bound)
            for member in group.members where member.isAnswer || takesFamily { member.list.insert(into: &answers) }
            any.formUnion(answers)
            guard required >> UInt32(index) & 1 == 1 else { continue }
            if takesFamily { answers = Bitmap(bound: bound) }
            if full == nil { full = answers } else { full?.formIntersection(answers) }
        }
        return (any, full ?? any)
    }

    static func idf(documents: Int, of total: Int) -> Double {
        log(1 + (Double(total - documents) + 0.5) / (Double(documents) + 0.5))
    }
}
