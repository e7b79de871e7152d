import Foundation

/// The model that tests use: `REPERES_MODEL`, or `models/` where `make model` puts it.
enum SampleModel {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let folder =
        ProcessInfo.processInfo.environment["REPERES_MODEL"] ?? root.appendingPathComponent("models").path
    static let isPresent = FileManager.default.isReadableFile(atPath: folder + "/meaning.model")
    static let absence = "pas de modèle : make model, ou REPERES_MODEL=DOSSIER"
}
