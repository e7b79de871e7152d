import SearchIndex

/// The second pass of ranking: reorders the best candidates on what the first cannot see.
///
/// Takes candidates and gives them back in order: exact forms over stems (`marché` before `marche`), words that are
/// neighbors in the query and in the document (after *Term Proximity Scoring*, Rasolofo & Savoy 2003), capitals.
struct SecondPass {
    let query: AnalyzedQuery
    let idf: [Double]
    let parameters: RankingParameters

    /// What the signals add to a candidate's score, each as a part of the query's weight.
    struct Signals: Equatable {
        var exactForm = 0.0
        var proximity = 0.0
        var capital = 0.0
        var phrase = 0.0

        var sum: Double { exactForm + proximity + capital + phrase }
    }

    /// The words looked for, with the weight of their clause.
    private struct Target {
        var word: AnalyzedQuery.Word
        var weight: Double
    }

    private let targets: [Target]
    /// For each target, the clauses one of which a document must hold to hold the word; 0 where it may stand anyway.
    private let clauses: [UInt64]
    /// Positions in `targets` of words that follow each other in the query.
    private let pairs: [(first: Int, second: Int, gap: Int, weight: Double)]

    init(query: AnalyzedQuery, idf: [Double], parameters: RankingParameters) {
        self.query = query
        self.idf = idf
        self.parameters = parameters
        var weights: [UInt32: Double] = [:]
        for (clause, idf) in zip(query.clauses, idf) {
            for word in clause.words { weights[word.term] = max(weights[word.term] ?? 0, idf) }
        }
        // Stop words take part in phrases, with little weight: « Lille Est », « hors les murs ».
        let targets = query.words.map { Target(word: $0, weight: weights[$0.term] ?? 0.3) }
        var pairs: [(first: Int, second: Int, gap: Int, weight: Double)] = []
        let content = targets.indices.filter { weights[targets[$0].word.term] != nil }
        for (a, b) in zip(content, content.dropFirst()) {
            let gap = targets[b].word.position - targets[a].word.position
            // A pair is rarer than its words: « fiche de poste » tells much, though « fiche » tells little.
            if gap <= 4 { pairs.append((a, b, gap, (targets[a].weight + targets[b].weight) / 2)) }
        }
        self.targets = targets
        self.pairs = pairs
        clauses = targets.map { target in
            query.clauses.indices.prefix(64).reduce(0) { bits, index in
                query.clauses[index].isPlainWord(target.word.term) ? bits | 1 << UInt64(index) : bits
            }
        }
    }

    /// The most that signals can add to a document that holds these clauses.
    func bound(clauses held: UInt64) -> Double {
        let isHeld = clauses.map { $0 == 0 || $0 & held != 0 }
        var bound = 0.0
        for index in targets.indices where isHeld[index] {
            bound += parameters.exactForm * targets[index].weight
            if targets[index].word.isCapitalized, index > 0 { bound += parameters.capital * targets[index].weight }
        }
        for pair in pairs where isHeld[pair.first] && isHeld[pair.second] {
            bound += parameters.proximity * pair.weight
        }
        if targets.count > 1, isHeld.allSatisfy(\.self) {
            bound += parameters.phrase * targets.reduce(0) { $0 + $1.weight }
        }
        return bound
    }

    /// Whether it can change anything.
    var isUseful: Bool { !targets.isEmpty }

    /// The candidate's signals in a document.
    ///
    /// - Complexity: O(words of the document × words of the query), nothing allocated in the loop.
    func signals(in forward: Forward) -> Signals {
        var last = [Int](repeating: -1_000, count: targets.count)
        var isExact = [Bool](repeating: false, count: targets.count)
        var isCapital = isExact
        var closeness = [Double](repeating: 0, count: pairs.count)
        var run = 0
        var runEnd = -1
        var hasPhrase = false
        for (position, word) in forward.words.enumerated() where word.term != 0 {
            // No phrase runs from one field into the next.
            if position != runEnd + 1 { run = 0 }
            run = word.term == targets[run].word.term ? run + 1 : word.term == targets[0].word.term ? 1 : 0
            runEnd = position
            if run == targets.count { (run, hasPhrase) = (0, true) }
            var isTarget = false
            for (index, target) in targets.enumerated() where target.word.term == word.term {
                last[index] = position
                isTarget = true
                guard Forward.Word.form(word.form) == target.word.form else { continue }
                isExact[index] = true
                if target.word.isCapitalized && word.isCapitalized { isCapital[index] = true }
            }
            guard isTarget else { continue }
            for (index, pair) in pairs.enumerated() {
                let distance = last[pair.second] - last[pair.first]
                if distance == 0 || last[pair.first] < 0 || last[pair.second] < 0 { continue }
                // In the query's order and at its distance: 1; reversed or further: less.
                let deviation = distance > 0 ? abs(distance - pair.gap) : -distance + pair.gap
                closeness[index] = max(closeness[index], 1 / Double(1 + deviation))
            }
        }
        var signals = Signals()
        for index in targets.indices {
            if isExact[index] { signals.exactForm += targets[index].weight }
            if isCapital[index] && index > 0 { signals.capital += targets[index].weight }
        }
        for index in pairs.indices { signals.proximity += pairs[index].weight * closeness[index] }
        signals.exactForm *= parameters.exactForm
        signals.proximity *= parameters.proximity
        signals.capital *= parameters.capital
        if hasPhrase, targets.count > 1 { signals.phrase = parameters.phrase * targets.reduce(0) { $0 + $1.weight } }
        return signals
    }
}
