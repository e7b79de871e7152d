/// Forms by their first letters and lengths: nine words in ten of a text are seen to be none of them without a look-up,
/// which mostly has to wait for memory.
public struct FormLengths: Sendable {
    /// By the lowest five bits of the first letter, in which small and capital letters are alike: bit n for a form of n
    /// bytes.
    private var lengths = [UInt64](repeating: 0, count: 32)

    /// The vocabulary of an index lists no longer forms, in bytes.
    public static let longest = 48

    /// No form.
    public init() {}

    /// Adds a form.
    public mutating func insert(_ form: String) {
        guard let first = form.utf8.first, form.utf8.count <= Self.longest else { return }
        lengths[Int(first & 31)] |= 1 << UInt64(form.utf8.count)
    }

    /// Whether a word of a text, as it is written there, may have one of the forms.
    ///
    /// Beyond ASCII, and of numbers and long words, anything may: the form of another word is the word in small letters.
    func mayHave(_ word: Span<UInt8>) -> Bool {
        guard word.count <= Self.longest, !word.isEmpty else { return true }
        for index in word.indices where word[index] < 0x41 || word[index] >= 0x80 { return true }
        return lengths[Int(word[0] & 31)] >> UInt64(word.count) & 1 == 1
    }
}
