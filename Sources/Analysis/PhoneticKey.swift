/// How a French word sounds, roughly: words that are pronounced alike have one key (« farmacie », « pharmacie »).
///
/// In the spirit of F. Brouard's Phonex: letters that sound alike become one, silent ones go. Meant for finding what a
/// misspelt word stands for, never for matching.
public struct PhoneticKey: Equatable {
    private var bytes: [UInt8] = []
    private let word: [UInt8]

    /// The key of a folded word: small ASCII letters; anything else is kept as it is.
    public init(_ folded: [UInt8]) {
        word = folded
        var index = 0
        while index < word.count { index += take(at: index) }
        while bytes.count > 3, let last = bytes.last, Self.silentAtEnd.contains(last) { bytes.removeLast() }
    }

    /// Words with shorter keys have too many that sound alike.
    public var isTelling: Bool { bytes.count >= 4 }

    /// Two words sound alike, whatever their letters.
    public static func == (a: PhoneticKey, b: PhoneticKey) -> Bool { a.bytes == b.bytes }

    /// The letters of a folded word that sound alike wherever they stand, in order: words that sound alike share them.
    ///
    /// Most words are told apart by it, without the key of either.
    ///
    /// - Returns: three bits a sound, the last sixteen.
    public static func skeleton(_ folded: [UInt8]) -> UInt64 {
        var skeleton: UInt64 = 0
        var before: UInt64 = 0
        for index in folded.indices {
            let sound: UInt64
            switch folded[index] {
            case UInt8(ascii: "h"): continue
            case UInt8(ascii: "l"): sound = 1
            case UInt8(ascii: "r"): sound = 2
            case UInt8(ascii: "b"): sound = 3
            case UInt8(ascii: "v"), UInt8(ascii: "w"): sound = 4
            case UInt8(ascii: "f"): sound = 5
            case UInt8(ascii: "p"):
                sound = index + 1 < folded.count && folded[index + 1] == UInt8(ascii: "h") ? 5 : 0
            default: sound = 0
            }
            if sound != 0, sound != before { skeleton = skeleton << 3 | sound }
            before = sound
        }
        return skeleton & 0xFFFF_FFFF_FFFF
    }

    private static let silentAtEnd = Set("estdxpz".utf8)

    private typealias Group = (letters: [UInt8], sound: [UInt8])

    /// Groups of letters by the first of them, longer ones first, with what they sound like; capitals are sounds that no
    /// letter has.
    private static let groups: [UInt8: [Group]] = Dictionary(grouping: allGroups) { $0.letters[0] }

    private static let allGroups: [Group] = [
        ("eaux", "o"), ("eau", "o"), ("aux", "o"), ("tion", "sIn"), ("ain", "N"), ("ein", "N"), ("oeu", "e"),
        ("sch", "C"), ("au", "o"), ("ph", "f"), ("th", "t"), ("rh", "r"), ("ch", "C"), ("qu", "k"), ("ck", "k"),
        ("ai", "e"), ("ei", "e"), ("ay", "e"), ("ey", "e"), ("oe", "e"), ("ss", "s"), ("sc", "s"), ("gn", "G"),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

    /// Adds the sound at the index; returns how many letters it took.
    private mutating func take(at index: Int) -> Int {
        if let nasal = nasal(at: index) {
            add(nasal)
            return 2
        }
        for group in Self.groups[word[index]] ?? [] where word[index...].starts(with: group.letters) {
            // « scolaire » keeps its k.
            if group.letters == Array("sc".utf8), !isSoftened(after: index + 1) { continue }
            for sound in group.sound { add(sound) }
            return group.letters.count
        }
        switch word[index] {
        case UInt8(ascii: "h"): break
        case UInt8(ascii: "c"): add(isSoftened(after: index) ? UInt8(ascii: "s") : UInt8(ascii: "k"))
        case UInt8(ascii: "q"): add(UInt8(ascii: "k"))
        case UInt8(ascii: "g"):
            add(isSoftened(after: index) ? UInt8(ascii: "j") : UInt8(ascii: "g"))
            if index + 2 < word.count, word[index + 1] == UInt8(ascii: "u"), isSoftened(after: index + 1) { return 2 }
        case UInt8(ascii: "y"): add(UInt8(ascii: "i"))
        case UInt8(ascii: "z"): add(UInt8(ascii: "s"))
        case UInt8(ascii: "w"): add(UInt8(ascii: "v"))
        default: add(word[index])
        }
        return 1
    }

    /// « an », « en », « am », « em », then « in », « im » before a consonant or the end.
    private func nasal(at index: Int) -> UInt8? {
        guard index + 1 < word.count, [UInt8(ascii: "n"), UInt8(ascii: "m")].contains(word[index + 1]) else {
            return nil
        }
        if index + 2 < word.count, Self.vowels.contains(word[index + 2]) || word[index + 2] == word[index + 1] {
            return nil
        }
        switch word[index] {
        case UInt8(ascii: "a"), UInt8(ascii: "e"): return UInt8(ascii: "A")
        case UInt8(ascii: "i"), UInt8(ascii: "y"): return UInt8(ascii: "N")
        default: return nil
        }
    }

    private static let vowels = Set("aeiouyh".utf8)

    private func isSoftened(after index: Int) -> Bool {
        index + 1 < word.count
            && [UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "y")].contains(word[index + 1])
    }

    /// Double letters sound once.
    private mutating func add(_ sound: UInt8) {
        if bytes.last != sound { bytes.append(sound) }
    }
}
