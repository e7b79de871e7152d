/// A part of the search that a request can do without; what it brings is measured by leaving it out.
public enum SearchPart: String, Sendable, CaseIterable {
    /// The synonyms and acronyms of the thesaurus.
    case thesaurus
    /// The lists of common words and of wordings of questions, which count for nothing beside other words.
    case stopWords = "stop-words"
    /// The words of the same family as those of the query.
    case family
    /// The second pass of ranking.
    case secondPass = "second-pass"
    /// The comparison with the meaning of the query.
    case meaning

    /// What adds words to those of the query: without these, only what was typed is searched.
    public static let expansion: Set<SearchPart> = [.thesaurus, .family]
}
