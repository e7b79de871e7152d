import Foundation

@testable import Meaning

/// The model that tests use: `REPERES_MODEL`, or `models/` where `make model` puts it.
enum SampleModel {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let folder =
        ProcessInfo.processInfo.environment["REPERES_MODEL"] ?? root.appendingPathComponent("models").path
    static let path = folder + "/" + ModelFile.name
    static let isPresent = FileManager.default.isReadableFile(atPath: path)
    static let absence = "pas de modèle : make model, ou REPERES_MODEL=DOSSIER"

    static func open() throws -> Model { try Model(folder: folder) }
}

/// Sentences and their vectors, as the model's package gives them; `Fixtures/meaning/record.py` made them.
enum Reference {
    private static let folder = SampleModel.root.appendingPathComponent("Tests/Fixtures/meaning")

    static func sentences() throws -> [String] {
        try String(contentsOf: folder.appendingPathComponent("sentences.txt"), encoding: .utf8)
            .split(separator: "\n").map(String.init)
    }

    static func vectors() throws -> [Vector] {
        let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent("vectors.int16")))
        let values = stride(from: 0, to: bytes.count, by: 2).map {
            Float(Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8))
        }
        return stride(from: 0, to: values.count, by: Vector.count).compactMap {
            Vector(Array(values[$0..<($0 + Vector.count)]))
        }
    }
}
