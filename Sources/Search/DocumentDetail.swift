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
        /// The same as CommonMark. Not part of the API.
        public var markdown: String

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
