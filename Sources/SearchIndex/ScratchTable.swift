/// A hash table from 64-bit keys to small numbers, made to be filled and emptied a hundred thousand times.
///
/// Emptying is one addition: an entry counts only while it bears the table's stamp. Open addressing, at most half full.
struct ScratchTable {
    private struct Slot {
        var key: UInt64 = 0
        var stamp: UInt32 = 0
        var value: Int32 = 0
    }

    private var slots = [Slot](repeating: Slot(), count: 1 << 10)
    private var stamp: UInt32 = 1
    private var count = 0

    mutating func removeAll() {
        count = 0
        stamp &+= 1
        if stamp == 0 { self = ScratchTable() }
    }

    /// The number under the key; where there is none, `new` is put there and returned.
    mutating func value(of key: UInt64, else new: Int) -> Int {
        if count * 2 >= slots.count { grow() }
        let index = index(of: key)
        if slots[index].stamp == stamp { return Int(slots[index].value) }
        slots[index] = Slot(key: key, stamp: stamp, value: Int32(truncatingIfNeeded: new))
        count += 1
        return new
    }

    /// Where the key stands, or would.
    private func index(of key: UInt64) -> Int {
        let mask = slots.count - 1
        // Fibonacci hashing (Knuth 6.4): the high bits of the product depend on all those of the key.
        var index = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while slots[index].stamp == stamp, slots[index].key != key { index = (index + 1) & mask }
        return index
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 2)
        for slot in old where slot.stamp == stamp { slots[index(of: slot.key)] = slot }
    }
}

/// The same for keys that come with a number of their analyzer, by which they are found first.
///
/// Numbers are given as words are met, so that the frequent ones stand together, in few lines of the processor's cache,
/// where hashing scatters them. The numbers of another analyzer only find nothing.
struct NumberedKeys {
    private var byNumber: [(key: UInt64, value: Int32)] = []
    private var byKey = ScratchTable()

    mutating func removeAll() {
        byNumber = []
        byKey.removeAll()
    }

    /// As in `ScratchTable`, for a key whose number is not known.
    mutating func value(of key: UInt64, else new: Int) -> Int { byKey.value(of: key, else: new) }

    /// The number under the key; where there is none, `new` is put there and returned.
    mutating func value(of key: UInt64, numbered number: Int32, else new: Int) -> Int {
        let number = Int(number)
        if number < byNumber.count, byNumber[number].key == key, byNumber[number].value >= 0 {
            return Int(byNumber[number].value)
        }
        let value = byKey.value(of: key, else: new)
        while byNumber.count <= number { byNumber.append((0, -1)) }
        byNumber[number] = (key, Int32(truncatingIfNeeded: value))
        return value
    }
}
