import Search

/// Hits of a page that answer alike, under a heading that says how.
struct GroupPart: TemplateModel {
    /// The heading's id on the page.
    let id: String
    let title: String
    /// How many the whole list has; `nil` where some of them stand further up.
    let count: String?
    /// What they have in common.
    let note: String
    /// Whether they stand there for their meaning, which the help explains.
    let isByMeaning: Bool
    let hitsHTML: HTML

    /// Those that are near by meaning.
    static func meaning(_ answer: SearchResponse, hitsHTML: HTML) -> GroupPart {
        GroupPart(
            id: "t-sens", title: "Proche par le sens", count: French.number(answer.nearTotal),
            note: "Ces fiches disent autrement ce que vous cherchez.", isByMeaning: true, hitsHTML: hitsHTML)
    }

    /// Those that hold a part of the words only.
    ///
    /// - Parameter goesOn: whether others of them stand before, for what they mean too.
    static func someWords(_ answer: SearchResponse, goesOn: Bool, hitsHTML: HTML) -> GroupPart {
        GroupPart(
            id: goesOn ? "t-suite" : "t-partie", title: goesOn ? "Une partie des mots, suite" : "Une partie des mots",
            count: goesOn ? nil : French.number(answer.partialTotal - answer.nearTotal),
            note: "Ces fiches ne contiennent pas tous les mots.", isByMeaning: false, hitsHTML: hitsHTML)
    }
}
