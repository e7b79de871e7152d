/// One relation between two words or phrases, as editors wrote it.
public struct ThesaurusRow: Sendable, Equatable, Codable {
    /// How `related` stands to `term`.
    public enum Kind: String, CaseIterable, Sendable, Codable {
        /// `term` is short for `related`.
        case acronym
        /// They mean the same.
        case synonym
        /// `related` is a special case of `term`.
        case narrower
        /// `related` is more general than `term`; never expanded.
        case broader
        /// To see also; never expanded.
        case related
    }

    /// Which queries the relation serves.
    public enum Direction: String, CaseIterable, Sendable, Codable {
        /// Each finds the other.
        case both
        /// A query for `term` finds `related`, not the reverse.
        case one
    }

    /// The word or phrase searched for.
    public var term: String
    /// The word or phrase that it leads to.
    public var related: String
    /// How they relate.
    public var kind: Kind
    /// Which way.
    public var direction: Direction
    /// 0...1: how much a document found through the relation counts; 0 never expands.
    public var weight: Double
    /// Whether `term` counts only when written in capitals.
    public var uppercaseOnly: Bool
    /// For editors; possibly empty.
    public var note: String

    /// A row whose values are trusted; files are checked by ``ThesaurusFile/parse(_:file:)``.
    public init(
        term: String, related: String, kind: Kind, direction: Direction, weight: Double = 1,
        uppercaseOnly: Bool = false, note: String = ""
    ) {
        self.term = term
        self.related = related
        self.kind = kind
        self.direction = direction
        self.weight = weight
        self.uppercaseOnly = uppercaseOnly
        self.note = note
    }
}
