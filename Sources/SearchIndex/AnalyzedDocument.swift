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
        /// What the analyzer calls the term, for `NumberedKeys`.
        var number: Int32
        var frequencies: FieldFrequencies
        /// Its bytes, among those of all entries.
        var bytes: Range<Int32>
    }

    /// A distinct form.
    struct Form: Sendable {
        /// `Term.formKey`.
        var key: UInt64
        /// What the analyzer calls the form, for `NumberedKeys`.
        var number: Int32
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
    /// Where every `BodyWords.interval`-th word of the body begins, in bytes.
    fileprivate(set) var bodyPlaces: [Int32] = []
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

    /// Makes room for what a text of so many bytes mostly adds.
    fileprivate mutating func reserveCapacity(bytes: Int) {
        entries.reserveCapacity(entries.count + bytes / 12)
        forms.reserveCapacity(forms.count + bytes / 12)
        termBytes.reserveCapacity(termBytes.count + bytes / 2)
        forward.reserveCapacity(bytes / 6)
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
    private var vocabulary = Vocabulary()

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
        vocabulary.beginDocument()
        var document = AnalyzedDocument()
        for (field, text) in texts.enumerated() {
            if field > 0 { document.forward.appendBreak() }
            if !text.isEmpty { Self.analyze(text, field, &document, &vocabulary, analyzer) }
        }
        return document
    }

    /// Apart, so that exclusive access to the vocabulary is checked once a text.
    private static func analyze(
        _ text: String, _ field: Int, _ document: inout AnalyzedDocument, _ vocabulary: inout Vocabulary,
        _ analyzer: Analyzer
    ) {
        var tokens = FieldTokens(text)
        var length: Int32 = 0
        document.reserveCapacity(bytes: tokens.text.count)
        vocabulary.beginText(analyzer)
        analyzer.forEachNumberedToken(in: tokens.text) { token in
            let word = vocabulary.word(token.term, analyzer)
            let entry = vocabulary.entry(of: word, &document)
            document.entries[entry].frequencies.add(1, in: field)
            if !token.isColocated {
                if field == Field.body.rawValue, Int(length).isMultiple(of: BodyWords.interval) {
                    document.bodyPlaces.append(Int32(token.start))
                }
                length += 1
                let form = vocabulary.form(of: word, token.term, analyzer, &document)
                document.forward.append(
                    form: Forward.code(ofForm: UInt32(form + 1)), isCapitalized: token.casing != .lower)
            }
            tokens.tokens.append(
                FieldTokens.Token(
                    entry: Int32(entry), start: Int32(token.start), end: Int32(token.end),
                    isColocated: token.isColocated))
        }
        if field < FrequencyWeigher.measuredFields { document.lengths[field] = length }
        document.fields.append(tokens)
    }
}

/// What is distinct in the document that is being analyzed, found by the numbers that the analyzer gives to words.
///
/// Several words, « École » and « écoles », may share a form or a term: each is looked up by its key once, and found by
/// number from then on. What a document takes of it stands beside its place: the objects of terms, scattered over memory
/// and counted at each touch, took a tenth of the analysis.
private struct Vocabulary {
    struct Word {
        var form: Int32
        var term: Int32
    }

    /// Where a form or a term stands in the document of the stamp.
    private struct Place {
        var stamp: Int32 = 0
        var place: Int32 = 0
    }

    private struct Form {
        let form: AnalyzedDocument.Form
        var place = Place()
        /// Whether a document has had it as a word.
        var isMet = false
    }

    private struct Term {
        let key: Int64
        /// Among `termBytes`.
        let bytes: Range<Int32>
        var place = Place()
    }

    private var epoch = 0
    private var stamp: Int32 = 0
    /// By the analyzer's number.
    private var words: [Word] = []
    private var formsByKey = ScratchTable()
    private var termsByKey = ScratchTable()
    private var forms: [Form] = []
    private var terms: [Term] = []
    private var termBytes: [UInt8] = []

    mutating func beginDocument() {
        stamp &+= 1
        guard stamp == .max else { return }
        stamp = 1
        for index in forms.indices { forms[index].place = Place() }
        for index in terms.indices { terms[index].place = Place() }
    }

    /// To be called before the numbers of a text's words come.
    mutating func beginText(_ analyzer: Analyzer) {
        analyzer.forgetIfFull()
        guard analyzer.epoch != epoch else { return }
        epoch = analyzer.epoch
        words = []
    }

    mutating func word(_ number: Int32, _ analyzer: Analyzer) -> Word {
        // Numbers are given in order, so that an unknown one is the next.
        while Int(number) >= words.count { words.append(newWord(analyzer.term(numbered: Int32(words.count)))) }
        return words[Int(number)]
    }

    private mutating func newWord(_ term: Analysis.Term) -> Word {
        let word = Word(
            form: Int32(formsByKey.value(of: term.formKey, else: forms.count)),
            term: Int32(termsByKey.value(of: UInt64(bitPattern: term.key), else: terms.count)))
        if Int(word.form) == forms.count {
            let form = AnalyzedDocument.Form(key: term.formKey, number: word.form, termHash: term.hash)
            forms.append(Form(form: form))
        }
        if Int(word.term) == terms.count {
            let start = Int32(termBytes.count)
            termBytes += term.bytes
            terms.append(Term(key: term.key, bytes: start..<Int32(termBytes.count)))
        }
        return word
    }

    /// The place of the word's form among those of the document.
    mutating func form(of word: Word, _ number: Int32, _ analyzer: Analyzer, _ document: inout AnalyzedDocument) -> Int
    {
        let index = Int(word.form)
        if forms[index].place.stamp == stamp { return Int(forms[index].place.place) }
        let place = document.forms.count
        forms[index].place = Place(stamp: stamp, place: Int32(place))
        document.forms.append(forms[index].form)
        if !forms[index].isMet {
            forms[index].isMet = true
            document.newForms.append(analyzer.term(numbered: number))
        }
        return place
    }

    /// The place of the word's term among the document's entries.
    mutating func entry(of word: Word, _ document: inout AnalyzedDocument) -> Int {
        let index = Int(word.term)
        if terms[index].place.stamp == stamp { return Int(terms[index].place.place) }
        let place = document.entries.count
        terms[index].place = Place(stamp: stamp, place: Int32(place))
        let start = Int32(document.termBytes.count)
        for byte in terms[index].bytes { document.termBytes.append(termBytes[Int(byte)]) }
        document.entries.append(
            AnalyzedDocument.Entry(
                key: terms[index].key, number: word.term, frequencies: FieldFrequencies(packed: 0),
                bytes: start..<Int32(document.termBytes.count)))
        return place
    }
}
