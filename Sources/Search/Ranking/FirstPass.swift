import Foundation
import SearchIndex

/// A document with its score and the clauses that it holds.
struct Candidate: Equatable {
    var document: Int
    var score: Double
    /// Bit n: clause n of the query.
    var clauses: UInt64
}

/// The first pass of ranking: BM25F over title, summary, headings and body, a clause counted once.
///
/// *The Probabilistic Relevance Framework: BM25 and Beyond* (Robertson & Zaragoza 2009), with per-field lengths.
struct FirstPass {
    let state: IndexState
    let table: DocumentTable
    let parameters: RankingParameters

    /// What one clause brought, kept for explanations.
    struct ClauseStatistics {
        var documents = 0
        var idf = 0.0
        /// For the documents that hold only words of the same family.
        var familyIDF = 0.0
    }

    private(set) var statistics: [ClauseStatistics] = []

    init(state: IndexState, table: DocumentTable, parameters: RankingParameters) {
        self.state = state
        self.table = table
        self.parameters = parameters
    }

    /// Every document that holds one clause at least, by number.
    ///
    /// - Complexity: O(occurrences) and 13 bytes a document of the index.
    mutating func candidates(for clauses: [AnalyzedQuery.Clause]) throws -> [Candidate] {
        var scores = [Float](repeating: 0, count: table.bound)
        var held = [UInt64](repeating: 0, count: table.bound)
        var frequencies = scores
        var touched: [Int] = []
        statistics = []
        for (index, clause) in clauses.prefix(64).enumerated() {
            touched.removeAll(keepingCapacity: true)
            func add(_ group: Weighted) throws {
                for occurrence in try state.occurrences(of: group.phrases, in: group.field) {
                    if frequencies[occurrence.document] == 0 { touched.append(occurrence.document) }
                    frequencies[occurrence.document] += Float(group.weight * frequency(occurrence))
                }
            }
            for group in answering(clause) { try add(group) }
            let holders = touched.count
            for document in touched { held[document] |= 1 << UInt64(index) }
            if let group = family(of: clause) { try add(group) }
            let weight = clause.isWeak ? parameters.weakWeight : 1
            let idf = weight * Self.idf(documents: holders, of: table.count)
            let familyIDF = min(idf, weight * Self.idf(documents: touched.count, of: table.count))
            statistics.append(ClauseStatistics(documents: holders, idf: idf, familyIDF: familyIDF))
            for (rank, document) in touched.enumerated() {
                scores[document] += Float((rank < holders ? idf : familyIDF) * saturated(Double(frequencies[document])))
                frequencies[document] = 0
            }
        }
        return table.numbers.compactMap { number in
            scores[number] == 0
                ? nil : Candidate(document: number, score: Double(scores[number]), clauses: held[number])
        }
    }

    /// The documents that hold one of the clauses.
    func documents(holding clauses: [AnalyzedQuery.Clause]) throws -> Set<Int> {
        var documents: Set<Int> = []
        for clause in clauses {
            for alternative in clause.alternatives where alternative.isOriginal {
                let occurrences = try state.occurrences(of: [alternative.terms], in: alternative.field)
                documents.formUnion(occurrences.map(\.document))
            }
        }
        return documents
    }

    /// The clause's frequency in the document, fields weighted and lengths accounted for.
    func frequency(_ occurrence: Occurrence) -> Double {
        var sum = 0.0
        for field in Field.allCases {
            let count = occurrence.frequencies[field]
            if count > 0 { sum += weight(of: field, in: occurrence.document) * Double(count) }
        }
        return sum
    }

    /// What an occurrence in the field counts, in a document of this length.
    func weight(of field: Field, in document: Int) -> Double {
        let (weight, b) =
            switch field {
            case .title: (parameters.titleWeight, parameters.shortFieldB)
            case .summary: (parameters.summaryWeight, parameters.shortFieldB)
            case .headings: (parameters.headingsWeight, parameters.shortFieldB)
            case .body: (1, parameters.bodyB)
            case .header: (parameters.headerWeight, 0)
            }
        guard field != .header else { return weight }
        let length = Double(table.lengths[document * 4 + field.rawValue])
        return weight / (1 - b + b * length / table.meanLengths[field.rawValue])
    }

    /// The share of a clause's weight that a frequency earns, below 1.
    func saturated(_ frequency: Double) -> Double { frequency / (parameters.k1 + frequency) }

    /// Phrases looked up together, where, and what an occurrence counts.
    typealias Weighted = (phrases: [[String]], weight: Double, field: Field?)

    /// All that is looked up for a clause.
    func weighted(_ clause: AnalyzedQuery.Clause) -> [Weighted] {
        answering(clause) + (family(of: clause).map { [$0] } ?? [])
    }

    /// What makes a document hold the clause: the user's words, then synonyms by weight.
    private func answering(_ clause: AnalyzedQuery.Clause) -> [Weighted] {
        var groups: [Weighted] = []
        for alternative in clause.alternatives {
            let weight = alternative.isOriginal ? 1 : alternative.weight * parameters.synonymWeight
            if let index = groups.firstIndex(where: { $0.weight == weight && $0.field == alternative.field }) {
                groups[index].phrases.append(alternative.terms)
            } else {
                groups.append(([alternative.terms], weight, alternative.field))
            }
        }
        return groups
    }

    private func family(of clause: AnalyzedQuery.Clause) -> Weighted? {
        guard parameters.familyWeight > 0, !clause.family.isEmpty else { return nil }
        return (clause.family.map { [$0] }, parameters.familyWeight, clause.alternatives.first?.field)
    }

    static func idf(documents: Int, of total: Int) -> Double {
        log(1 + (Double(total - documents) + 0.5) / (Double(documents) + 0.5))
    }
}
