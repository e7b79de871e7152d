/// One entry of the corpus, as its file says it: what the indexer stores and the pages show.
public struct Document: Sendable, Equatable {
    /// The file's name without its extension (a slug), or `_id` to the letter for a JSON line. Never changes.
    public var id: String
    /// What `type:` says, else what the first folder of the path says, else `.reference`.
    public var kind: Kind
    /// One line of plain text; empty only for a JSON line that has a text.
    public var title: String
    /// One paragraph of plain text, possibly empty.
    public var summary: String
    /// Ids of axes in written order, without duplicates; merged ones replaced; the toolbox `question:` included.
    public var axes: [String]
    /// Whom the action is for, as written.
    public var publics: [String]
    /// The place's name alone.
    public var territory: String?
    /// The year of `date_debut`.
    public var year: Int?
    /// Whether the entry tells facts or an invented example; `nil` when the header does not say.
    public var nature: Nature?
    /// `date_mise_a_jour` as written when it is a date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    public var updated: String?
    /// What the entry rests on, in written order.
    public var sources: [Source]
    /// The other keys, as written, in written order.
    public var fields: [Field]
    /// The body; the text before the first heading comes first, with an empty heading and level 0.
    public var sections: [Section]
    /// The file's path relative to the corpus folder, separated by `/`.
    public var path: String
    /// Where the document starts: 1 for a Markdown file, the line's number in a JSON Lines file.
    public var line: Int

    /// A document whose values are trusted; files are checked by ``CorpusReader``.
    public init(
        id: String, kind: Kind, title: String, summary: String = "", axes: [String] = [], publics: [String] = [],
        territory: String? = nil, year: Int? = nil, nature: Nature? = nil, updated: String? = nil,
        sources: [Source] = [], fields: [Field] = [], sections: [Section] = [], path: String = "", line: Int = 1
    ) {
        self.id = id
        self.kind = kind
        self.title = title
        self.summary = summary
        self.axes = axes
        self.publics = publics
        self.territory = territory
        self.year = year
        self.nature = nature
        self.updated = updated
        self.sources = sources
        self.fields = fields
        self.sections = sections
        self.path = path
        self.line = line
    }
}
