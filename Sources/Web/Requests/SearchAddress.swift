import Foundation
import Search

/// A page of results: what it asks, and its address. Lenient, unlike the API: what it does not understand is left out.
struct SearchAddress: Sendable, Equatable {
    /// The words.
    var query = ""
    /// The filters.
    var filters = SearchRequest.Filters()
    /// Which documents are hits.
    var match = SearchRequest.Match.auto
    /// Their order.
    var sort = SearchRequest.Sort.relevance
    /// The page, from 1.
    var page = 1

    /// Hits on a page.
    static let pageSize = 10
    private static let lastPage = SearchParameters.largestOffset / pageSize

    /// Everything, the newest first.
    init() {}

    /// What `parameters` ask for.
    ///
    /// - Throws: a refusal when the query is too long, or a facet has too many values.
    init(_ parameters: QueryString) throws(Refusal) {
        query = (parameters["q"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        guard query.unicodeScalars.count <= SearchRequest.longestQuery else {
            let longest = French.count(SearchRequest.longestQuery, "caractère")
            throw Refusal.badRequest("Votre question est trop longue : \(longest) au plus.")
        }
        filters = try SearchParameters.filters(parameters)
        match = parameters["match"].flatMap(SearchRequest.Match.init(rawValue:)) ?? .auto
        sort = parameters["sort"].flatMap(SearchRequest.Sort.init(rawValue:)) ?? .relevance
        page = min(max(parameters["page"].flatMap { Int($0) } ?? 1, 1), Self.lastPage)
    }

    /// The request that gives this page.
    var request: SearchRequest {
        SearchRequest(
            query, filters: filters, match: match, sort: sort, limit: Self.pageSize,
            offset: (page - 1) * Self.pageSize)
    }

    /// Its address on this site.
    var url: String { url(at: "/recherche") }

    /// What it asks, at another path; only what differs from the defaults is named.
    func url(at path: String) -> String {
        var pairs = query.isEmpty ? [] : [("q", query)]
        pairs += settings.map { ($0.name, $0.value) }
        if page > 1 { pairs.append(("page", String(page))) }
        let parameters = pairs.map { "\($0.0)=\(PercentEncoding.query($0.1))" }.joined(separator: "&")
        return parameters.isEmpty ? path : "\(path)?\(parameters)"
    }

    /// What it asks beside words and page, where that is not the default.
    var settings: [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = []
        for facet in Facet.allCases { pairs += filters[facet].map { (facet.rawValue, $0) } }
        if match != .auto { pairs.append(("match", match.rawValue)) }
        if sort != .relevance { pairs.append(("sort", sort.rawValue)) }
        return pairs
    }

    /// The same with changes; its first page.
    func with(_ change: (inout SearchAddress) -> Void) -> SearchAddress {
        var address = self
        address.page = 1
        change(&address)
        return address
    }

    /// The same for other words.
    func asking(_ query: String) -> SearchAddress {
        with { $0.query = query }
    }

    /// The same at another page.
    func at(page: Int) -> SearchAddress {
        with { $0.page = page }
    }

    /// The same without one value of a facet.
    func without(_ value: String, in facet: Facet) -> SearchAddress {
        with { $0.filters[facet].removeAll { $0 == value } }
    }
}
