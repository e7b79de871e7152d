/// The answer to a search, in the shape of `GET /api/v1/search`.
public struct SearchResponse: Sendable, Equatable, Encodable {
    /// The query as it was asked.
    public var query: String
    /// The matching rule that was asked: `all`, `any` or `auto`.
    public var match: String
    /// Whether search by meaning took part.
    public var semantic: Bool
    /// How many documents hold every word.
    public var total: Int
    /// How many more are listed: those that hold only some of them, and those that are near by meaning.
    public var partialTotal: Int
    /// How many of these are listed for their meaning alone. Not part of the API.
    public var nearTotal: Int
    /// The page's size, as asked.
    public var limit: Int
    /// How many hits come before this page.
    public var offset: Int
    /// The time that the search took, in microseconds.
    public var tookMicroseconds: Int
    /// The page of hits, best first.
    public var results: [Hit]
    /// The values of each facet with their counts over all that is listed.
    public var facets: Facets
    /// Another spelling, when the words as typed find little.
    public var suggestion: Suggestion?
    /// What the thesaurus added.
    public var expansions: [Expansion]
    /// Notions that stand near and were not searched, « voir aussi ».
    public var related: [String]
    /// Whether no document holds any of the words, and those listed hold others of the same family. Not part of the API.
    public var isFamilyOnly: Bool
    /// What the user should know: that only very common words were asked, for instance. `nil` when there is nothing.
    public var message: String?

    enum CodingKeys: String, CodingKey {
        case query, match, semantic, total
        case partialTotal = "partial_total"
        case limit, offset
        case tookMicroseconds = "took_us"
        case results, facets, suggestion, expansions, related, message
    }

    /// All keys, `suggestion` too when it is null; `message` only when there is one.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(query, forKey: .query)
        try container.encode(match, forKey: .match)
        try container.encode(semantic, forKey: .semantic)
        try container.encode(total, forKey: .total)
        try container.encode(partialTotal, forKey: .partialTotal)
        try container.encode(limit, forKey: .limit)
        try container.encode(offset, forKey: .offset)
        try container.encode(tookMicroseconds, forKey: .tookMicroseconds)
        try container.encode(results, forKey: .results)
        try container.encode(facets, forKey: .facets)
        try container.encode(suggestion, forKey: .suggestion)
        try container.encode(expansions, forKey: .expansions)
        try container.encode(related, forKey: .related)
        try container.encodeIfPresent(message, forKey: .message)
    }

    /// A document that answers.
    public struct Hit: Sendable, Equatable, Encodable {
        /// The document's id.
        public var id: String
        /// Its title; the beginning of its text where it has none.
        public var title: String
        /// The title as HTML-escaped text in which only `<mark>` is markup. Not part of the API.
        public var markedTitle: String
        /// Its kind: `experience`, `outil`…
        public var kind: String
        /// Its axes, as the document names them.
        public var axes: [AxisReference]
        /// Its summary, as written.
        public var summary: String
        /// HTML-escaped text in which only `<mark>` is markup; `nil` in lists without snippets.
        public var snippet: String?
        /// Larger is better; scores compare within one answer only. `nil` in a list.
        public var score: Double?
        /// `all` when it holds every word, `partial` when some, `meaning` when it says the same in other words.
        public var match: String
        /// Whether it lacks some words.
        public var isPartial: Bool { match == "partial" }
        /// Whether it is listed for its meaning alone.
        public var isNear: Bool { match == "meaning" }
        /// The words that it lacks, when it is `partial`.
        public var missing: [String]?
        /// Whom it is for, as written. Not part of the API.
        public var publics: [String]
        /// Where it took place.
        public var territory: String?
        /// The year in which it began.
        public var year: Int?
        /// `illustrative`, `attestee` or `nil`.
        public var nature: String?
        /// When it was last revised, ISO 8601.
        public var updated: String?
        /// The file that it comes from, relative to the corpus.
        public var path: String
        /// Its page, percent-encoded: `/fiches/…`.
        public var url: String
        /// Why it stands where it does, when asked.
        public var explain: Explanation?

        enum CodingKeys: String, CodingKey {
            case id, title, kind, axes, summary, snippet, score, match, missing, territory, year, nature, updated, path
            case url, explain
        }
    }

    /// Every facet's values.
    public struct Facets: Sendable, Equatable, Encodable {
        /// Axes, with ancestors.
        public var axis: [FacetValue] = []
        /// Kinds of documents.
        public var kind: [FacetValue] = []
        /// Publics.
        public var `public`: [FacetValue] = []
        /// Territories.
        public var territory: [FacetValue] = []
        /// Years, the latest first.
        public var year: [FacetValue] = []
        /// Natures.
        public var nature: [FacetValue] = []
    }

    /// A facet's value with its count; a facet's counts ignore its own filter.
    public struct FacetValue: Sendable, Equatable, Encodable {
        /// What a filter takes.
        public var id: String
        /// What people read.
        public var label: String
        /// How many of the listed documents carry it.
        public var count: Int
    }

    /// « Vouliez-vous dire … ».
    public struct Suggestion: Sendable, Equatable, Encodable {
        /// The query to try.
        public var query: String
        /// Whether the results are already those of that query, since nothing matched the words as typed.
        public var applied: Bool
    }

    /// What the thesaurus added to a word or an expression of the query.
    public struct Expansion: Sendable, Equatable, Encodable {
        /// The user's words.
        public var term: String
        /// What was searched as well.
        public var with: [String]
    }

    /// Why a hit stands where it does.
    public struct Explanation: Sendable, Equatable, Encodable {
        /// Where a word of the document comes from.
        public enum Origin: String, Sendable, Encodable {
            /// The user's own word, inflected or spelt otherwise.
            case word
            /// The thesaurus.
            case synonym
            /// A word of the same root, which counts for rank alone.
            case family
        }
        /// What the document holds of a clause.
        public struct Found: Sendable, Equatable, Encodable {
            /// The word or expression.
            public var text: String
            /// Where it comes from.
            public var origin: Origin
            /// What an occurrence counts; 1 for the user's own word.
            public var weight: Double
            /// How often it stands in `title`, `summary`, `headings`, `body` and `header`.
            public var fields: [String: Int]
            /// The same in one number, fields weighted and lengths accounted for.
            public var frequency: Double
        }
        /// A clause's part in the score.
        public struct Clause: Sendable, Equatable, Encodable {
            /// The user's word or expression.
            public var term: String
            /// In how many documents the clause stands.
            public var documents: Int
            /// Whether it is a word that tells little, and was weighed so.
            public var isWeak: Bool
            /// Its inverse document frequency, as weighed.
            public var idf: Double
            /// How often it stands in the document, fields weighted.
            public var frequency: Double
            /// What it adds to the score.
            public var score: Double
            /// What the document holds of it.
            public var found: [Found]

            enum CodingKeys: String, CodingKey {
                case term, documents, idf, frequency, score, found
                case isWeak = "weak"
            }
        }
        /// The first pass, clause by clause.
        public var clauses: [Clause]
        /// The second pass: signal and what it adds.
        public var signals: [String: Double]
    }
}
