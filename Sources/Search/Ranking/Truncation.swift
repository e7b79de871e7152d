import Analysis
import SearchIndex

/// Ranks candidates by the beginnings of words, which French words of one meaning mostly share: « démissionner »,
/// « démission » and « démissionnaire » are one here, and so are « départ » and « département ».
///
/// Words cut to some letters find about as much as stems do (McNamee, Nicholas & Mayfield 2009, *Addressing
/// Morphological Variation in Alphabetic Languages*), and err elsewhere: a second opinion, which takes no part in what
/// answers. BM25 over the whole document, in which a title is worth no more than another line.
struct Truncation {
    /// Shorter words stand for themselves.
    static let letters = 5
    private static let (k1, b) = (1.2, 0.75)

    /// For each beginning, the clause that it comes from.
    private var clauses: [Int] = []
    /// The beginnings by the codes of the forms that have them.
    private var beginnings = FormCodes()
    private var filter = FormFilter()

    init(_ query: AnalyzedQuery, analyzer: Analyzer, state: IndexState, cache: WordCache) throws {
        var known: Set<String> = []
        for (index, clause) in query.clauses.prefix(TopDocuments.mostGroups).enumerated() {
            for word in clause.words {
                let beginning = String(analyzer.fold(word.form).prefix(Self.letters))
                guard known.insert(beginning).inserted else { continue }
                let codes = try cache.beginnings.value(for: beginning) {
                    try state.formCodes(beginningWith: beginning, isWhole: beginning.count < Self.letters)
                }
                for code in codes + [Forward.code(ofUnlisted: Term.hash(Array(word.term.utf8)))] {
                    beginnings.insert(code, place: clauses.count)
                    filter.insert(code)
                }
                clauses.append(index)
            }
        }
    }

    /// A score for each hit, 0 for one that has no such word. A word that it holds otherwise, as a synonym say, counts once.
    ///
    /// - Parameter idf: by clause.
    /// - Complexity: O(words of the documents).
    func scores(of hits: ArraySlice<Ranking.Entry>, idf: [Double], state: IndexState, snapshot: Snapshot) throws
        -> [Double]
    {
        let forwards = try state.forwards()
        let mean = snapshot.postings.weigher.meanLength
        var counts = [Double](repeating: 0, count: clauses.count)
        return try hits.map { hit in
            for index in counts.indices { counts[index] = 0 }
            try forwards.forEachWord(of: hit.document, among: filter) { _, word in
                if let index = beginnings[word.form] { counts[index] += 1 }
            }
            let length = Double(snapshot.table.fieldLengths(of: hit.document).wrappedSum())
            let saturation = Self.k1 * (1 - Self.b + Self.b * length / mean)
            return counts.indices.reduce(0) { score, index in
                let isHeld = hit.clauses >> UInt64(clauses[index]) & 1 == 1
                let count = isHeld ? max(1, counts[index]) : counts[index]
                return score + idf[clauses[index]] * count / (count + saturation)
            }
        }
    }
}
