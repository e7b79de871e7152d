import Foundation

/// Lacking words cost what they weigh: a hit's score is scaled by the part of the query's weight that it holds.
struct Coverage {
    private let idf: [Double]
    private let total: Double
    private let power: Double
    /// By the clauses held, those factors that were asked for; the others below 0. Hits share few sets of clauses.
    private var known: [Double]

    /// Queries of more clauses are rare, and a table of theirs would be large.
    private static let mostKnown = 10

    /// Lacking words cost nothing.
    static let none = Coverage(idf: [], power: 0)

    init(idf: [Double], power: Double) {
        self.idf = idf
        self.power = power
        total = idf.reduce(0, +)
        known = Array(repeating: -1, count: idf.count <= Self.mostKnown ? 1 << idf.count : 0)
    }

    /// What scales the score of a document that answers these clauses, 1 at most.
    mutating func factor(_ clauses: UInt32) -> Double {
        guard Int(clauses) < known.count else { return computed(clauses) }
        if known[Int(clauses)] < 0 { known[Int(clauses)] = computed(clauses) }
        return known[Int(clauses)]
    }

    private func computed(_ clauses: UInt32) -> Double {
        guard total > 0 else { return 1 }
        var covered = 0.0
        for index in idf.indices where clauses >> UInt32(index) & 1 == 1 { covered += idf[index] }
        return pow(covered / total, power)
    }
}
