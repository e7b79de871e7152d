import SearchIndex

/// A ranked document before anything is read of it.
struct RankedDocument: Equatable {
    var document: Int
    /// What it is ranked by.
    var rank: Double
    /// Bit n: it answers clause n.
    var clauses: UInt32
}

/// The best hits so far, in no order: up to twice as many as are wanted, the worst of which go from time to time.
///
/// A heap would place each hit at once; most of them are soon pushed out, and selecting costs less than sifting.
struct BestHits {
    private let capacity: Int
    private let precedes: (Int, Int) -> Bool
    private var hits: [RankedDocument] = []
    /// What a hit must reach to be among the best, as far as is known; nothing while there is room.
    private(set) var threshold = -Double.infinity

    /// - Parameters:
    ///   - capacity: how many are wanted, 1 at least.
    ///   - precedes: which of two documents comes first when they are ranked alike.
    init(capacity: Int, precedes: @escaping (Int, Int) -> Bool) {
        self.capacity = capacity
        self.precedes = precedes
        hits.reserveCapacity(2 * capacity)
    }

    /// Takes in more hits.
    mutating func insert(_ more: [RankedDocument]) {
        for hit in more where hit.rank >= threshold { hits.append(hit) }
        if hits.count >= 2 * capacity || hits.count >= capacity && threshold == -.infinity { select() }
    }

    /// Best first.
    mutating func sorted() -> [RankedDocument] {
        if hits.count > capacity { select() }
        return hits.sorted(by: isBetter)
    }

    private func isBetter(_ a: RankedDocument, _ b: RankedDocument) -> Bool {
        a.rank == b.rank ? precedes(a.document, b.document) : a.rank > b.rank
    }

    /// Leaves only as many as are wanted (FIND, Hoare 1961).
    private mutating func select() {
        var (low, high) = (0, hits.count - 1)
        while low < high {
            let pivot = hits[(low + high) / 2]
            var (left, right) = (low, high)
            while left <= right {
                while isBetter(hits[left], pivot) { left += 1 }
                while isBetter(pivot, hits[right]) { right -= 1 }
                if left <= right {
                    hits.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if capacity - 1 <= right { high = right } else if capacity - 1 >= left { low = left } else { break }
        }
        threshold = hits[capacity - 1].rank
        hits.removeLast(hits.count - capacity)
    }
}
