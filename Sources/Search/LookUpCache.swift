import Synchronization

/// A dictionary that starts anew when it is full.
final class LookUpCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let capacity: Int
    private let values = Mutex<[Key: Value]>([:])

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The look-up runs outside the lock: it reads the index, and another search may make the same one meanwhile.
    func value(for key: Key, _ lookUp: () throws -> Value) rethrows -> Value {
        if let known = values.withLock({ $0[key] }) { return known }
        let value = try lookUp()
        values.withLock { values in
            if values.count >= capacity { values = [:] }
            values[key] = value
        }
        return value
    }
}
