import Analysis

/// A document as the index takes it: analyzed once, for its postings, its forward form, its vocabulary and FTS5.
///
/// Words refer to what is distinct by number. The threads of a pass share the objects of terms, whose reference counts
/// would travel between the cores at every word.
struct AnalyzedDocument: Sendable {
    /// A distinct term, with how often each field holds it.
    struct Entry: Sendable {
        /// `Term.key`.
        var key: Int64
        var frequencies: FieldFrequencies
        /// Its bytes, among those of all entries.
        var bytes: Range<Int32>
    }

    /// A distinct form.
    struct Form: Sendable {
        /// `Term.formKey`.
        var key: UInt64
        /// `Term.hash` of its term.
        var termHash: UInt32
    }

    /// Words in title, summary, headings and body.
    fileprivate(set) var lengths = FieldLengths()
    /// Colocated terms too.
    fileprivate(set) var entries: [Entry] = []
    /// The terms of the entries, one after the other.
    fileprivate(set) var termBytes: [UInt8] = []
    /// As they are met.
    fileprivate(set) var forms: [Form] = []
    /// Those of the forms that the analyzer had not met in any document before.
    fileprivate(set) var newForms: [Term] = []
    /// The words; form number n is the n-th of `forms`, from 1.
    fileprivate(set) var forward = Forward()
    /// What FTS5 is given again instead of analyzing anew.
    fileprivate(set) var fields: [FieldTokens] = []
    /// The title as completions propose it.
    fileprivate(set) var titleKeys: [CompletionKey] = []

    /// The forward form with the index's numbers in the place of the document's own; 0 for forms without one.
    func forward(numbers: [UInt32]) -> Forward {
        forward.recoded { code in
            let place = Int(code >> 1) - 1
            return numbers[place] == 0
                ? Forward.code(ofUnlisted: forms[place].termHash) : Forward.code(ofForm: numbers[place])
        }
    }

    /// What postings are made of.
    var frequencies: some Sequence<(key: Int64, frequencies: UInt64)> {
        entries.lazy.map { ($0.key, $0.frequencies.packed) }
    }

    /// The entry's term as text.
    func text(of entry: Entry) -> String {
        String(decoding: termBytes[Int(entry.bytes.lowerBound)..<Int(entry.bytes.upperBound)], as: UTF8.self)
    }
}

/// A field's text with its tokens, as FTS5 stores them.
struct FieldTokens: Sendable {
    struct Token: Sendable {
        /// The place of its term among the document's entries.
        var entry: Int32
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
    /// The forms of all documents so far.
    private var metForms = ScratchTable()
    private var formPlaces = ScratchTable()
    private var entryPlaces = ScratchTable()
    /// For each form of the document, its term's place among the entries.
    private var entryOfForm: [Int] = []

    init(stemming: Stemming) {
        analyzer = Analyzer(stemming: stemming, keptWords: Self.keptWords)
    }

    /// A collection of 100,000 documents has half of it.
    private static let keptWords = 500_000

    /// All that the index takes of the document.
    func analyze(_ document: StoredDocument) -> AnalyzedDocument {
        var analyzed = analyze(document.texts)
        analyzed.titleKeys = titleKeys(document.title)
        return analyzed
    }

    /// Titles longer than a line are no wording that anyone would choose.
    func titleKeys(_ title: String) -> [CompletionKey] {
        title.utf8.count > Self.longestTitle ? [] : CompletionKey.keys(of: title, analyzer: analyzer)
    }

    private static let longestTitle = 300

    /// All but the title as completions propose it.
    ///
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
            let entry: Int
            if token.isColocated {
                entry = entryPlace(of: token.term, &document)
            } else {
                length += 1
                entry = add(token, &document)
            }
            document.entries[entry].frequencies.add(1, in: field)
            tokens.tokens.append(
                FieldTokens.Token(
                    entry: Int32(entry), start: Int32(token.start), end: Int32(token.end),
                    isColocated: token.isColocated))
        }
        if field < FrequencyWeigher.measuredFields { document.lengths[field] = length }
        document.fields.append(tokens)
    }

    /// Adds a word to the forward form.
    ///
    /// - Returns: the place of its term among the entries.
    private func add(_ token: borrowing Token, _ document: inout AnalyzedDocument) -> Int {
        let place = formPlaces.value(of: token.term.formKey, else: document.forms.count)
        if place == document.forms.count {
            document.forms.append(AnalyzedDocument.Form(key: token.term.formKey, termHash: token.term.hash))
            if metForms.isNew(token.term.formKey) { document.newForms.append(token.term) }
            entryOfForm.append(entryPlace(of: token.term, &document))
        }
        document.forward.append(
            form: Forward.code(ofForm: UInt32(place + 1)), isCapitalized: token.casing != .lower)
        return entryOfForm[place]
    }

    private func entryPlace(of term: Term, _ document: inout AnalyzedDocument) -> Int {
        let place = entryPlaces.value(of: UInt64(bitPattern: term.key), else: document.entries.count)
        if place == document.entries.count {
            let start = Int32(document.termBytes.count)
            document.termBytes += term.bytes
            document.entries.append(
                AnalyzedDocument.Entry(
                    key: term.key, frequencies: FieldFrequencies(packed: 0),
                    bytes: start..<Int32(document.termBytes.count)))
        }
        return place
    }
}
