import Analysis

/// A text's words as phrases are made of them.
struct PhraseWords {
    enum Role: UInt8 {
        /// May begin and end a phrase.
        case content
        /// Stands inside a phrase only: « de la ».
        case link
        /// Stands in none: a number, the end of a field.
        case gap
    }

    /// `Term.hash` of each word.
    private(set) var terms: [UInt32] = []
    private(set) var roles: [Role] = []

    /// Takes the words of a document's title, summary and body, by the term's hash and the role of each form code.
    ///
    /// Headings and names of axes are lists: what follows what in them is the same in every document, and would make
    /// « conseil citoyen » the end of a longer expression.
    mutating func read(_ forward: Forward, form: (UInt32) -> (term: UInt32, role: Role)) {
        terms.removeAll(keepingCapacity: true)
        roles.removeAll(keepingCapacity: true)
        var field = Field.title.rawValue
        for word in forward.words {
            if word.isBreak { field += 1 }
            if word.isBreak || field == Field.headings.rawValue || field == Field.header.rawValue {
                append(0, .gap)
            } else {
                let (term, role) = form(word.form)
                append(term, role)
            }
        }
    }

    init() {}

    mutating func append(_ term: UInt32, _ role: Role) {
        terms.append(term)
        roles.append(role)
    }

    /// Calls `body` with each phrase of at most `longest` words, single content words included, and its key.
    func forEachPhrase(upTo longest: Int, _ body: (Range<Int>, UInt64) -> Void) {
        for start in terms.indices where roles[start] == .content {
            var key = Self.seed
            for end in start..<min(start + longest, terms.count) {
                if roles[end] == .gap { break }
                key = Self.key(key, terms[end])
                if roles[end] == .content { body(start..<end + 1, key) }
            }
        }
    }

    /// 64 bits that stand for the terms in order: among a few hundred thousand phrases two never meet by chance.
    func key(_ words: Range<Int>) -> UInt64 { terms[words].reduce(Self.seed) { Self.key($0, $1) } }

    private static let seed: UInt64 = 14_695_981_039_346_656_037

    /// The finalizer of SplitMix64: every bit of a term moves half of the key's.
    private static func key(_ key: UInt64, _ term: UInt32) -> UInt64 {
        var mixed = (key ^ UInt64(term)) &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
