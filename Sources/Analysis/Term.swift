/// What the analysis makes of a word: the index stores `bytes`.
///
/// Immutable and shared: the same word met again gives the same object.
public final class Term: Sendable {
    /// The term, UTF-8.
    public let bytes: [UInt8]
    /// The term as text.
    public let text: String
    /// The word without case, with its accents: tells `marché` from `marche`, which share a term.
    public let form: String
    /// 32 bits of the term, for the forward form of documents (FNV-1a).
    public let hash: UInt32
    /// 64 bits that stand for the form: among a million forms two never meet by chance.
    public let formKey: UInt64
    /// 55 bits of the term, by which the index finds its postings.
    public let key: Int64
    /// Whether it is an article, a pronoun or a preposition that a query can do without.
    public let isStopWord: Bool
    /// Whether it is a common short word that an acronym in capitals may hide: `pré` behind PRE.
    public let isShortWord: Bool

    /// Whether it belongs to the wording of a question and tells nothing of its subject.
    public let isQuestionWord: Bool
    /// Whether it tells little of what a long query is about.
    public let isWeak: Bool

    init(
        bytes: [UInt8], form: [UInt8], isStopWord: Bool = false, isShortWord: Bool = false,
        isQuestionWord: Bool = false,
        isWeak: Bool = false
    ) {
        self.bytes = bytes
        self.text = String(decoding: bytes, as: UTF8.self)
        self.form = String(decoding: form, as: UTF8.self)
        self.hash = Self.hash(bytes)
        self.formKey = Self.hash64(form)
        self.key = Self.key(bytes)
        self.isStopWord = isStopWord
        self.isShortWord = isShortWord
        self.isQuestionWord = isQuestionWord
        self.isWeak = isWeak
    }

    /// The 32-bit FNV-1a hash: stable for ever, since the index keeps it.
    public static func hash(_ bytes: [UInt8]) -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return hash
    }

    /// The 64-bit FNV-1a hash without its 9 highest bits, which are folded into the lowest: among a million terms two
    /// meet once in a hundred thousand indexes. Stable for ever, as `hash` is.
    public static func key(_ bytes: [UInt8]) -> Int64 {
        let hash = hash64(bytes)
        return Int64(bitPattern: (hash ^ (hash >> 55)) & 0x7F_FFFF_FFFF_FFFF)
    }

    private static func hash64(_ bytes: [UInt8]) -> UInt64 {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        return hash
    }
}

/// A slice of a text with its term.
public struct Token: Sendable {
    /// What sort of term stands at the position.
    public enum Kind: UInt8, Sendable {
        /// The word itself.
        case word
        /// Beside the first part of a hyphenated pair, both parts as one: `rendezvous` in « rendez-vous ».
        case compound
        /// Beside a word in capitals, the acronym: `PRE`, which `pré` is not.
        case acronym
        /// Beside an acronym, the same with its plus sign: `rep+`.
        case plus
    }
    /// How the word is written.
    public enum Casing: UInt8, Sendable {
        /// In small letters.
        case lower
        /// With a capital.
        case capitalized
        /// All in capitals.
        case upper
    }
    /// What the index stores.
    public let term: Term
    /// UTF-8 offsets in the text: the first byte of the word, and one past the last; elided articles stay outside.
    public let start: Int
    /// One past the last byte.
    public let end: Int
    /// The word's number in the text; terms that share one stand beside each other.
    public let position: Int
    /// What sort of term this is.
    public let kind: Kind
    /// How the word is written.
    public let casing: Casing
    /// Whether nothing but a hyphen, or nothing at all, parts it from the word before: `vous` in « rendez-vous ».
    public let isJoined: Bool

    /// Whether it shares its position with the word emitted before it.
    public var isColocated: Bool { kind != .word }
}

/// A token whose term stands as a number in its analyzer: for readers of many words who look at few of their terms.
public struct NumberedToken: Sendable {
    /// `Analyzer.term(numbered:)` gives the term.
    public let term: Int32
    /// `Term.hash` of the term.
    public let termHash: UInt32
    /// UTF-8 offsets, as in `Token`.
    public let start: Int
    /// One past the last byte.
    public let end: Int
    /// What sort of term this is.
    public let kind: Token.Kind
    /// How the word is written.
    public let casing: Token.Casing
    /// As in `Token`.
    public let isJoined: Bool

    /// Whether it shares its position with the word emitted before it.
    public var isColocated: Bool { kind != .word }
}
