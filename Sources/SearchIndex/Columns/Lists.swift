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
        guard counts.allSatisfy({ $0 >= 0 }), counts.reduce(0, { $0 + Int($1) }) == others.count,
            elements.count + others.count <= Int(Int32.max)
        else { return false }
        var end = Int32(elements.count)
        for count in counts {
            end += count
            offsets.append(end)
        }
        elements.append(contentsOf: others)
        return true
    }

    /// - Parameter elements: about how many each list has.
    mutating func reserveCapacity(_ count: Int, elements: Int) {
        offsets.reserveCapacity(count + 1)
        self.elements.reserveCapacity(count * elements)
    }
}
