import CHunspell
import Foundation
import Synchronization

/// The words of French, by the dictionary of Debian's hunspell-fr; none where that is not installed.
///
/// It tells rare words from misspelt ones, and makes no terms: an index must not depend on the machine that built it.
public final class Lexicon: Sendable {
    /// The dictionary of this machine, read when first asked for: 50 ms and 14 MB, once in a process.
    public static let french = Lexicon(path: "/usr/share/hunspell/fr")

    /// Locked because Hunspell's look-ups are not safe to call at the same time.
    private let dictionary: Mutex<Dictionary?>

    /// The dictionary that stands in the files of this path with `.aff` and `.dic`; without words if they are not there.
    init(path: String) {
        dictionary = Mutex(Dictionary(path: path))
    }

    /// Whether there was no dictionary to read.
    public var isEmpty: Bool { dictionary.withLock { $0 == nil } }

    /// Whether French has this word, in small letters: inflected or not, or a name; with its accents or without any.
    ///
    /// - Complexity: 20 µs a spelling; a long unknown word without accents has some hundred, 5 ms.
    public func contains(_ word: String) -> Bool {
        dictionary.withLock { dictionary in
            guard let dictionary, !word.isEmpty, word.utf8.count <= Self.longest else { return false }
            if dictionary.holds(word) { return true }
            guard word.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
            let joined = word.replacing("oe", with: "œ")
            return holdsAccented("", word[...], cost: Self.highestCost, dictionary)
                || joined != word && holdsAccented("", joined[...], cost: Self.highestCost, dictionary)
        }
    }

    /// No word is longer, and each letter more is more spellings to try.
    private static let longest = 25

    /// What may stand for a letter typed without its accent, and what it costs.
    private static let accented: [Character: [(letter: String, cost: Int)]] = [
        "a": [("â", 2), ("à", 2)], "c": [("ç", 2)], "e": [("é", 1), ("è", 2), ("ê", 2), ("ë", 2)],
        "i": [("î", 2), ("ï", 2)], "o": [("ô", 2)], "u": [("û", 2), ("ù", 2)],
    ]

    /// Three é, or one and another accent: .985 of the accented words of the dictionary, and few spellings to try.
    private static let highestCost = 3

    /// Whether the dictionary has `start` followed by `rest`, some of whose letters may lack their accents.
    private func holdsAccented(_ start: String, _ rest: Substring, cost: Int, _ dictionary: Dictionary) -> Bool {
        guard let index = rest.firstIndex(where: { Self.accented[$0]?.contains { $0.cost <= cost } == true }) else {
            return dictionary.holds(start + rest)
        }
        let (before, after) = (start + rest[..<index], rest[rest.index(after: index)...])
        if holdsAccented(before + String(rest[index]), after, cost: cost, dictionary) { return true }
        return Self.accented[rest[index], default: []].contains { accent in
            accent.cost <= cost && holdsAccented(before + accent.letter, after, cost: cost - accent.cost, dictionary)
        }
    }
}

/// What Hunspell has opened.
@safe private final class Dictionary {
    private let handle: OpaquePointer

    /// `nil` if a file is missing, or not in UTF-8.
    init?(path: String) {
        guard [".aff", ".dic"].allSatisfy({ FileManager.default.isReadableFile(atPath: path + $0) }),
            let handle = unsafe Hunspell_create(path + ".aff", path + ".dic")
        else { return nil }
        unsafe self.handle = handle
        guard let encoding = unsafe Hunspell_get_dic_encoding(handle), unsafe strcmp(encoding, "UTF-8") == 0 else {
            return nil
        }
    }

    deinit { unsafe Hunspell_destroy(handle) }

    /// Whether it has the word: with a capital, by which Hunspell finds names and common words alike.
    func holds(_ word: String) -> Bool {
        unsafe Hunspell_spell(handle, word.prefix(1).uppercased() + word.dropFirst()) != 0
    }
}
