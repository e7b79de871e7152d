import Foundation
import Testing

@testable import Meaning

struct MissingModelTests {
    @Test("no file is said so, with the remedy")
    func missing() {
        let error = #expect(throws: ModelError.self) { try Model(folder: "/nowhere") }
        #expect(error == .missing(path: "/nowhere/meaning.model"))
        #expect(error?.message.contains("make model") == true)
    }
}

@Suite(.enabled(if: SampleModel.isPresent, Comment(rawValue: SampleModel.absence)))
struct DamagedModelTests {
    private static let texts = [
        "Médiation sociale", "l’école ﬁnie 🙂 \u{301}", String(repeating: "é\u{FDFA}x ", count: 300),
    ]

    /// A copy of the model in a folder of its own, changed by `change`; `body` gets the folder.
    private func withCopy(_ change: (inout Data) -> Void, _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var content = try Data(contentsOf: URL(fileURLWithPath: SampleModel.path))
        change(&content)
        try content.write(to: folder.appendingPathComponent(ModelFile.name))
        try body(folder.path)
    }

    @Test("the model's file is what its checksum says")
    func whole() throws { try SampleModel.open().verify() }

    @Test(
        "a file cut short is refused",
        arguments: [0, 1, 8, 12, 31, 32, 143, 144, 4095, 4096, 200_000, 5_000_000, 70_300_000, 73_666_560, -1])
    func truncated(length: Int) throws {
        try withCopy({ $0 = $0.prefix(length < 0 ? $0.count + length : length) }) { folder in
            #expect(throws: ModelError.self) { try Model(folder: folder) }
        }
    }

    @Test("a file of another kind or version is refused", arguments: [0, 7, 8, 12, 16])
    func foreign(offset: Int) throws {
        try withCopy({ $0[offset] ^= 1 }) { folder in #expect(throws: ModelError.self) { try Model(folder: folder) } }
    }

    @Test("one changed bit is found by reading the whole file", arguments: [33, 4100, 300_000, 4_300_000, 60_000_000])
    func changedBit(offset: Int) throws {
        try withCopy({ $0[offset] ^= 0x10 }) { folder in
            #expect(throws: ModelError.self) { try Model(folder: folder).verify() }
        }
    }

    @Test("any bytes in the head and in the tokenizer give an error or a result", arguments: 0..<UInt64(24))
    func damaged(seed: UInt64) throws {
        var generator = Seeded(seed)
        // The head's places and lengths in one case of four, else the tokenizer, whose parts lie in front.
        let range = seed.isMultiple(of: 4) ? 32..<144 : 4096..<4_743_168
        let count = seed.isMultiple(of: 4) ? 2 : Int.random(in: 1...200_000, using: &generator)
        try withCopy({ content in
            for _ in 0..<count {
                content[Int.random(in: range, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
        }) { folder in try Self.use(folder) }
    }

    @Test("any bytes in the weights give an error or a result", arguments: 0..<UInt64(4))
    func damagedWeights(seed: UInt64) throws {
        var generator = Seeded(seed)
        try withCopy({ content in
            for offset in 73_666_560..<content.count { content[offset] = UInt8.random(in: 0...255, using: &generator) }
        }) { folder in try Self.use(folder) }
    }

    private static func use(_ folder: String) throws {
        guard let model = try? Model(folder: folder) else { return }
        let encoder = Encoder(model)
        for text in texts {
            guard let vector = encoder.vector(of: text) else { continue }
            #expect(vector.values.allSatisfy { $0.isFinite })
        }
    }
}
