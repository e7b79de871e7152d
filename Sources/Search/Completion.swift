/// A completion of what is being typed.
public struct Completion: Sendable, Equatable, Encodable {
    /// What the query becomes.
    public var text: String
    /// What it is: « sous-thème, 9 fiches ».
    public var note: String
}
