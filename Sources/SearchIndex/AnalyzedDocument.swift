import Analysis

/// A document as the index takes it: analyzed once, for its postings, its forward form, its vocabulary and FTS5.
struct AnalyzedDocument: Sendable {
    /// A distinct term, with how often each field holds it.
    struct Entry: Sendable {
        var term: Term
        var frequencies: FieldFrequencies
    }

    /// Words in title, summary, headings and body.
    fileprivate(set) var lengths = FieldLengths()
    /// Colocated terms too.
    fileprivate(set) var entries: [Entry] = []
    /// One term for each distinct form, as they are met.
    fileprivate(set) var forms: [Term] = []
    /// The words; form number n is the n-th of `forms`, from 1.
    fileprivate(set) var forward = Forward()
    /// What FTS5 is given again instead of analyzing anew.
    fileprivate(set) var tokens: [FieldTokens] = []

    /// The forward form with the index's numbers in the place of the document's own; 0 for forms without one.
    func forward(numbers: [UInt32]) -> Forward {
        forward.recoded { code in
            let place = Int(code >> 1) - 1
            return numbers[place] == 0
                ? Forward.code(ofUnlisted: forms[place].hash) : Forward.code(ofForm: numbers[place])
        }
    }
}

/// A field's text with its tokens, as FTS5 stores them.
struct FieldTokens: Sendable {
    struct Token: Sendable {
        var term: Term
        var start: Int32
        var end: Int32
        var isColocated: Bool
    }

    let text: [UInt8]
    fileprivate(set) var tokens: [Token] = []

    fileprivate init(_ text: String) {
        self.text = Array(text.utf8)
        tokens.reserveCapacity(self.text.count / 5)
    }
}

/// Analyzes documents, one after the other. Not shared between threads, as its analyzer.
final class DocumentAnalyzer {
    let analyzer: Analyzer
    private var formPlaces = ScratchTable()
    private var entryPlaces = ScratchTable()
    /// For each form of the document, its term's place among the entries.
    private var entryOfForm: [Int] = []

    init(stemming: Stemming) {
        analyzer = Analyzer(stemming: stemming)
    }

    /// - Parameter texts: what is searched, in the order of `Field`.
    func analyze(_ texts: [String]) -> AnalyzedDocument {
        formPlaces.removeAll()
        entryPlaces.removeAll()
        entryOfForm.removeAll(keepingCapacity: true)
        var document = AnalyzedDocument()
        for (field, text) in texts.enumerated() {
            if field > 0 { document.forward.appendBreak() }
            if !text.isEmpty { analyze(text, field, &document) }
        }
        return document
    }

    private func analyze(_ text: String, _ field: Int, _ document: inout AnalyzedDocument) {
        var tokens = FieldTokens(text)
        var length: Int32 = 0
        analyzer.forEachToken(in: tokens.text) { token in
            tokens.tokens.append(
                FieldTokens.Token(
                    term: token.term, start: Int32(token.start), end: Int32(token.end),
                    isColocated: token.isColocated))
            if token.isColocated {
                document.entries[entryPlace(of: token.term, &document)].frequencies.add(1, in: field)
            } else {
                length += 1
                add(token, field, &document)
            }
        }
        if field < FrequencyWeigher.measuredFields { document.lengths[field] = length }
        document.tokens.append(tokens)
    }

    private func add(_ token: Token, _ field: Int, _ document: inout AnalyzedDocument) {
        // Both hashes: forms of one document that share 64 bits do not occur.
        let key = UInt64(token.term.formHash) << 32 | UInt64(token.term.hash)
        let place = formPlaces.value(of: key, else: document.forms.count)
        if place == document.forms.count {
            document.forms.append(token.term)
            entryOfForm.append(entryPlace(of: token.term, &document))
        }
        document.entries[entryOfForm[place]].frequencies.add(1, in: field)
        document.forward.append(
            form: Forward.code(ofForm: UInt32(place + 1)), isCapitalized: token.casing != .lower)
    }

    private func entryPlace(of term: Term, _ document: inout AnalyzedDocument) -> Int {
        let place = entryPlaces.value(of: UInt64(bitPattern: term.key), else: document.entries.count)
        if place == document.entries.count {
            document.entries.append(AnalyzedDocument.Entry(term: term, frequencies: FieldFrequencies(packed: 0)))
        }
        return place
    }
}
