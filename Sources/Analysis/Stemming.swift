/// What becomes of a word once it is folded; an index and the queries on it must agree.
public enum Stemming: String, Sendable {
    /// It is brought to the stem that its inflected forms share.
    case light
    /// It stays as it is: against this one measures what the stemmer brings.
    case off
}
