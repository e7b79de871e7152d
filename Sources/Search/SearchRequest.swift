import Corpus

/// What a user asks: words and filters, as the command line and the HTTP API receive them.
public struct SearchRequest: Sendable, Equatable {
    /// Which documents are hits.
    public enum Match: String, Sendable, CaseIterable {
        /// Only the documents that hold every word.
        case all
        /// The documents that hold any word, ranked by score alone.
        case any
        /// What users get: every word first for one or two words, one ranking with coverage as a signal for more.
        case auto
    }

    /// The order of the hits.
    public enum Sort: String, Sendable, CaseIterable {
        /// Best first; the newest first where nothing is searched.
        case relevance
        /// The newest first.
        case date
    }

    /// The facets that restrict the hits: a value repeated in one widens it (or), different ones narrow (and).
    public struct Filters: Sendable, Equatable {
        /// Axis ids, labels or alternative names; each holds its descendants.
        public var axis: [String] = []
        /// Kinds of documents: `experience`, `outil`…
        public var kind: [String] = []
        /// Publics, as written or as slugs.
        public var `public`: [String] = []
        /// Territories, as written or as slugs.
        public var territory: [String] = []
        /// Years in which what the document tells of began.
        public var year: [String] = []
        /// `illustrative` or `attestee`.
        public var nature: [String] = []

        /// No filter.
        public init() {}

        /// Whether nothing is filtered.
        public var isEmpty: Bool { self == Filters() }
    }

    /// The words, in the query language of Repères; any string is a query.
    public var query: String
    /// The facets that restrict the hits.
    public var filters: Filters
    /// Which documents are hits.
    public var match: Match
    /// Their order.
    public var sort: Sort
    /// At most so many hits, 0...100.
    public var limit: Int
    /// How many hits are passed over first, 0 or more.
    public var offset: Int
    /// Whether each hit says why it stands where it does.
    public var explain: Bool
    /// Whether search by meaning may take part, once there is a model.
    public var semantic: Bool
    /// What the search does without.
    public var without: Set<SearchPart>
    /// Whether each hit has a snippet: exports do without.
    public var snippets: Bool

    /// The longest query that is accepted, in characters.
    public static let longestQuery = 1_000
    /// The largest page that is accepted.
    public static let largestLimit = 100

    /// A request with the defaults of the API.
    public init(
        _ query: String, filters: Filters = Filters(), match: Match = .auto, sort: Sort = .relevance, limit: Int = 10,
        offset: Int = 0, explain: Bool = false, semantic: Bool = true, without: Set<SearchPart> = [],
        snippets: Bool = true
    ) {
        self.query = query
        self.filters = filters
        self.match = match
        self.sort = sort
        self.limit = limit
        self.offset = offset
        self.explain = explain
        self.semantic = semantic
        self.without = without
        self.snippets = snippets
    }
}
