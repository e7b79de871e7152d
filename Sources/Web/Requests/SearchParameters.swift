import Search

/// Reads a search request from the parameters of the API, and refuses what it does not understand.
enum SearchParameters {
    /// The furthest that paging goes.
    static let largestOffset = 1_000_000
    /// How many values one facet may be given.
    static let largestFilter = 50

    /// The request that `parameters` ask for; defaults where they are absent or empty.
    static func request(_ parameters: QueryString) throws(Refusal) -> SearchRequest {
        SearchRequest(
            try query(parameters),
            filters: try filters(parameters),
            match: try choice("match", among: SearchRequest.Match.self, parameters) ?? .auto,
            sort: try choice("sort", among: SearchRequest.Sort.self, parameters) ?? .relevance,
            limit: try number("limit", in: 0...SearchRequest.largestLimit, parameters) ?? 10,
            offset: try number("offset", in: 0...largestOffset, parameters) ?? 0,
            explain: try boolean("explain", parameters) ?? false,
            semantic: try boolean("semantic", parameters) ?? true,
            without: try boolean("expand", parameters) ?? true ? [] : SearchPart.expansion)
    }

    /// `q`, no longer than queries may be.
    static func query(_ parameters: QueryString) throws(Refusal) -> String {
        let query = parameters["q"] ?? ""
        guard query.unicodeScalars.count <= SearchRequest.longestQuery else {
            let longest = French.count(SearchRequest.longestQuery, "caractère")
            throw Refusal.badRequest("« q » est trop long : \(longest) au plus.")
        }
        return query
    }

    /// The filters, of which each facet has a few values at most.
    static func filters(_ parameters: QueryString) throws(Refusal) -> SearchRequest.Filters {
        var filters = SearchRequest.Filters()
        for facet in Facet.allCases {
            guard parameters.count(of: facet.rawValue) <= largestFilter else {
                throw Refusal.badRequest("« \(facet.rawValue) » a trop de valeurs : \(largestFilter) au plus.")
            }
            filters[facet] = parameters.values(facet.rawValue)
        }
        return filters
    }

    /// The whole number that `name` gives, `nil` when it is absent.
    static func number(
        _ name: String, in range: ClosedRange<Int>, _ parameters: QueryString
    ) throws(Refusal) -> Int? {
        guard let text = parameters[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            let bounds = "de \(range.lowerBound) à \(French.number(range.upperBound))"
            throw Refusal.badRequest("« \(name) » doit être un nombre entier \(bounds).")
        }
        return number
    }

    private static func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ name: String, among: Choice.Type, _ parameters: QueryString
    ) throws(Refusal) -> Choice? {
        guard let text = parameters[name] else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal.badRequest("« \(name) » doit être l’un de : \(choices).")
        }
        return choice
    }

    private static func boolean(_ name: String, _ parameters: QueryString) throws(Refusal) -> Bool? {
        switch parameters[name] {
        case nil: nil
        case "true", "1": true
        case "false", "0": false
        default: throw Refusal.badRequest("« \(name) » doit être true ou false.")
        }
    }
}
