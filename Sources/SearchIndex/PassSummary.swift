public import Corpus

/// What one pass of the indexer did.
public struct PassSummary: Sendable, Equatable {
    /// Documents that were not there before.
    public internal(set) var added = 0
    /// Documents whose content changed.
    public internal(set) var changed = 0
    /// Documents that are no longer in the corpus.
    public internal(set) var removed = 0
    /// Documents that stayed as they were.
    public internal(set) var unchanged = 0
    /// Entries that could not be taken in.
    public internal(set) var refused = 0
    /// Refused documents that stay in the index as they last were.
    public internal(set) var kept = 0
    /// Ids of refused documents of which no good version is left.
    public internal(set) var lost: [String] = []
    /// Errors and warnings, in the order in which they were met; warnings of one category beyond `listedWarnings` are only counted.
    public internal(set) var problems: [Problem] = []
    /// How many warnings there were, by category.
    public internal(set) var warnings: [String: Int] = [:]
    /// Whether the file was built anew.
    public internal(set) var rebuilt = false
    /// How long it took.
    public internal(set) var took: Duration = .zero
    /// How many passages were turned into vectors.
    public internal(set) var encodedPassages = 0
    /// How many documents that were written anew kept the vectors that they had.
    public internal(set) var reusedMeanings = 0
    /// How many documents the index holds now.
    public internal(set) var documents = 0

    /// Warnings of one category that are listed one by one.
    public static let listedWarnings = 3

    mutating func note(_ problem: Problem) {
        if problem.severity == .warning {
            let count = warnings[problem.category, default: 0] + 1
            warnings[problem.category] = count
            guard count <= Self.listedWarnings else { return }
        }
        problems.append(problem)
    }
}

/// How far a pass is.
public enum PassProgress: Sendable {
    /// Documents and bytes read so far, and bytes in all.
    case reading(documents: Int, bytes: Int, totalBytes: Int)
    /// Then, with a model: words that have gone into vectors so far, and in all.
    case encoding(words: Int, totalWords: Int)
}
