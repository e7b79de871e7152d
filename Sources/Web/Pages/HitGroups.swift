import Search

/// A page of hits in the groups that readers see: those with every word, then those with a part of them.
///
/// Long questions have one ranking, in which both kinds alternate: it stays whole.
struct HitGroups {
    /// The hits that hold every word, or all of them when both kinds alternate.
    let first: [SearchResponse.Hit]
    /// The hits that hold a part of the words.
    let partial: [SearchResponse.Hit]
    /// Whether `first` holds both kinds.
    let isMixed: Bool

    /// The groups of a page, whose order is kept.
    init(_ hits: [SearchResponse.Hit]) {
        let complete = hits.prefix { $0.match != "partial" }
        let rest = hits.dropFirst(complete.count)
        isMixed = rest.contains { $0.match != "partial" }
        first = isMixed ? hits : Array(complete)
        partial = isMixed ? [] : Array(rest)
    }
}
