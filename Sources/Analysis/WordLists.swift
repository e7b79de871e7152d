/// The analyzer's data: lists that editors of the language may change without touching the code.
struct WordLists: Sendable {
    /// Words without which a query means the same, with their accents and without: « maïs » is not « mais ».
    let stopWords: Set<[UInt8]>
    /// Stop words that are nouns too, with their accents and without.
    let homographs: Set<[UInt8]>
    /// Words and polite forms of questions, which weigh nothing in a long query.
    let questionWords: Set<[UInt8]>
    /// Words that count a part in a long query.
    let weakWords: Set<[UInt8]>
    /// Irregular words, folded, with their stems.
    let stems: [[UInt8]: [UInt8]]
    /// First parts of compounds that are written in one, with a hyphen or apart: cyber, socio.
    let prefixes: [[UInt8]]
    /// Common short words that acronyms in capitals are not.
    let shortWords: Set<[UInt8]>

    static let french = WordLists()

    private init() {
        stopWords = Set(Self.words(PackageResources.stop_words_txt))
        homographs = Set(Self.words(PackageResources.homographs_txt))
        questionWords = Set(Self.words(PackageResources.question_words_txt))
        weakWords = Set(Self.words(PackageResources.weak_words_txt))
        shortWords = Set(Self.words(PackageResources.short_words_txt))
        prefixes = Self.words(PackageResources.prefixes_txt).sorted { $0.count > $1.count }
        var stems: [[UInt8]: [UInt8]] = [:]
        for line in Self.lines(PackageResources.stems_tsv) {
            let words = line.split { $0 == 0x20 || $0 == 0x09 }.map(Array.init)
            guard let stem = words.first else { continue }
            for word in words { stems[word] = stem }
        }
        self.stems = stems
    }

    /// One or several words a line, `#` begins a comment.
    private static func words(_ bytes: [UInt8]) -> [[UInt8]] {
        lines(bytes).flatMap { line in line.split { $0 == 0x20 || $0 == 0x09 }.map(Array.init) }
    }

    private static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
        bytes.split(separator: 0x0A).compactMap { line in
            let content = line.prefix { $0 != 0x23 }
            return content.contains { $0 != 0x20 && $0 != 0x09 } ? Array(content) : nil
        }
    }
}
