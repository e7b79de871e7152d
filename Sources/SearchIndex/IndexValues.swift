/// A document that holds what was looked for.
public struct Occurrence: Sendable, Equatable {
    /// The document's number.
    public let document: Int
    /// How often each field holds it.
    public let frequencies: FieldFrequencies
}

/// A form of the index's texts.
public struct VocabularyForm: Sendable, Equatable {
    /// With its accents, in small letters.
    public let form: String
    /// Without accents.
    public let folded: String
    /// Its term.
    public let term: String
    /// How many documents hold it.
    public let documents: Int
}

/// What a list shows of a document.
public struct DocumentTexts: Sendable, Equatable {
    /// The title, empty where there is none.
    public let title: String
    /// The summary, as written.
    public let summary: String
    /// The file that it comes from.
    public let path: String
    /// When it was last revised.
    public let updated: String?
    /// The text, as UTF-8: little of it is shown.
    public let body: [UInt8]
}
