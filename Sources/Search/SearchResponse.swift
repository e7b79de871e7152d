/// An axis as answers name it.
public struct AxisReference: Sendable, Equatable, Encodable {
    /// The slug.
    public var id: String
    /// The label that people read.
    public var label: String
}

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
    /// How many more are listed that hold only some of them.
    public var partialTotal: Int
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
        /// `all` when it holds every word, else `partial`.
        public var match: String
        /// The words that it lacks, when it is `partial`.
        public var missing: [String]?
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
        /// A clause's part in the score.
        public struct Clause: Sendable, Equatable, Encodable {
            /// The user's word or expression.
            public var term: String
            /// The terms and phrases that were searched for it, with their weights.
            public var searched: [String]
            /// In how many documents the clause stands.
            public var documents: Int
            /// Its inverse document frequency.
            public var idf: Double
            /// How often it stands in the document, fields weighted.
            public var frequency: Double
            /// What it adds to the score.
            public var score: Double
        }
        /// The first pass, clause by clause.
        public var clauses: [Clause]
        /// The second pass: signal and what it adds.
        public var signals: [String: Double]
    }
}

/// A completion of what is being typed.
public struct Completion: Sendable, Equatable, Encodable {
    /// What the query becomes.
    public var text: String
    /// What it is: « sous-thème, 9 fiches ».
    public var note: String
}

/// An axis in its tree, with counts that include descendants.
public struct AxisNode: Sendable, Equatable, Encodable {
    /// The slug.
    public var id: String
    /// The label that people read.
    public var label: String
    /// What the axis holds.
    public var definition: String
    /// Its place among its siblings, from 1.
    public var order: Int
    /// Whether it crosses the others.
    public var transversal: Bool
    /// How many documents carry it or a descendant.
    public var count: Int
    /// Its sub-themes.
    public var children: [AxisNode]
}

/// A scheme of axes.
public struct SchemeNode: Sendable, Equatable, Encodable {
    /// The slug.
    public var id: String
    /// The label that people read.
    public var label: String
    /// Its top axes, in order.
    public var axes: [AxisNode]
}

/// An axis with all that its page shows.
public struct AxisDetail: Sendable, Equatable, Encodable {
    /// The axis, its counts and its sub-themes.
    public var node: AxisNode
    /// Other names.
    public var alt: [String]
    /// The scheme that it belongs to.
    public var scheme: String
    /// The axis above it.
    public var parent: AxisReference?
    /// Its equivalents in other schemes.
    public var match: [String: [AxisReference]]
    /// How many documents of each kind carry it.
    public var kinds: [SearchResponse.FacetValue]

    enum CodingKeys: String, CodingKey { case alt, scheme, parent, match, kinds }

    /// The node's keys and its own, flat.
    public func encode(to encoder: any Encoder) throws {
        try node.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(alt, forKey: .alt)
        try container.encode(scheme, forKey: .scheme)
        try container.encode(parent, forKey: .parent)
        try container.encode(match, forKey: .match)
        try container.encode(kinds, forKey: .kinds)
    }
}

/// What an axis id leads to.
public enum AxisLookup: Sendable, Equatable {
    /// The axis.
    case found(AxisDetail)
    /// It was merged: the id that replaces it.
    case moved(String)
    /// No such axis; the nearest ones.
    case unknown(nearest: [AxisReference])
}

/// A document with all that its page shows, in the shape of `GET /api/v1/documents/{id}`.
public struct DocumentDetail: Sendable, Equatable, Encodable {
    /// A part of the text.
    public struct Section: Sendable, Equatable, Encodable {
        /// Its heading, empty for what stands before the first one.
        public var heading: String
        /// 1...6, or 0 before the first heading.
        public var level: Int
        /// Safe HTML.
        public var html: String
        /// The same as plain text. Not part of the API.
        public var text: String

        enum CodingKeys: String, CodingKey { case heading, level, html }
    }
    /// A source.
    public struct Source: Sendable, Equatable, Encodable {
        /// What it is.
        public var title: String
        /// Where it stands.
        public var url: String?
        /// Its short code.
        public var code: String?
    }
    /// A key of the header as written.
    public struct Field: Sendable, Equatable {
        /// The French key.
        public var key: String
        /// Its values: one for a text, several for a list.
        public var values: [String]
        /// Whether it was written as a list.
        public var isList: Bool
    }
    /// The document's id.
    public var id: String
    /// Its title.
    public var title: String
    /// Its kind.
    public var kind: String
    /// Its summary.
    public var summary: String
    /// Its axes.
    public var axes: [AxisReference]
    /// Its publics.
    public var publics: [String]
    /// Where it took place.
    public var territory: String?
    /// The year in which it began.
    public var year: Int?
    /// `illustrative`, `attestee` or `nil`.
    public var nature: String?
    /// When it was last revised, ISO 8601.
    public var updated: String?
    /// Its page.
    public var url: String
    /// The file that it comes from.
    public var path: String
    /// The other keys as written, in order.
    public var fields: [Field]
    /// Its text.
    public var sections: [Section]
    /// Where its facts come from.
    public var sources: [Source]

    enum CodingKeys: String, CodingKey {
        case id, title, kind, summary, axes, publics, territory, year, nature, updated, url, path, fields, sections
        case sources
    }

    struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// `fields` is an object, each value a text or a list.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(title, forKey: .title)
        try container.encode(kind, forKey: .kind)
        try container.encode(summary, forKey: .summary)
        try container.encode(axes, forKey: .axes)
        try container.encode(publics, forKey: .publics)
        try container.encode(territory, forKey: .territory)
        try container.encode(year, forKey: .year)
        try container.encode(nature, forKey: .nature)
        try container.encode(updated, forKey: .updated)
        try container.encode(url, forKey: .url)
        try container.encode(path, forKey: .path)
        var object = container.nestedContainer(keyedBy: Key.self, forKey: .fields)
        for field in fields {
            if field.isList {
                try object.encode(field.values, forKey: Key(stringValue: field.key))
            } else {
                try object.encode(field.values.first ?? "", forKey: Key(stringValue: field.key))
            }
        }
        try container.encode(sections, forKey: .sections)
        try container.encode(sources, forKey: .sources)
    }
}

/// What a document id leads to.
public enum DocumentLookup: Sendable, Equatable {
    /// The document.
    case found(DocumentDetail)
    /// It was removed: its last title, and what stands near.
    case removed(title: String, near: [SearchResponse.Hit])
    /// It never was; the nearest ones by their ids and titles.
    case unknown(near: [SearchResponse.Hit])
}
