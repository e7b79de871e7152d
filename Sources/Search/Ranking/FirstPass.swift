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
            func add(_ phrases: [[String]], weight: Double) throws {
                for occurrence in try state.occurrences(of: phrases, in: clause.field) {
                    if frequencies[occurrence.document] == 0 { touched.append(occurrence.document) }
                    frequencies[occurrence.document] += Float(weight * frequency(occurrence))
                }
            }
            for alternatives in Self.grouped(clause.alternatives) {
                let weight = alternatives.isOriginal ? 1 : alternatives.weight * parameters.synonymWeight
                try add(alternatives.phrases, weight: weight)
            }
            let holders = touched.count
            for document in touched { held[document] |= 1 << UInt64(index) }
            if parameters.familyWeight > 0, !clause.family.isEmpty {
                try add(clause.family.map { [$0] }, weight: parameters.familyWeight)
            }
            let idf = Self.idf(documents: holders, of: table.count)
            statistics.append(ClauseStatistics(documents: holders, idf: idf))
            let familyIDF = min(idf, Self.idf(documents: touched.count, of: table.count))
            for (rank, document) in touched.enumerated() {
                let saturated = Double(frequencies[document]) / (parameters.k1 + Double(frequencies[document]))
                scores[document] += Float((rank < holders ? idf : familyIDF) * saturated)
                frequencies[document] = 0
            }
        }
        return table.numbers.compactMap { number in
            scores[number] == 0 ? nil : Candidate(document: number, score: Double(scores[number]), clauses: held[number])
        }
    }

    /// The documents that hold one of the clauses.
    func documents(holding clauses: [AnalyzedQuery.Clause]) throws -> Set<Int> {
        var documents: Set<Int> = []
        for clause in clauses {
            let phrases = clause.alternatives.filter(\.isOriginal).map(\.terms)
            documents.formUnion(try state.occurrences(of: phrases, in: clause.field).map(\.document))
        }
        return documents
    }

    /// The clause's frequency in the document, fields weighted and lengths accounted for.
    func frequency(_ occurrence: Occurrence) -> Double {
        let weights = [parameters.titleWeight, parameters.summaryWeight, parameters.headingsWeight, 1]
        var sum = 0.0
        for field in Field.allCases {
            let count = occurrence.frequencies[field]
            guard count > 0 else { continue }
            let b = field == .body ? parameters.bodyB : parameters.shortFieldB
            let length = Double(table.lengths[occurrence.document * 4 + field.rawValue])
            sum += weights[field.rawValue] * Double(count) / (1 - b + b * length / table.meanLengths[field.rawValue])
        }
        return sum
    }

    static func idf(documents: Int, of total: Int) -> Double {
        log(1 + (Double(total - documents) + 0.5) / (Double(documents) + 0.5))
    }

    /// Alternatives of one weight are looked up together.
    private static func grouped(
        _ alternatives: [AnalyzedQuery.Alternative]
    ) -> [(phrases: [[String]], weight: Double, isOriginal: Bool)] {
        var groups: [(phrases: [[String]], weight: Double, isOriginal: Bool)] = []
        for alternative in alternatives {
            if let index = groups.firstIndex(where: {
                $0.isOriginal == alternative.isOriginal && $0.weight == alternative.weight
            }) {
                groups[index].phrases.append(alternative.terms)
            } else {
                groups.append(([alternative.terms], alternative.weight, alternative.isOriginal))
            }
        }
        return groups
    }
}
