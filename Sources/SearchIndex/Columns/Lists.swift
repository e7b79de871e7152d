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
        var end = start
        for index in counts.indices {
            end += Int(counts[index])
            guard counts[index] >= 0, end <= Int32.max else { return nil }
            offsets[place + index] = Int32(end)
        }
        return end
    }

    /// - Parameter elements: about how many each list has.
    mutating func reserveCapacity(_ count: Int, elements: Int) {
        offsets.reserveCapacity(count + 1)
        self.elements.reserveCapacity(count * elements)
    }
}

extension Lists<Int32> {
    /// Appends for each number its lists of all the others, one after the other.
    ///
    /// - Parameter firsts: what is added to the elements of each of the others.
    /// - Returns: whether there is room; nothing is appended if not.
    mutating func append(joining others: [Lists], adding firsts: [Int32]) -> Bool {
        let total = others.reduce(elements.count) { $0 + $1.elements.count }
        guard total <= Int(Int32.max) else { return false }
        let count = others.map(\.count).min() ?? 0
        var lengths = [Int32](repeating: 0, count: count)
        for other in others { Self.add(other, to: &lengths) }
        // Where the next element of each list goes.
        var places: [Int32] = []
        places.reserveCapacity(count)
        var end = Int32(elements.count)
        for length in lengths {
            places.append(end)
            end += length
            offsets.append(end)
        }
        elements.append(contentsOf: repeatElement(0, count: Int(end) - elements.count))
        for (other, first) in zip(others, firsts) { Self.put(other, adding: first, &places, &elements) }
        return true
    }

    private static func add(_ lists: Lists, to lengths: inout [Int32]) {
        let offsets = lists.offsets.span
        var lengths = lengths.mutableSpan
        for number in lengths.indices { lengths[number] += offsets[number + 1] - offsets[number] }
    }

    private static func put(
        _ lists: Lists, adding first: Int32, _ places: inout [Int32], _ elements: inout [Int32]
    ) {
        let (offsets, others) = (lists.offsets.span, lists.elements.span)
        var places = places.mutableSpan
        var elements = elements.mutableSpan
        for number in places.indices {
            var place = Int(places[number])
            for index in Int(offsets[number])..<Int(offsets[number + 1]) {
                elements[place] = others[index] + first
                place += 1
            }
            places[number] = Int32(place)
        }
    }
}
