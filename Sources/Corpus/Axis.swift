/// A subject under which documents are filed; one with a parent is a sub-theme.
public struct Axis: Sendable, Equatable, Codable {
    /// A slug, for ever.
    public var id: String
    /// The id of its scheme.
    public var scheme: String
    /// The id of the axis above it, in the same scheme.
    public var parent: String?
    /// The name shown to readers.
    public var label: String
    /// Other names, searched with less weight than the label.
    public var alt: [String]
    /// What the axis is about; possibly empty.
    public var definition: String
    /// What belongs elsewhere, and where.
    public var scopeNote: String?
    /// Equivalents: ids of axes, by id of scheme.
    public var match: [String: [String]]
    /// The rank among its siblings.
    public var order: Int
    /// Whether it cuts across the others: shown on a row of its own.
    public var transversal: Bool
    /// The id of the axis that this one was merged into: its address redirects there.
    public var replacedBy: String?
    /// Whether documents should no longer use it.
    public var deprecated: Bool

    /// An axis whose values are trusted; files are checked by ``Taxonomy/parse(_:file:)``.
    public init(
        id: String, scheme: String, parent: String? = nil, label: String, alt: [String] = [], definition: String = "",
        scopeNote: String? = nil, match: [String: [String]] = [:], order: Int = 0, transversal: Bool = false,
        replacedBy: String? = nil, deprecated: Bool = false
    ) {
        self.id = id
        self.scheme = scheme
        self.parent = parent
        self.label = label
        self.alt = alt
        self.definition = definition
        self.scopeNote = scopeNote
        self.match = match
        self.order = order
        self.transversal = transversal
        self.replacedBy = replacedBy
        self.deprecated = deprecated
    }
}
