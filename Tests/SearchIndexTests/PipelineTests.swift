import Testing

@testable import SearchIndex

@Suite struct PipelineTests {
    private struct Failure: Error {}

    private func run(
        capacity: Int = 3, make: @escaping @Sendable ((Int) throws -> Void) throws -> Void, take: (Int) throws -> Void
    ) throws {
        try Pipeline.run(capacity: capacity, weight: { _ in 1 }, make: make, take: take)
    }

    @Test("elements are taken in the order in which they are made", arguments: [1, 3, 1_000])
    func order(capacity: Int) throws {
        var taken: [Int] = []
        try run(
            capacity: capacity, make: { give in for number in 0..<500 { try give(number) } },
            take: { taken.append($0) })
        #expect(taken == Array(0..<500))
    }

    @Test("what was made before an error is taken, then the error is thrown")
    func makerFails() {
        var taken: [Int] = []
        #expect(throws: Failure.self) {
            try run(
                make: { give in
                    for number in 0..<10 { try give(number) }
                    throw Failure()
                }, take: { taken.append($0) })
        }
        #expect(taken == Array(0..<10))
    }

    @Test("an error of the taker stops the maker, however much is left to make")
    func takerFails() {
        #expect(throws: Failure.self) {
            try run(
                make: { give in while true { try give(0) } },
                take: { _ in throw Failure() })
        }
    }

    @Test("an element heavier than the capacity goes alone")
    func heavy() throws {
        var taken: [Int] = []
        try Pipeline.run(
            capacity: 10, weight: { $0 }, make: { give in for weight in [3, 50, 4, 20] { try give(weight) } },
            take: { taken.append($0) })
        #expect(taken == [3, 50, 4, 20])
    }
}
