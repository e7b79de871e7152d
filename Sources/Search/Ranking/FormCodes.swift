/// A hash table from the codes of forms to places, at most a quarter full: most look-ups find nothing, at once.
struct FormCodes {
    private var slots: [(code: UInt32, place: Int32)] = Array(repeating: (0, 0), count: 64)
    private var count = 0

    /// The place under the code; breaks have none.
    subscript(code: UInt32) -> Int? {
        var index = slot(code)
        while slots[index].code != 0 {
            if slots[index].code == code { return Int(slots[index].place) }
            index = (index + 1) & (slots.count - 1)
        }
        return nil
    }

    mutating func insert(_ code: UInt32, place: Int) {
        if (count + 1) * 4 > slots.count {
            let old = slots
            slots = Array(repeating: (0, 0), count: old.count * 2)
            for slot in old where slot.code != 0 { put(slot.code, slot.place) }
        }
        put(code, Int32(place))
        count += 1
    }

    private mutating func put(_ code: UInt32, _ place: Int32) {
        var index = slot(code)
        while slots[index].code != 0 { index = (index + 1) & (slots.count - 1) }
        slots[index] = (code, place)
    }

    private func slot(_ code: UInt32) -> Int { Int((code &* 0x9E37_79B1) >> 16) & (slots.count - 1) }
}
