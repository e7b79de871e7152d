import SearchIndex

/// What an index holds, told without what searching needs in memory.
public struct IndexStatistics: Sendable {
    /// How many documents.
    public let documents: Int
    /// Which state of the index this is; grows with each change.
    public let generation: Int
    /// When that state was made, ISO 8601.
    public let indexedAt: String
    /// The folder that was indexed, as it was named.
    public let corpusPath: String
    /// Names the model that made the vectors of its passages; `nil` where there are none.
    public let vectorModel: String?

    init(_ state: IndexState) throws {
        documents = try state.documentCount
        generation = state.generation
        indexedAt = state.indexedAt
        corpusPath = state.corpusPath
        vectorModel = try state.vectorModel
    }
}
