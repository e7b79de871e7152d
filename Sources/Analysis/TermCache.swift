/// The words that an analyzer has met, numbered, with their terms: a text repeats its words, and folding and stemming
/// cost ten times a look-up.
///
/// Open addressing over the words' raw bytes. What a look-up needs stands in its slot, half a line of the processor's
/// cache: the objects of terms, scattered over memory, are not touched, nor are the letters of short words elsewhere.
struct TermCache {
    private struct Slot {
        /// The first eight bytes of the word, or all of it.
        var beginning: UInt64 = 0
        var hash: UInt32 = 0
        var start: UInt32 = 0
        var length: UInt32 = 0
        /// The word's number, from 1; 0 in a free slot.
        var number: UInt32 = 0
        /// `Term.hash`.
        var termHash: UInt32 = 0
    }

    /// How many slots a new one has.
    private static let fewestSlots = 1 << 12

    /// How many words, and how many of their bytes, are kept from one text to the next.
    private let limit: (words: Int, bytes: Int)
    private var slots = [Slot](repeating: Slot(), count: fewestSlots)
    private var terms: [Term] = []
    /// The words, one after the other.
    private var arena: [UInt8] = []
    /// Changes when numbers begin anew.
    private(set) var epoch = 0

    init(limit: Int = 50_000) {
        self.limit = (limit, limit * 80)
    }

    /// Forgets everything if there is too much; numbers hold until then.
    mutating func trim() {
        guard terms.count > limit.words || arena.count > limit.bytes else { return }
        slots = Array(repeating: Slot(), count: Self.fewestSlots)
        terms = []
        arena = []
        epoch += 1
    }

    /// The term of a number.
    subscript(number: Int32) -> Term { terms[Int(number)] }

    /// The number of the word, from 0, and the hash of its term, which `make` makes when it is not known yet.
    mutating func number(of word: Span<UInt8>, make: () -> Term) -> (number: Int32, termHash: UInt32) {
        let hash = Self.hash(word)
        var index = slot(of: word, hash)
        if slots[index].number > 0 { return (Int32(slots[index].number) - 1, slots[index].termHash) }
        if terms.count * 4 >= slots.count * 3 {
            grow()
            index = slot(of: word, hash)
        }
        let term = make()
        terms.append(term)
        slots[index] = Slot(
            beginning: Self.beginning(word), hash: hash, start: UInt32(arena.count), length: UInt32(word.count),
            number: UInt32(terms.count),
            termHash: term.hash)
        for index in word.indices { arena.append(word[index]) }
        return (Int32(terms.count) - 1, term.hash)
    }

    /// Where the word stands, or would.
    private func slot(of word: Span<UInt8>, _ hash: UInt32) -> Int {
        let beginning = Self.beginning(word)
        var index = Int(hash) & (slots.count - 1)
        while slots[index].number > 0 {
            if slots[index].hash == hash, slots[index].beginning == beginning, matches(slots[index], word) {
                return index
            }
            index = (index + 1) & (slots.count - 1)
        }
        return index
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 2)
        for slot in old where slot.number > 0 {
            var index = Int(slot.hash) & (slots.count - 1)
            while slots[index].number > 0 { index = (index + 1) & (slots.count - 1) }
            slots[index] = slot
        }
    }

    /// Whether the slot's word is this one, which begins as it does.
    private func matches(_ slot: Slot, _ word: Span<UInt8>) -> Bool {
        guard Int(slot.length) == word.count else { return false }
        if word.count <= 8 { return true }
        let known = arena.span
        for index in word.indices where known[Int(slot.start) + index] != word[index] { return false }
        return true
    }

    private static func beginning(_ word: Span<UInt8>) -> UInt64 {
        var beginning: UInt64 = 0
        for index in 0..<min(8, word.count) { beginning = beginning << 8 | UInt64(word[index]) }
        return beginning
    }

    /// FNV-1a, 64 bits folded into 32.
    private static func hash(_ word: Span<UInt8>) -> UInt32 {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for index in word.indices { hash = (hash ^ UInt64(word[index])) &* 1_099_511_628_211 }
        return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
    }
}
