import Analysis
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
        /// The code of the form as the user writes it; that of an unlisted word where no document holds the form.
        var form: UInt32 = 0
        /// The first and the last of the targets with this term.
        var first = 0
        var last = 0
        /// The pairs that it moves, or another target with its term.
        var pairs: [Int] = []
    }

    private let targets: [Target]
    /// For each target, the clauses one of which a document must hold to hold the word; 0 where it may stand anyway.
    private let clauses: [UInt64]
    /// Positions in `targets` of words that follow each other in the query.
    private let pairs: [(first: Int, second: Int, gap: Int, weight: Double)]

    /// The targets' terms by the codes of their forms.
    private var terms = FormCodes()
    /// The forms that can bring a signal.
    private(set) var filter = FormFilter()

    /// - Parameter forms: the forms of a term with their codes.
    init(
        query: AnalyzedQuery, idf: [Double], parameters: RankingParameters,
        forms: (String) throws -> [(code: UInt32, form: String)]
    ) rethrows {
        self.query = query
        self.idf = idf
        self.parameters = parameters
        let weights = query.words.map { Self.weight(of: $0.term, in: query, idf) }
        // Stop words take part in phrases, with little weight: « Lille Est », « hors les murs ».
        var targets = zip(query.words, weights).map { Target(word: $0, weight: $1 ?? 0.3) }
        var pairs: [(first: Int, second: Int, gap: Int, weight: Double)] = []
        let content = targets.indices.filter { weights[$0] != nil }
        for (a, b) in zip(content, content.dropFirst()) {
            let gap = targets[b].word.position - targets[a].word.position
            // A pair is rarer than its words: « fiche de poste » tells much, though « fiche » tells little.
            if gap <= 4 { pairs.append((a, b, gap, (targets[a].weight + targets[b].weight) / 2)) }
        }
        for index in targets.indices {
            let word = targets[index].word
            targets[index].first = targets.firstIndex { $0.word.term == word.term } ?? index
            let unlisted = Forward.code(ofUnlisted: Term.hash(Array(word.term.utf8)))
            let codes = try forms(word.term)
            targets[index].form = codes.first { $0.form == word.form }?.code ?? unlisted
            guard targets[index].first == index else { continue }
            terms.insert(unlisted, place: index)
            filter.insert(unlisted)
            for (code, _) in codes {
                terms.insert(code, place: index)
                filter.insert(code)
            }
        }
        for index in targets.indices { targets[targets[index].first].last = index }
        for (index, pair) in pairs.enumerated() {
            let (first, second) = (targets[pair.first].first, targets[pair.second].first)
            targets[first].pairs.append(index)
            if second != first { targets[second].pairs.append(index) }
        }
        self.targets = targets
        self.pairs = pairs
        clauses = targets.map { target in
            query.clauses.indices.prefix(64).reduce(0) { bits, index in
                query.clauses[index].isPlainWord(target.word.term) ? bits | 1 << UInt64(index) : bits
            }
        }
    }

    /// What the clauses that have the word weigh, the most of them; `nil` where none has it.
    private static func weight(of term: String, in query: AnalyzedQuery, _ idf: [Double]) -> Double? {
        var weight: Double?
        for index in idf.indices where query.clauses[index].words.contains(where: { $0.term == term }) {
            weight = max(weight ?? 0, idf[index])
        }
        return weight
    }

    /// The most that signals can add to a document that holds these clauses.
    func bound(clauses held: UInt64) -> Double {
        var bound = 0.0
        for index in targets.indices where isHeld(index, held) {
            bound += parameters.exactForm * targets[index].weight
            if targets[index].word.isCapitalized, index > 0 { bound += parameters.capital * targets[index].weight }
        }
        for pair in pairs where isHeld(pair.first, held) && isHeld(pair.second, held) {
            bound += parameters.proximity * pair.weight
        }
        if targets.count > 1, targets.indices.allSatisfy({ isHeld($0, held) }) {
            bound += parameters.phrase * targets.reduce(0) { $0 + $1.weight }
        }
        return bound
    }

    /// How many signals a document that holds these clauses can have: once all are as high as they can be, nothing more is
    /// read of it.
    private func signalCount(clauses held: UInt64) -> Int {
        var count = 0
        for index in targets.indices where isHeld(index, held) {
            count += targets[index].word.isCapitalized && index > 0 ? 2 : 1
        }
        for pair in pairs where isHeld(pair.first, held) && isHeld(pair.second, held) { count += 1 }
        return targets.count > 1 && targets.indices.allSatisfy({ isHeld($0, held) }) ? count + 1 : count
    }

    /// Whether a document that holds these clauses may have the word of a target.
    private func isHeld(_ target: Int, _ held: UInt64) -> Bool { clauses[target] == 0 || clauses[target] & held != 0 }

    /// Whether it can change anything.
    var isUseful: Bool { !targets.isEmpty }

    /// The signals of a document.
    ///
    /// - Parameters:
    ///   - held: the clauses that the document holds.
    ///   - found: room for what is seen.
    /// - Complexity: O(words of the document), and O(words of the query) for each that the query has too; nothing is
    ///   allocated.
    func signals(
        of document: Int, clauses held: UInt64, in forwards: ForwardReader, _ found: inout Found
    ) throws -> Signals {
        found.forget(wanted: signalCount(clauses: held))
        try forwards.forEachWord(of: document, among: filter) { position, word in
            if let term = terms[word.form] { take(word, term, at: position, &found) }
            return found.wanted > 0
        }
        return signals(found)
    }

    private func signals(_ found: Found) -> Signals {
        var signals = Signals()
        for index in targets.indices {
            if found.isExact[index] { signals.exactForm += targets[index].weight }
            if found.isCapital[index] && index > 0 { signals.capital += targets[index].weight }
        }
        for index in pairs.indices { signals.proximity += pairs[index].weight * found.closeness[index] }
        signals.exactForm *= parameters.exactForm
        signals.proximity *= parameters.proximity
        signals.capital *= parameters.capital
        if found.hasPhrase, targets.count > 1 {
            signals.phrase = parameters.phrase * targets.reduce(0) { $0 + $1.weight }
        }
        return signals
    }

    /// Room for what a document is seen to hold, for one after the other.
    var room: Found { Found(targets: targets.count, pairs: pairs.count) }

    /// What a document was seen to hold so far.
    struct Found {
        /// By target: where its term stood last.
        fileprivate var last: [Int]
        fileprivate var isExact: [Bool]
        fileprivate var isCapital: [Bool]
        /// By pair.
        fileprivate var closeness: [Double]
        /// How many of the query's words stand one after the other up to `runEnd`.
        fileprivate var run = 0
        fileprivate var runEnd = -1
        fileprivate var hasPhrase = false
        /// How many signals may still rise.
        fileprivate var wanted = 0

        fileprivate init(targets: Int, pairs: Int) {
            last = Array(repeating: -1_000, count: targets)
            isExact = Array(repeating: false, count: targets)
            isCapital = isExact
            closeness = Array(repeating: 0, count: pairs)
        }

        fileprivate mutating func forget(wanted: Int) {
            for index in last.indices { (last[index], isExact[index], isCapital[index]) = (-1_000, false, false) }
            for index in closeness.indices { closeness[index] = 0 }
            (run, runEnd, hasPhrase, self.wanted) = (0, -1, false, wanted)
        }
    }

    /// - Parameter term: the first target with the word's term.
    private func take(_ word: Forward.Word, _ term: Int, at position: Int, _ found: inout Found) {
        // No phrase runs past another word, nor from one field into the next.
        if position != found.runEnd + 1 { found.run = 0 }
        found.run = term == targets[found.run].first ? found.run + 1 : term == targets[0].first ? 1 : 0
        found.runEnd = position
        if found.run == targets.count {
            if targets.count > 1, !found.hasPhrase { found.wanted -= 1 }
            (found.run, found.hasPhrase) = (0, true)
        }
        for index in term..<(targets[term].last + 1) where targets[index].first == term {
            found.last[index] = position
            guard word.form == targets[index].form else { continue }
            if !found.isExact[index] { found.wanted -= 1 }
            found.isExact[index] = true
            guard targets[index].word.isCapitalized && word.isCapitalized else { continue }
            if index > 0, !found.isCapital[index] { found.wanted -= 1 }
            found.isCapital[index] = true
        }
        for index in targets[term].pairs {
            let pair = pairs[index]
            let (first, second) = (found.last[pair.first], found.last[pair.second])
            let distance = second - first
            if distance == 0 || first < 0 || second < 0 { continue }
            // In the query's order and at its distance: 1; reversed or further: less.
            let deviation = distance > 0 ? abs(distance - pair.gap) : -distance + pair.gap
            let closeness = 1 / Double(1 + deviation)
            if closeness == 1, found.closeness[index] < 1 { found.wanted -= 1 }
            found.closeness[index] = max(found.closeness[index], closeness)
        }
    }
}
