public import Meaning
import Synchronization

/// Turns queries into vectors, several at once, and keeps those of the last ones.
public final class QueryEncoder: Sendable {
    /// `@unchecked`: handed out under the lock, to one search at a time.
    private final class Worker: @unchecked Sendable {
        let encoder: Encoder

        init(_ model: Model) { encoder = Encoder(model) }
    }

    /// Some kilobytes each.
    private static let keptQueries = 256

    private let model: Model
    private let idle = Mutex<[Worker]>([])
    private let known = WordCache.Cache<String, MeaningQuery?>(capacity: keptQueries)

    /// An encoder of queries; nothing of the model is read yet.
    public init(_ model: Model) { self.model = model }

    /// Names the model: what it makes compares with its own vectors alone.
    var identity: String { model.identity }

    /// The meaning of a text; `nil` when it is blank.
    ///
    /// - Parameter isKept: whether the answer may be an earlier one.
    func query(_ text: String, isKept: Bool) -> MeaningQuery? {
        isKept ? known.value(for: text) { encode(text) } : encode(text)
    }

    private func encode(_ text: String) -> MeaningQuery? {
        let worker = idle.withLock { $0.popLast() } ?? Worker(model)
        defer { idle.withLock { $0.append(worker) } }
        return worker.encoder.vector(of: text).map { MeaningQuery($0) }
    }
}
