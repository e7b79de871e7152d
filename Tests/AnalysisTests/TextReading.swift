import Analysis
import Foundation

/// What the tests say of a text: its words as written, as forms, as terms.
struct Reading {
    let bytes: [UInt8]
    let tokens: [Token]

    init(_ bytes: [UInt8], analyzer: Analyzer = Analyzer()) {
        self.bytes = bytes
        var tokens: [Token] = []
        analyzer.forEachToken(in: bytes) { tokens.append($0) }
        self.tokens = tokens
    }

    init(_ text: String) { self.init(Array(text.utf8)) }

    /// The slices of the text that are words, as they stand there.
    var words: [String] { slices(.word) }
    /// The words in small letters, with their accents.
    var forms: [String] { tokens.filter { $0.kind == .word }.map(\.term.form) }
    /// The words' terms.
    var terms: [String] { terms(.word) }

    func terms(_ kind: Token.Kind) -> [String] { tokens.filter { $0.kind == kind }.map(\.term.text) }

    func slices(_ kind: Token.Kind) -> [String] { tokens.filter { $0.kind == kind }.map { slice($0) } }

    func slice(_ token: Token) -> String { String(decoding: bytes[token.start..<token.end], as: UTF8.self) }
}

/// The one term of a single word.
func term(_ word: String) -> String { Analyzer().term(for: word).text }

/// A generator whose numbers a seed tells (SplitMix64, Steele et al. 2014).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The project's own documents: real French.
enum RealTexts {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("corpus").resolvingSymlinksInPath()

    /// By path relative to the corpus.
    static func all() throws -> [(path: String, bytes: [UInt8])] {
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return try paths.filter { $0.hasSuffix(".md") || $0.hasSuffix(".yml") || $0.hasSuffix(".tsv") }.sorted().map {
            ($0, Array(try Data(contentsOf: folder.appendingPathComponent($0))))
        }
    }
}
