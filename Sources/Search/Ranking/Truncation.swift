import Analysis
import SearchIndex

/// Ranks candidates by the beginnings of words, which French words of one meaning mostly share: « démissionner »,
/// « démission » and « démissionnaire » are one here, and so are « départ » and « département ».
///
/// Words cut to some letters find about as much as stems do (McNamee, Nicholas & Mayfield 2009, *Addressing
/// Morphological Variation in Alphabetic Languages*), and err elsewhere: a second opinion, which takes no part in what
/// answers. BM25 over as much of a document as `Forward` keeps, in which a title is worth no more than another line.
struct Truncation {
    /// Shorter words stand for themselves.
    private static let letters = 5
    private static let (k1, b) = (1.2, 0.75)

    /// For each beginning, the clauses whose words have it, a bit each; a clause without words is one too.
    private var clauses: [UInt64] = []
    /// The beginnings, by the codes of the forms that have them.
    private var places = FormCodes()
    private var filter = FormFilter()

    init(_ query: AnalyzedQuery, analyzer: Analyzer, state: IndexState, cache: WordCache) throws {
        var known: [String: Int] = [:]
        for (index, clause) in query.clauses.prefix(TopDocuments.mostGroups).enumerated() {
            let bit: UInt64 = 1 << UInt64(index)
            if clause.words.isEmpty { clauses.append(bit) }
            // « vis-à-vis » is rare, « à » is not.
            let isCompound = clause.words.count > 1
            for word in clause.words where !(isCompound && analyzer.term(for: word.form).isStopWord) {
                let beginning = String(analyzer.fold(word.form).prefix(Self.letters))
                if let place = known[beginning] {
                    clauses[place] |= bit
                    continue
                }
                known[beginning] = clauses.count
                let codes = try cache.beginnings.value(for: beginning) {
                    beginning.count < Self.letters
                        ? try state.formCodes(folded: beginning) : try state.formCodes(beginningWith: beginning)
                }
                for code in codes + [Forward.code(ofUnlisted: Term.hash(Array(word.term.utf8)))] {
                    places.insert(code, place: clauses.count)
                    filter.insert(code)
                }
                clauses.append(bit)
            }
        }
    }

    /// A score for each hit, 0 for one that has no such word. A word that it holds otherwise, as a synonym say, counts
    /// once.
    ///
    /// - Parameter idf: by clause.
    /// - Complexity: O(words of the documents).
    func scores(
        of hits: ArraySlice<Ranking.Entry>, idf: [Double], state: IndexState, snapshot: Snapshot
    ) throws -> [Double] {
        let forwards = try state.forwards()
        // That of the rarest clause.
        let weights = clauses.map { bits in
            idf.indices.reduce(0) { bits >> UInt64($1) & 1 == 1 ? max($0, idf[$1]) : $0 }
        }
        let mean = snapshot.postings.weigher.meanLength
        var counts = [Double](repeating: 0, count: clauses.count)
        return try hits.map { hit in
            for index in counts.indices { counts[index] = 0 }
            try forwards.forEachWord(of: hit.document, among: filter) { _, word in
                if let index = places[word.form] { counts[index] += 1 }
                return true
            }
            let length = min(Int(snapshot.table.fieldLengths(of: hit.document).wrappedSum()), Forward.longest)
            let saturation = Self.k1 * (1 - Self.b + Self.b * Double(length) / mean)
            return counts.indices.reduce(0) { score, index in
                let isHeld = hit.clauses & clauses[index] != 0
                let count = isHeld ? max(1, counts[index]) : counts[index]
                return score + weights[index] * count / (count + saturation)
            }
        }
    }
}
