import Analysis

/// A document as the index takes it: analyzed once, for its postings, its forward form and its vocabulary.
struct AnalyzedDocument {
    /// A distinct term, with how often each field holds it.
    struct Entry {
        var term: Term
        var frequencies: FieldFrequencies
    }

    /// Words in title, summary, headings and body.
    private(set) var lengths = FieldLengths()
    private(set) var forward = Forward()
    /// Colocated terms too.
    private(set) var entries: [Entry] = []
    /// One term for each distinct form.
    private(set) var forms: [Term] = []

    init(_ fields: [String], analyzer: Analyzer) {
        var places: [Int64: Int] = [:]
        var seen: Set<UInt32> = []
        for (field, text) in fields.enumerated() {
            var length: Int32 = 0
            analyzer.forEachToken(in: Array(text.utf8)) { token in
                count(token.term, in: field, &places)
                guard token.kind == .word else { return }
                length += 1
                forward.append(token)
                if seen.insert(token.term.formHash).inserted { forms.append(token.term) }
            }
            if field < FrequencyWeigher.measuredFields { lengths[field] = length }
            forward.appendBreak()
        }
    }

    private mutating func count(_ term: Term, in field: Int, _ places: inout [Int64: Int]) {
        if let place = places[term.key] {
            entries[place].frequencies.add(1, in: field)
        } else {
            places[term.key] = entries.count
            var frequencies = FieldFrequencies(packed: 0)
            frequencies.add(1, in: field)
            entries.append(Entry(term: term, frequencies: frequencies))
        }
    }
}
