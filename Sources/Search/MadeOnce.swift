import Dispatch
import Synchronization

/// A value that is made when it is first asked for, or before, on another core.
final class MadeOnce<Value: Sendable>: Sendable {
    private let make: @Sendable () -> Value
    private let made = Mutex<Value?>(nil)

    init(_ make: @escaping @Sendable () -> Value) {
        self.make = make
    }

    /// Whoever asks first makes it; others wait meanwhile.
    var value: Value {
        made.withLock { made in
            if let made { return made }
            let value = make()
            made = value
            return value
        }
    }

    /// Has another core make it.
    func makeAhead() {
        DispatchQueue.global().async { _ = self.value }
    }
}
