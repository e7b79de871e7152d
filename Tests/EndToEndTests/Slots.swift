import Foundation

/// Few processes at a time: all tests start at once, and dozens of processes would only wait for each other.
actor Slots {
    static let shared = Slots(max(2, ProcessInfo.processInfo.activeProcessorCount))

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func use<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
        await take()
        defer { give() }
        return try await body()
    }

    private func take() async {
        if free > 0 { return free -= 1 }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func give() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
