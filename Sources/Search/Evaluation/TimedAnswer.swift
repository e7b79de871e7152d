/// How much of an answer `Evaluation` times.
public enum TimedAnswer: String, Sendable, CaseIterable {
    /// The ids of the ten best documents.
    case top
    /// These, with the exact totals and the facets.
    case counted
    /// What a page of results shows: ten hits with their snippets, totals and facets.
    case shown
    /// The completions of the query as the beginning of what is being typed.
    case completions
}
