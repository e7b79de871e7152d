import Synchronization

/// Encoders of one model, as many as are at work at once: each keeps the memory that its texts needed.
public final class EncoderPool: Sendable {
    /// `@unchecked`: handed out under the lock, to one thread at a time.
    private final class Worker: @unchecked Sendable {
        let encoder: Encoder

        init(_ model: Model) { encoder = Encoder(model) }
    }

    private let model: Model
    private let idle = Mutex<[Worker]>([])

    /// A pool without encoders yet.
    public init(_ model: Model) { self.model = model }

    /// The text's meaning, as `Encoder.vector(of:)` has it; from any thread.
    public func vector(of text: String) -> Vector? {
        let worker = idle.withLock { $0.popLast() } ?? Worker(model)
        defer { idle.withLock { $0.append(worker) } }
        return worker.encoder.vector(of: text)
    }
}
