/// Words met lately with their terms: a text repeats its words, and folding and stemming cost ten times a look-up.
///
/// Open addressing over the words' raw bytes. It grows with what it holds, and is emptied at its limit, so that memory
/// stays bounded.
struct TermCache {
    private struct Slot {
        var hash: UInt32 = 0
        var start: UInt32 = 0
        var length: UInt32 = 0
        /// The term's place among `terms`, from 1; 0 in a free slot.
        var term: UInt32 = 0
    }

    /// How many slots a new one has.
    private static let fewestSlots = 1 << 12
    /// Longer words are not worth keeping.
    static let longestKey = 64

    /// How many words are kept.
    private let limit: Int
    private var slots = [Slot](repeating: Slot(), count: fewestSlots)
    private var terms: [Term] = []
    /// The words, one after the other.
    private var arena: [UInt8] = []

    init(limit: Int = 50_000) {
        self.limit = limit
    }

    /// The term of the word, made by `make` when it is not known yet.
    mutating func term(of word: Span<UInt8>, make: () -> Term) -> Term {
        guard word.count <= Self.longestKey else { return make() }
        let hash = Self.hash(word)
        var index = slot(of: word, hash)
        if slots[index].term > 0 { return terms[Int(slots[index].term) - 1] }
        let term = make()
        if terms.count >= limit {
            self = TermCache(limit: limit)
            index = slot(of: word, hash)
        } else if terms.count * 4 >= slots.count * 3 {
            grow()
            index = slot(of: word, hash)
        }
        terms.append(term)
        slots[index] = Slot(
            hash: hash, start: UInt32(arena.count), length: UInt32(word.count), term: UInt32(terms.count))
        for index in word.indices { arena.append(word[index]) }
        return term
    }

    /// Where the word stands, or would.
    private func slot(of word: Span<UInt8>, _ hash: UInt32) -> Int {
        var index = Int(hash) & (slots.count - 1)
        while slots[index].term > 0 {
            if slots[index].hash == hash, matches(slots[index], word) { return index }
            index = (index + 1) & (slots.count - 1)
        }
        return index
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 2)
        for slot in old where slot.term > 0 {
            var index = Int(slot.hash) & (slots.count - 1)
            while slots[index].term > 0 { index = (index + 1) & (slots.count - 1) }
            slots[index] = slot
        }
    }

    private func matches(_ slot: Slot, _ word: Span<UInt8>) -> Bool {
        guard Int(slot.length) == word.count else { return false }
        let known = arena.span
        for index in word.indices where known[Int(slot.start) + index] != word[index] { return false }
        return true
    }

    /// FNV-1a, 64 bits folded into 32.
    private static func hash(_ word: Span<UInt8>) -> UInt32 {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for index in word.indices { hash = (hash ^ UInt64(word[index])) &* 1_099_511_628_211 }
        return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
    }
}
