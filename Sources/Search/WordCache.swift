import SearchIndex

/// What one state of the index says of the words of queries: looked up once, since queries repeat their words.
///
/// It holds no answers, only what a dictionary has: whether a term is held, how documents may write a word, its family,
/// where a compound stands as two words.
final class WordCache: Sendable {
    /// Whether the index holds a term.
    let held = LookUpCache<String, Bool>(capacity: 20_000)
    /// The terms by which documents may write a word.
    let variants = LookUpCache<String, [[String]]>(capacity: 20_000)
    /// The term of two words written in one, where the index holds it.
    let joined = LookUpCache<String, String?>(capacity: 20_000)
    /// The terms of the family of a word.
    let families = LookUpCache<String, [String]>(capacity: 20_000)
    /// The forms of a term, for the second pass.
    let forms = LookUpCache<String, [(code: UInt32, form: String)]>(capacity: 20_000)
    /// The terms whose forms begin so.
    let prefixes = LookUpCache<String, [String]>(capacity: 1_000)
    /// The codes of the forms that begin so.
    let beginnings = LookUpCache<String, [UInt32]>(capacity: 5_000)
    /// Of a word that stands nowhere, whether the dictionary has it, and the word of the index that it was meant to be,
    /// where there is one.
    let corrections = LookUpCache<String, (isWord: Bool, word: String?)>(capacity: 20_000)
    /// The documents that hold terms one after the other: some megabytes, since such lists are short.
    let phrases = LookUpCache<[String], PostingList>(capacity: 1_000)
}
