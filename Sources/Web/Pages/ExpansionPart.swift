import Foundation
import Search

/// What the thesaurus added to a word, and the way to search that word alone.
struct ExpansionPart: TemplateModel {
    let term: String
    let with: String
    /// « Ne chercher que « QPV » », when the word stands in the question.
    let only: LinkPart?

    /// An expansion of the question at `address`.
    init(_ expansion: SearchResponse.Expansion, at address: SearchAddress) {
        term = expansion.term
        with = expansion.with.joined(separator: ", ")
        let query = address.query
        only = query.range(of: expansion.term, options: [.caseInsensitive, .diacriticInsensitive]).map { range in
            let alone = query.replacingCharacters(in: range, with: "\"\(query[range])\"")
            return LinkPart(
                url: address.asking(alone).url, label: "Ne chercher que \(French.quoted(expansion.term))")
        }
    }
}
