import SearchIndex

/// Says why hits stand where they do: what was found of each word, as what, in which fields, and what it weighed.
struct Explainer {
    private let query: AnalyzedQuery
    private let statistics: [Ranking.ClauseStatistics]
    private let firstPass: FirstPass
    /// For each clause, its ways with their occurrences in the documents to explain.
    private let ways: [[Way]]

    /// One of the things that were looked up for a clause.
    private struct Way {
        var text: String
        var origin: SearchResponse.Explanation.Origin
        var weight: Double
        /// By document, how often each field holds it, and what that counts.
        var occurrences: [Int: (fields: FieldFrequencies, frequency: Double)]
    }

    /// - Complexity: one look-up for each alternative of the query, however many documents there are.
    init(
        _ query: AnalyzedQuery, statistics: [Ranking.ClauseStatistics], firstPass: FirstPass, documents: Set<Int>
    ) throws {
        self.query = query
        self.statistics = statistics
        self.firstPass = firstPass
        let (state, parameters) = (firstPass.state, firstPass.parameters)
        func occurrences(
            _ terms: [String], _ field: Field?
        ) throws -> [Int: (fields: FieldFrequencies, frequency: Double)] {
            let all = try state.occurrences(of: [terms], in: field).filter { documents.contains($0.document) }
            return Dictionary(
                all.map { ($0.document, ($0.frequencies, Impact.rounded(firstPass.frequency($0)))) }
            ) { first, _ in first }
        }
        ways = try query.clauses.map { clause in
            let answering = try clause.alternatives.enumerated().map { rank, alternative in
                let isOriginal = alternative.isOriginal
                return Way(
                    text: alternative.label ?? (rank == 0 ? clause.text : alternative.terms.joined(separator: " ")),
                    origin: isOriginal ? .word : .synonym,
                    weight: isOriginal ? 1 : alternative.weight * parameters.synonymWeight,
                    occurrences: try occurrences(alternative.terms, alternative.field))
            }
            guard parameters.familyWeight > 0 else { return answering }
            return try answering
                + clause.family.map { term in
                    Way(
                        text: try state.mostFrequentForm(ofTerm: term) ?? term, origin: .family,
                        weight: parameters.familyWeight,
                        occurrences: try occurrences([term], clause.alternatives.first?.field))
                }
        }
    }

    /// Why the entry, one of the documents to explain, has its score.
    func explanation(of entry: Ranking.Entry) -> SearchResponse.Explanation {
        let clauses = query.clauses.indices.prefix(statistics.count).map { index in
            let found = ways[index].compactMap { self.found($0, in: entry.document) }
            let frequency = found.reduce(0) { $0 + $1.frequency }
            let isHeld = entry.clauses >> UInt64(index) & 1 == 1
            let idf = isHeld ? statistics[index].idf : statistics[index].familyIDF
            return SearchResponse.Explanation.Clause(
                term: query.clauses[index].text, documents: statistics[index].documents,
                isWeak: query.clauses[index].isWeak, idf: idf, frequency: frequency,
                // A hit that is listed for its meaning alone may hold a word: that counts for nothing.
                score: entry.isNear ? 0 : idf * frequency / (firstPass.parameters.k1 + frequency), found: found)
        }
        return SearchResponse.Explanation(
            clauses: clauses,
            signals: [
                "forme exacte": entry.signals.exactForm, "proximité": entry.signals.proximity,
                "capitales": entry.signals.capital, "expression entière": entry.signals.phrase,
                "mots absents": -entry.coverageLoss, "sens": entry.meaning,
                "débuts de mots": entry.beginnings, "tous les mots": entry.fullBonus,
            ])
    }

    private func found(_ way: Way, in document: Int) -> SearchResponse.Explanation.Found? {
        guard let occurrence = way.occurrences[document] else { return nil }
        let fields = Field.allCases.filter { occurrence.fields[$0] > 0 }.map {
            (String(describing: $0), occurrence.fields[$0])
        }
        return SearchResponse.Explanation.Found(
            text: way.text, origin: way.origin, weight: way.weight,
            fields: Dictionary(uniqueKeysWithValues: fields),
            frequency: way.weight * occurrence.frequency)
    }
}
