import Search

/// The facets that restrict a search, under the names of their parameters.
enum Facet: String, CaseIterable, Sendable {
    case axis, kind
    case `public`
    case territory, year, nature

    /// The title over the facet's values.
    var label: String {
        switch self {
        case .axis: "Axe"
        case .kind: "Type de fiche"
        case .public: "Public"
        case .territory: "Territoire"
        case .year: "Année"
        case .nature: "Nature"
        }
    }

    /// The word before a chosen value: « Type : Outil ».
    var chipLabel: String { self == .kind ? "Type" : label }
}

extension SearchRequest.Filters {
    /// The values that a facet is given.
    subscript(facet: Facet) -> [String] {
        get {
            switch facet {
            case .axis: axis
            case .kind: kind
            case .public: self.public
            case .territory: territory
            case .year: year
            case .nature: nature
            }
        }
        set {
            switch facet {
            case .axis: axis = newValue
            case .kind: kind = newValue
            case .public: self.public = newValue
            case .territory: territory = newValue
            case .year: year = newValue
            case .nature: nature = newValue
            }
        }
    }
}

extension SearchResponse.Facets {
    /// The values of a facet in the answer.
    subscript(facet: Facet) -> [SearchResponse.FacetValue] {
        switch facet {
        case .axis: axis
        case .kind: kind
        case .public: self.public
        case .territory: territory
        case .year: year
        case .nature: nature
        }
    }
}
