import Search

/// Hits of a page that answer alike, under a heading that says how.
struct GroupPart: TemplateModel {
    /// The heading's id on the page.
    let id: String
    let title: String
    /// How many the whole list has.
    let count: String
    /// What they have in common.
    let note: String
    /// Whether they stand there for their meaning, which the help explains.
    let isByMeaning: Bool
    let hitsHTML: HTML

    /// - Parameter place: of the group among those of the page.
    init(_ reach: SearchResponse.Group.Reach, place: Int, of answer: SearchResponse, hitsHTML: HTML) {
        isByMeaning = reach == .meaning
        id = isByMeaning ? "t-sens" : "t-partie-\(place)"
        title = isByMeaning ? "Proche par le sens" : "Une partie des mots"
        count = French.number(isByMeaning ? answer.nearTotal : answer.partialTotal - answer.nearTotal)
        note =
            isByMeaning
            ? "Ces fiches disent autrement ce que vous cherchez." : "Ces fiches ne contiennent pas tous les mots."
        self.hitsHTML = hitsHTML
    }
}
