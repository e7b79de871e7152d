import CZstd
import Foundation
import GRDB

/// The long texts of a document as `document` stores them: as they are, or compressed (docs/format.md).
struct PackedTexts: Sendable {
    var header: DatabaseValue
    var fields: DatabaseValue
    var body: DatabaseValue
}

extension StoredDocument {
    /// The texts that are stored compressed.
    var packable: [String] { [header, fields, body] }
}

/// Makes texts shorter before they are stored. Not shared between threads.
@safe final class TextPacker {
    /// Nothing longer is compressed, in bytes: what says that it was, is damaged.
    static let longest = 64 << 20
    /// What zstd says of itself alone takes up to 20 bytes.
    private static let shortest = 32
    /// Of zstd's: 1 saves a tenth less, 6 takes twice the time for a hundredth.
    private static let level: CInt = 3

    private let dictionary: TextDictionary?
    /// Made when first needed, as its context: most passes of a running service change nothing.
    private var digested: OpaquePointer?
    private var context: OpaquePointer?
    private var output: [UInt8] = []

    init(dictionary: TextDictionary?) { self.dictionary = dictionary }

    deinit {
        unsafe ZSTD_freeCCtx(context)
        unsafe ZSTD_freeCDict(digested)
    }

    func pack(_ document: StoredDocument) -> PackedTexts {
        PackedTexts(header: pack(document.header), fields: pack(document.fields), body: pack(document.body))
    }

    /// The text compressed, as a blob, or as it is where that is not shorter.
    func pack(_ text: String) -> DatabaseValue {
        var text = text
        return text.withUTF8 { unsafe compressed(UnsafeRawBufferPointer($0)) }?.databaseValue ?? text.databaseValue
    }

    private func compressed(_ text: UnsafeRawBufferPointer) -> Data? {
        guard (Self.shortest...Self.longest).contains(text.count) else { return nil }
        if unsafe context == nil { unsafe context = unsafe makeContext() }
        guard let context = unsafe context else { return nil }
        let bound = ZSTD_compressBound(text.count)
        if output.count < bound { output = Array(repeating: 0, count: bound) }
        let size = unsafe output.withUnsafeMutableBytes {
            unsafe ZSTD_compress2(context, $0.baseAddress, $0.count, text.baseAddress, text.count)
        }
        return ZSTD_isError(size) == 0 && size < text.count ? Data(output[..<size]) : nil
    }

    private func makeContext() -> OpaquePointer? {
        guard let context = unsafe ZSTD_createCCtx() else { return nil }
        unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Self.level)
        // Bytes that were damaged on the disk must not come out as a text.
        unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
        if let dictionary {
            unsafe digested = unsafe dictionary.bytes.withUnsafeBytes {
                unsafe ZSTD_createCDict($0.baseAddress, $0.count, Self.level)
            }
        }
        unsafe ZSTD_CCtx_refCDict(context, digested)
        return unsafe context
    }
}
