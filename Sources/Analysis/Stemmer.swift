/// A light French stemmer for folded words: gender and number, nothing derivational.
///
/// Folding comes first and its rules are written for folded text, so that « securite » meets « sécurité »
/// (Snowball's rules need the accents). The spirit is J. Savoy's minimal stemmer (*Light Stemming Approaches for the
/// French, Portuguese, German and Hungarian Languages*, SAC 2006), with feminines joined to their masculines.
/// Irregular words stand in `Resources/stems.tsv`.
struct Stemmer {
    private let exceptions: [[UInt8]: [UInt8]]

    init(exceptions: [[UInt8]: [UInt8]]) {
        self.exceptions = exceptions
    }

    /// The stem of a folded word: ASCII small letters; anything else comes back as it is.
    func stem(_ word: [UInt8]) -> [UInt8] {
        if let exception = exceptions[word] { return exception }
        guard word.count > 3, word.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return word }
        var stem = Stem(word)
        stem.dropPlural()
        stem.dropDoubleE()
        if stem.count != word.count, let exception = exceptions[stem.bytes] { return exception }
        stem.dropFeminine()
        return stem.bytes
    }
}

/// A word on its way to its stem.
private struct Stem {
    private(set) var bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var count: Int { bytes.count }

    /// Brings plurals to the singular: emplois, journaux, tuyaux, heureux.
    mutating func dropPlural() {
        if ends("s") {
            drop(1)
        } else if ends("eaux") || ends("eux") || ends("oux") {
            drop(1)
        } else if ends("aux"), count > 4 {
            replace(3, "al")
        }
    }

    /// « employée » as « employé », which is « employe » by now.
    mutating func dropDoubleE() {
        if count > 4, ends("ee") { drop(1) }
    }

    /// Brings feminines to the masculine, and both to what they share.
    ///
    /// -teur/-trice/-teuse, -eur/-eure/-euse/-eux, -if/-ive, -er/-ère, then the mute e, and a consonant
    /// doubled before it (citoyen/citoyenne). An -é is an e by now, and goes the same way (marché, marche).
    mutating func dropFeminine() {
        if count > 6, ends("trice") { return replace(5, "teu") }
        if count > 6, ends("eure") { return replace(4, "eu") }
        if count > 5, ends("euse") { return replace(4, "eu") }
        if count > 5, ends("eur") { return replace(3, "eu") }
        if count > 4, ends("ive") { return replace(1, "") }
        if count > 3, ends("if") { return replace(1, "v") }
        if count > 6, ends("aise") || ends("oise") { return drop(2) }
        // « case » is not « cas », nor « café » the CAF: of four letters the irregular ones are listed.
        if count > 4, ends("e") {
            drop(1)
            undouble()
        }
    }

    /// « citoyenn », « professionnell », « muett »: as the masculine has it.
    private mutating func undouble() {
        guard count > 4, let last = bytes.last, last == bytes[count - 2], "nltsr".utf8.contains(last) else { return }
        drop(1)
    }

    private func ends(_ suffix: String) -> Bool {
        bytes.count > suffix.utf8.count && bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }

    private mutating func drop(_ length: Int) { bytes.removeLast(length) }

    private mutating func replace(_ length: Int, _ suffix: String) {
        bytes.removeLast(length)
        bytes.append(contentsOf: suffix.utf8)
    }
}
