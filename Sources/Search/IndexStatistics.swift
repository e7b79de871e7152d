/// What an index holds.
public struct IndexStatistics: Sendable {
    /// How many documents.
    public let documents: Int
    /// Which state of the index this is; grows with each change.
    public let generation: Int
    /// When that state was made, ISO 8601.
    public let indexedAt: String
    /// The folder that was indexed, as it was named.
    public let corpusPath: String
    /// How many documents tell of something that began in a year, by year.
    public let yearCounts: [(year: Int, count: Int)]
}
