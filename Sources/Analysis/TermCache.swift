/// Words met lately with their terms: a text repeats its words, and folding and stemming cost ten times a look-up.
///
/// Open addressing over the words' raw bytes; emptied when full, so that memory stays bounded.
struct TermCache {
    private struct Slot {
        var hash: UInt64 = 0
        var start: UInt32 = 0
        var length: UInt32 = 0
        var term: Term?
    }

    private static let slotCount = 1 << 16
    private static let capacity = slotCount * 3 / 4
    private static let arenaLimit = 4 << 20
    /// Longer words are not worth keeping.
    static let longestKey = 64

    private var slots = [Slot](repeating: Slot(), count: slotCount)
    private var arena: [UInt8] = []
    private var count = 0

    /// The term of the word, made by `make` when it is not known yet.
    mutating func term(of word: ArraySlice<UInt8>, make: (ArraySlice<UInt8>) -> Term) -> Term {
        guard word.count <= Self.longestKey else { return make(word) }
        let hash = Self.hash(word)
        var index = Int(truncatingIfNeeded: hash) & (Self.slotCount - 1)
        while let term = slots[index].term {
            if slots[index].hash == hash, matches(slots[index], word) { return term }
            index = (index + 1) & (Self.slotCount - 1)
        }
        let term = make(word)
        if count >= Self.capacity || arena.count > Self.arenaLimit {
            self = TermCache()
            index = Int(truncatingIfNeeded: hash) & (Self.slotCount - 1)
        }
        slots[index] = Slot(hash: hash, start: UInt32(arena.count), length: UInt32(word.count), term: term)
        arena.append(contentsOf: word)
        count += 1
        return term
    }

    private func matches(_ slot: Slot, _ word: ArraySlice<UInt8>) -> Bool {
        guard Int(slot.length) == word.count else { return false }
        return arena[Int(slot.start)..<Int(slot.start + slot.length)] == word
    }

    /// 64-bit FNV-1a with a last mix, since the low bits choose the slot.
    private static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in word { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        return hash ^ (hash >> 29)
    }
}
