public import SearchIndex

/// Why a search has no answer. Descriptions are French sentences with their remedy.
public enum SearchError: Error, Equatable, CustomStringConvertible {
    /// The index file is missing, damaged or of another version.
    case index(IndexError)
    /// The query is longer than `SearchRequest.longestQuery`.
    case queryTooLong(length: Int)
    /// A parameter's value is none of those allowed.
    case parameter(name: String, value: String, allowed: String)

    /// Place, fact and remedy.
    public var description: String {
        switch self {
        case .index(let error): error.description
        case .queryTooLong(let length):
            "recherche de \(length) caractères : \(SearchRequest.longestQuery) au plus, raccourcissez-la"
        case .parameter(let name, let value, let allowed):
            "\(name) : valeur « \(value) » refusée, attendu : \(allowed)"
        }
    }
}
