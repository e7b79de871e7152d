import CZlib

/// gzip (RFC 1952), for texts that go over a network.
enum Gzip {
    /// Level 6 costs twice the time for one byte in thirty.
    private static let level: Int32 = 4

    /// The bytes compressed; `nil` when zlib has no memory for it.
    static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = unsafe z_stream()
        guard unsafe reperes_gzip_init(&stream, level) == Z_OK else { return nil }
        defer { unsafe deflateEnd(&stream) }
        let bound = Int(unsafe deflateBound(&stream, UInt(bytes.count))) + 32
        var isWhole = false
        let output = unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            unsafe bytes.withUnsafeBufferPointer { input in
                // zlib only reads what it is given, though its type does not say so.
                unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.avail_in = UInt32(input.count)
                unsafe stream.next_out = output.baseAddress
                unsafe stream.avail_out = UInt32(output.count)
                unsafe isWhole = deflate(&stream, Z_FINISH) == Z_STREAM_END
                unsafe count = Int(stream.total_out)
            }
        }
        return isWhole ? output : nil
    }
}
