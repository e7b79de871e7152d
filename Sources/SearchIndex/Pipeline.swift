import Foundation

/// Elements that one thread makes and another one takes, in order, a bounded number ahead.
///
/// Making documents, lists and forms takes about as long as writing them, so that two cores halve a pass.
final class Pipeline<Element: Sendable>: @unchecked Sendable {
    /// Thrown to the maker when the taker has stopped.
    private struct Stopped: Error {}

    /// How often the taker is woken for a full capacity: each time costs as much as a tenth of a document.
    private static var batches: Int { 32 }

    /// Guards all that follows; both threads wait on it.
    private let condition = NSCondition()
    private let capacity: Int
    private var elements: [Element] = []
    private var weight = 0
    /// Whether there is enough to take.
    private var isDue = false
    private var outcome: Result<Void, any Error>?
    private var isStopped = false

    private init(capacity: Int) { self.capacity = capacity }

    /// Runs `make` on a thread of its own, which gives elements to its argument, and `take` on this one with each.
    ///
    /// What either throws ends both and is thrown; elements made before an error are taken first.
    ///
    /// - Parameters:
    ///   - capacity: how much may be made ahead, in the unit of `weight`; a heavier element goes alone.
    ///   - weight: of an element, 1 at least.
    static func run(
        capacity: Int, weight: @escaping @Sendable (Element) -> Int,
        make: @escaping @Sendable (_ give: (Element) throws -> Void) throws -> Void, take: (Element) throws -> Void
    ) throws {
        let pipeline = Pipeline(capacity: capacity)
        let thread = Thread {
            pipeline.finish(Result { try make { try pipeline.put($0, weight: weight($0)) } })
        }
        // As the main thread has it: parsers recurse.
        thread.stackSize = 8 << 20
        thread.start()
        do {
            while let elements = try pipeline.next() {
                for element in elements { try take(element) }
            }
        } catch {
            pipeline.stop()
            throw error
        }
    }

    private func put(_ element: Element, weight: Int) throws {
        try condition.withLock {
            while self.weight > 0, self.weight + weight > capacity, !isStopped {
                offer()
                condition.wait()
            }
            if isStopped { throw Stopped() }
            elements.append(element)
            self.weight += weight
            if self.weight >= capacity / Self.batches { offer() }
        }
    }

    /// Wakes the taker, once.
    private func offer() {
        if isDue { return }
        isDue = true
        condition.broadcast()
    }

    private func finish(_ outcome: Result<Void, any Error>) {
        condition.withLock {
            self.outcome = outcome
            condition.broadcast()
        }
    }

    /// All that is there, once that is enough; `nil` at the end.
    private func next() throws -> [Element]? {
        try condition.withLock {
            while !isDue, outcome == nil { condition.wait() }
            if elements.isEmpty, let outcome {
                try outcome.get()
                return nil
            }
            defer {
                elements = []
                weight = 0
                isDue = false
                condition.broadcast()
            }
            return elements
        }
    }

    /// Tells the maker to stop, and waits until it has.
    private func stop() {
        condition.withLock {
            isStopped = true
            condition.broadcast()
            while outcome == nil { condition.wait() }
        }
    }
}
