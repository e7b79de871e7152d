public import Meaning

/// Turns queries into vectors, several at once, and keeps those of the last ones.
public final class QueryEncoder: Sendable {
    /// Some kilobytes each.
    private static let keptQueries = 256

    private let model: Model
    private let pool: EncoderPool
    private let known = LookUpCache<String, MeaningQuery?>(capacity: keptQueries)

    /// An encoder of queries; nothing of the model is read yet.
    public init(_ model: Model) {
        self.model = model
        pool = EncoderPool(model)
    }

    /// Names the model: what it makes compares with its own vectors alone.
    var identity: String { model.identity }

    /// The meaning of a text; `nil` when it is blank.
    ///
    /// - Parameter isKept: whether the answer may be an earlier one.
    func query(_ text: String, isKept: Bool) -> MeaningQuery? {
        isKept ? known.value(for: text) { encode(text) } : encode(text)
    }

    private func encode(_ text: String) -> MeaningQuery? {
        pool.vector(of: Self.statement(text)).map { MeaningQuery($0) }
    }

    /// The text as a sentence that states something, as most passages do: nearer to what answers it than a question is.
    private static func statement(_ text: String) -> String {
        let words = text.reversed().drop { $0.isWhitespace || "?!.…".contains($0) }.reversed()
        return words.isEmpty ? text : String(words) + "."
    }
}
