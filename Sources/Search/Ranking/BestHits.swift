import SearchIndex

/// A ranked document before anything is read of it.
struct RankedDocument: Equatable {
    var document: Int
    /// What it is ranked by.
    var rank: Double
    /// Bit n: it answers clause n.
    var clauses: UInt32
}

/// The best hits so far, the worst of them on top: a heap of bounded size.
struct BestHits {
    private let capacity: Int
    private let precedes: (Int, Int) -> Bool
    private var heap: [RankedDocument] = []

    /// - Parameter precedes: which of two documents comes first when they are ranked alike.
    init(capacity: Int, precedes: @escaping (Int, Int) -> Bool) {
        self.capacity = capacity
        self.precedes = precedes
    }

    /// What a hit must reach to be among the best; nothing while there is room.
    var threshold: Double { heap.count < capacity ? -.infinity : heap.first?.rank ?? .infinity }

    /// Best first.
    var sorted: [RankedDocument] { heap.sorted { isWorse($1, $0) } }

    mutating func insert(_ hit: RankedDocument) {
        if heap.count < capacity {
            heap.append(hit)
            siftUp()
        } else if let worst = heap.first, isWorse(worst, hit) {
            heap[0] = hit
            siftDown()
        }
    }

    private func isWorse(_ a: RankedDocument, _ b: RankedDocument) -> Bool {
        a.rank == b.rank ? precedes(b.document, a.document) : a.rank < b.rank
    }

    private mutating func siftUp() {
        var child = heap.count - 1
        while child > 0, isWorse(heap[child], heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func siftDown() {
        var parent = 0
        while true {
            var worst = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if isWorse(heap[child], heap[worst]) { worst = child }
            }
            if worst == parent { return }
            heap.swapAt(worst, parent)
            parent = worst
        }
    }
}
