import Dispatch
import Synchronization
import Testing

@testable import Search

@Suite struct MadeOnceTests {
    @Test("a value is made once, however many ask for it at the same time", arguments: [false, true])
    func once(isAhead: Bool) {
        let count = Mutex(0)
        let made = MadeOnce { count.withLock { $0 += 1 } }
        if isAhead { made.makeAhead() }
        DispatchQueue.concurrentPerform(iterations: 100) { _ in made.value }
        #expect(count.withLock { $0 } == 1)
    }
}
