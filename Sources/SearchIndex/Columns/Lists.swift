/// Lists of values side by side, by document number: one array for all.
struct Lists<Element: Sendable>: Sendable {
    /// Where each list begins, and where the last one ends.
    private(set) var offsets: [Int32] = [0]
    private(set) var elements: [Element] = []

    /// How many lists there are.
    var count: Int { offsets.count - 1 }

    /// How many elements each list has.
    var counts: [Int32] { zip(offsets.dropFirst(), offsets).map { $0 - $1 } }

    subscript(number: Int) -> ArraySlice<Element> { elements[range(of: number)] }

    /// Where the elements of a list stand.
    func range(of number: Int) -> Range<Int> { Int(offsets[number])..<Int(offsets[number + 1]) }

    mutating func append(_ list: some Sequence<Element>) {
        elements.append(contentsOf: list)
        offsets.append(Int32(elements.count))
    }

    /// Appends lists of these lengths.
    ///
    /// - Returns: whether the lengths add up to the elements; nothing is appended if not.
    mutating func append(counts: [Int32], elements others: some Collection<Element>) -> Bool {
        let count = offsets.count
        offsets.append(contentsOf: repeatElement(0, count: counts.count))
        guard let end = Self.sum(counts, from: elements.count, to: &offsets, at: count),
            end - elements.count == others.count
        else {
            offsets.removeLast(counts.count)
            return false
        }
        elements.append(contentsOf: others)
        return true
    }

    /// Puts the sums of the counts so far into `offsets`.
    ///
    /// - Returns: the last one; `nil` where some count is none.
    private static func sum(_ counts: [Int32], from start: Int, to offsets: inout [Int32], at place: Int) -> Int? {
        var offsets = offsets.mutableSpan
        let counts = counts.span
        var end = start
        for index in counts.indices {
            end += Int(counts[index])
            guard counts[index] >= 0, end <= Int32.max else { return nil }
            offsets[place + index] = Int32(truncatingIfNeeded: end)
        }
        return end
    }

    /// Makes the lists of the numbers below `count` empty ones where there are none.
    mutating func pad(to count: Int) {
        offsets.append(contentsOf: repeatElement(offsets[offsets.count - 1], count: max(0, count - self.count)))
    }

    /// - Parameter elements: about how many each list has.
    mutating func reserveCapacity(_ count: Int, elements: Int) {
        offsets.reserveCapacity(count + 1)
        self.elements.reserveCapacity(count * elements)
    }
}

extension Lists<Int32> {
    /// Lists as they are stored: how long each is, and the elements of all of them.
    struct Unsummed {
        let counts: [Int32]
        let elements: [Int32]
    }

    /// Appends for each number its lists of all the others, one after the other.
    ///
    /// - Parameters:
    ///   - others: of as many numbers each.
    ///   - firsts: what is added to the elements of each of the others.
    /// - Returns: whether their lengths add up and there is room; nothing is appended if not.
    mutating func append(joining others: [Unsummed], adding firsts: [Int32]) -> Bool {
        let total = others.reduce(elements.count) { $0 + $1.elements.count }
        guard total <= Int(Int32.max), let first = others.first,
            others.allSatisfy({ $0.counts.count == first.counts.count && $0.isWhole })
        else { return false }
        // Where the next element of each list goes.
        var places = others.dropFirst().reduce(into: first.counts) { Self.add($1.counts, to: &$0) }
        offsets.reserveCapacity(offsets.count + places.count)
        var end = Int32(elements.count)
        for number in places.indices {
            let length = places[number]
            places[number] = end
            end += length
            offsets.append(end)
        }
        elements.append(contentsOf: repeatElement(0, count: Int(end) - elements.count))
        for (other, first) in zip(others, firsts) { Self.put(other, adding: first, &places, &elements) }
        return true
    }

    private static func add(_ counts: [Int32], to lengths: inout [Int32]) {
        let counts = counts.span
        var lengths = lengths.mutableSpan
        for number in lengths.indices { lengths[number] &+= counts[number] }
    }

    private static func put(
        _ lists: Unsummed, adding first: Int32, _ places: inout [Int32], _ elements: inout [Int32]
    ) {
        let (counts, others) = (lists.counts.span, lists.elements.span)
        var places = places.mutableSpan
        var elements = elements.mutableSpan
        var next = 0
        for number in places.indices {
            var place = Int(places[number])
            let end = next &+ Int(counts[number])
            // Unchecked: the lengths add up to what there is, here and there.
            while next < end {
                unsafe elements[unchecked: place] = others[unchecked: next] &+ first
                place &+= 1
                next &+= 1
            }
            places[number] = Int32(truncatingIfNeeded: place)
        }
    }
}

extension Lists<Int32>.Unsummed {
    /// Whether the lengths are lengths, and add up to the elements.
    fileprivate var isWhole: Bool {
        var (sum, least) = (0, Int32(0))
        for count in counts {
            sum &+= Int(count)
            least = min(least, count)
        }
        return least == 0 && sum == elements.count
    }
}
