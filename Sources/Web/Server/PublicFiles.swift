import Foundation

/// The files that pages load from `/statique/`: a fixed list, held in memory.
struct PublicFiles: Sendable {
    /// A file as it is sent.
    struct File: Sendable {
        /// Its bytes.
        let bytes: [UInt8]
        /// Its media type.
        let type: String
        /// Sixteen hexadecimal digits that change with its bytes.
        let version: String
    }

    /// Where the files are served.
    static let root = "/statique/"

    private static let types = [
        "reperes.css": "text/css; charset=utf-8",
        "favicon.svg": "image/svg+xml",
        "suggestions.js": "text/javascript; charset=utf-8",
        "results.js": "text/javascript; charset=utf-8",
        "copy.js": "text/javascript; charset=utf-8",
        "dossier.js": "text/javascript; charset=utf-8",
    ]

    private let files: [String: File]

    /// Reads the list's files in `folder`; each must be there.
    init(folder: URL) throws(TemplateError) {
        var files: [String: File] = [:]
        for (name, type) in Self.types {
            do {
                let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
                files[name] = File(bytes: bytes, type: type, version: Self.version(of: bytes))
            } catch {
                throw TemplateError.unreadable(name, "\(error)")
            }
        }
        self.files = files
    }

    /// The file with this name; `nil` for any name outside the list.
    subscript(name: String) -> File? { files[name] }

    /// `source` with each address of a file followed by its version.
    func versioned(_ source: String) -> String {
        // Few templates have one.
        guard source.contains(Self.root) else { return source }
        return files.reduce(source) { source, file in
            source.replacing(Self.root + file.key, with: "\(Self.root)\(file.key)?v=\(file.value.version)")
        }
    }

    /// FNV-1a, 64 bits: enough to see that a file of ours has changed.
    private static func version(of bytes: [UInt8]) -> String {
        let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
