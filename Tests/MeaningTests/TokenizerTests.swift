import Foundation
import Testing

@testable import Meaning

/// The library's own command, which Debian's package `sentencepiece` has.
private enum Library {
    static let command = ["/usr/bin", "/usr/local/bin"].map { $0 + "/spm_encode" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    static let model = SampleModel.folder + "/sp.model"
    static let isPresent = command != nil && SampleModel.isPresent && FileManager.default.isReadableFile(atPath: model)

    /// The numbers of each line's pieces.
    static func pieces(of lines: [[UInt8]]) throws -> [[Int32]] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (input, output) = (folder.appendingPathComponent("lines"), folder.appendingPathComponent("ids"))
        try Data(lines.flatMap { $0 + [0x0A] }).write(to: input)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command ?? "")
        process.arguments = ["--model=\(model)", "--output_format=id", "--output=\(output.path)", input.path]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let answer = String(decoding: try Data(contentsOf: output), as: UTF8.self)
        return answer.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map { $0.split(separator: " ").compactMap { Int32($0) } }
    }
}

@Suite(
    .enabled(
        if: Library.isPresent, "pas de modèle (make model) ou pas de commande spm_encode (paquet Debian sentencepiece)")
)
struct TokenizerTests {
    let tokenizer: Tokenizer

    init() throws { tokenizer = try SampleModel.open().tokenizer }

    /// Compares with the library, line by line; says the first lines that differ.
    private func compare(_ lines: [[UInt8]]) throws {
        let expected = try Library.pieces(of: lines)
        try #require(expected.count == lines.count)
        var scratch = Tokenizer.Scratch()
        var differing: [String] = []
        for (line, pieces) in zip(lines, expected) where tokenizer.pieces(of: line.span, scratch: &scratch) != pieces {
            differing.append(String(decoding: line, as: UTF8.self))
        }
        #expect(differing.isEmpty, "\(differing.count): \(differing.prefix(3))")
    }

    @Test("10,000 lines, changed at random or not, are cut as the library cuts them")
    func lines() throws {
        let lines = try Self.corpusLines()
        try #require(lines.count > 1000)
        var generator = Seeded(1)
        try compare(
            (0..<10_000).map { index in Array(Self.changed(lines[index % lines.count], index, &generator).utf8) })
    }

    @Test("random bytes are cut as the library cuts them")
    func bytes() throws {
        var generator = Seeded(2)
        try compare(
            (0..<2000).map { _ in
                (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                    let byte = UInt8.random(in: 0...255, using: &generator)
                    return byte == 0x0A ? 0x20 : byte
                }
            })
    }

    @Test("a stretch of 50,000 bytes is cut as the library cuts it")
    func long() throws {
        var generator = Seeded(3)
        let lines = try Self.corpusLines()
        let long = (0..<300).map { _ in lines.randomElement(using: &generator) ?? "" }.joined(separator: "  ")
        try compare([Array(long.utf8), Array(repeating: 0x61, count: 20_000), Array(repeating: 0x20, count: 20_000)])
    }

    // MARK: Lines

    private static func corpusLines() throws -> [String] {
        let corpus = SampleModel.root.appendingPathComponent("corpus")
        let files = try FileManager.default.subpathsOfDirectory(atPath: corpus.path).sorted()
        return try files.filter { $0.hasSuffix(".md") || $0.hasSuffix(".jsonl") || $0.hasSuffix(".tsv") }.flatMap {
            try String(contentsOf: corpus.appendingPathComponent($0), encoding: .utf8)
                .split(separator: "\n").map { String($0.prefix(300)) }
        }
    }

    private static func changed(_ line: String, _ index: Int, _ generator: inout Seeded) -> String {
        switch index % 8 {
        case 0: return line.decomposedStringWithCanonicalMapping
        case 1: return line.replacing("'", with: "’").uppercased()
        case 2: return mutated(line, count: 3, &generator)
        case 3: return mutated(line, count: 20, &generator)
        case 4:
            return String(
                decoding: (0..<40).map { _ in scalar(&generator) }.flatMap { Array(String($0).utf8) }, as: UTF8.self)
        default: return line
        }
    }

    private static func mutated(_ line: String, count: Int, _ generator: inout Seeded) -> String {
        var scalars = Array(line.unicodeScalars)
        for _ in 0..<count {
            let place = Int.random(in: 0...scalars.count, using: &generator)
            if Bool.random(using: &generator), place < scalars.count {
                scalars[place] = scalar(&generator)
            } else {
                scalars.insert(scalar(&generator), at: place)
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// Characters that rules are about, then any: spaces, marks, controls, ligatures, emoji and their joiners.
    private static func scalar(_ generator: inout Seeded) -> Unicode.Scalar {
        let ranges: [ClosedRange<UInt32>] = [
            0x20...0x20, 0x00...0x09, 0x0B...0x7F, 0x80...0xFF, 0x300...0x36F, 0x2000...0x206F, 0x2581...0x2581,
            0x3000...0x30FF, 0xFB00...0xFDFF, 0xFE00...0xFFFF, 0x1F300...0x1F6FF, 0x4E00...0x9FFF, 0x0...0x10FFFF,
        ]
        let range = ranges.randomElement(using: &generator) ?? 0x20...0x20
        return Unicode.Scalar(UInt32.random(in: range, using: &generator)) ?? "\u{FFFD}"
    }
}
