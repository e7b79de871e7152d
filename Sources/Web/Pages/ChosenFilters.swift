import Search

/// The filters of a page of results, as chips to remove.
struct ChosenFilters {
    /// A chip for each value.
    let chips: [LinkPart]
    /// The same question without any filter.
    let clearURL: String
    /// The button that shows the facets on a phone.
    let foldLabel: String

    /// The filters of `address`, named as the answer or the axes name them.
    init(_ address: SearchAddress, facets: SearchResponse.Facets, directory: AxisDirectory) {
        chips = Facet.allCases.flatMap { facet in
            address.filters[facet].map { value in
                let label = Self.label(value, of: facet, facets: facets, directory: directory)
                return LinkPart(
                    url: address.without(value, in: facet).url,
                    label: "\(facet.chipLabel)\(French.space): \(label)")
            }
        }
        clearURL = address.with { $0.filters = SearchRequest.Filters() }.url
        foldLabel =
            switch chips.count {
            case 0: "Filtrer"
            case 1: "Filtrer (1 filtre actif)"
            default: "Filtrer (\(chips.count) filtres actifs)"
            }
    }

    private static func label(
        _ value: String, of facet: Facet, facets: SearchResponse.Facets, directory: AxisDirectory
    ) -> String {
        if let known = facets[facet].first(where: { $0.isNamed(value) }) { return French.capitalized(known.label) }
        switch facet {
        case .axis: return directory[value]?.node.label ?? value
        case .kind: return KindPart(value).label
        case .public, .territory, .year, .nature: return French.capitalized(value)
        }
    }
}
