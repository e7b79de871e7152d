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
    /// How many hits there may be before the worst go: at first as many as are wanted, which tells what others must reach.
    private var room: Int
    /// What a hit must reach to be among the best, as far as is known; nothing while there is room.
    private(set) var threshold = -Double.infinity
    /// The last of the best, once there are enough: of those ranked alike, only documents that precede it are taken.
    private var last = 0

    /// - Parameters:
    ///   - capacity: how many are wanted, 1 at least.
    ///   - precedes: which of two documents comes first when they are ranked alike.
    init(capacity: Int, precedes: @escaping (Int, Int) -> Bool) {
        self.capacity = capacity
        self.precedes = precedes
        room = capacity
        hits.reserveCapacity(2 * capacity)
    }

    /// Takes in a hit, if it may be among the best.
    mutating func insert(_ hit: RankedDocument) {
        guard hit.rank > threshold || hit.rank == threshold && precedes(hit.document, last) else { return }
        hits.append(hit)
        if hits.count == room { select() }
    }

    /// Best first.
    mutating func sorted() -> [RankedDocument] {
        if hits.count > capacity { select() }
        return hits.sorted { Self.isBetter($0, $1, precedes) }
    }

    private static func isBetter(
        _ a: RankedDocument, _ b: RankedDocument, _ precedes: (Int, Int) -> Bool
    ) -> Bool {
        a.rank == b.rank ? a.document != b.document && precedes(a.document, b.document) : a.rank > b.rank
    }

    /// Leaves only as many as are wanted (FIND, Hoare 1961).
    private mutating func select() {
        Self.select(capacity, of: &hits, precedes)
        threshold = hits[capacity - 1].rank
        last = hits[capacity - 1].document
        hits.removeLast(hits.count - capacity)
        room = 2 * capacity
    }

    /// Puts the best ones first, the last of them at the end.
    private static func select(
        _ wanted: Int, of hits: inout [RankedDocument], _ precedes: (Int, Int) -> Bool
    ) {
        var hits = hits.mutableSpan
        var (low, high) = (0, hits.count - 1)
        while low < high {
            let pivot = hits[(low + high) / 2]
            var (left, right) = (low, high)
            while left <= right {
                while isBetter(hits[left], pivot, precedes) { left += 1 }
                while isBetter(pivot, hits[right], precedes) { right -= 1 }
                if left <= right {
                    hits.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if wanted - 1 <= right { high = right } else if wanted - 1 >= left { low = left } else { break }
        }
    }
}
