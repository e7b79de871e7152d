/// A family of axes: the contracts of 2015, the toolbox's questions, the contracts of 2024.
public struct Scheme: Sendable, Equatable, Codable {
    /// A slug, for ever.
    public var id: String
    /// The name shown to readers.
    public var label: String
    /// Where it comes from; possibly empty.
    public var definition: String
    /// The rank among schemes.
    public var order: Int

    /// A scheme whose values are trusted.
    public init(id: String, label: String, definition: String = "", order: Int = 0) {
        self.id = id
        self.label = label
        self.definition = definition
        self.order = order
    }
}
