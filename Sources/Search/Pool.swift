import Synchronization

/// Values that are dear to make and do for one search after the other, each lent to one at a time.
final class Pool<Value: Sendable>: Sendable {
    private let make: @Sendable () -> Value
    private let idle = Mutex<[Value]>([])

    init(_ make: @escaping @Sendable () -> Value) {
        self.make = make
    }

    /// Calls `body` with a value that nothing else refers to, and keeps the one that it gives back.
    func lend<Result>(_ body: (consuming Value) -> (Result, Value)) -> Result {
        let (result, value) = body(idle.withLock { $0.popLast() } ?? make())
        idle.withLock { $0.append(value) }
        return result
    }
}
