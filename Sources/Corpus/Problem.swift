/// What is wrong with a file: where, what, and what to do about it. The command prints it, the API sends it.
public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    /// Whether the document is refused.
    public enum Severity: String, Sendable, Codable {
        /// The document is refused.
        case error
        /// The document is kept.
        case warning
    }

    /// The path relative to the corpus folder, or as the caller gave it.
    public var file: String
    /// From 1; `nil` when the problem is the file itself.
    public var line: Int?
    /// The fact, in French, without a final stop.
    public var message: String
    /// What to do, in French, starting with a verb.
    public var remedy: String?
    /// Error or warning.
    public var severity: Severity
    /// A word that problems of one kind share, so that they can be counted instead of repeated: `sans-axe`.
    public var category: String

    /// An error unless said otherwise.
    public init(
        file: String, line: Int? = nil, message: String, remedy: String? = nil, severity: Severity = .error,
        category: String
    ) {
        self.file = file
        self.line = line
        self.message = message
        self.remedy = remedy
        self.severity = severity
        self.category = category
    }

    /// `file:line: message, remedy`, which editors turn into a link.
    public var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return "\(place): \(message)" + (remedy.map { ", \($0)" } ?? "")
    }
}
