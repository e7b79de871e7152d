import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// A text with its media type and its length.
    init(_ text: String, type: String, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) {
        self.init(ByteBuffer(string: text), type: type, status: status, headers: headers)
    }

    private init(_ bytes: ByteBuffer, type: String, status: HTTPResponse.Status, headers: HTTPFields = [:]) {
        var headers = headers
        headers[.contentType] = type
        self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: bytes))
    }

    /// A value that writes itself as JSON, for what is asked most.
    static func json(written value: some JSONWritable) -> Response {
        var json = JSONWriter(capacity: usualLength)
        value.write(to: &json)
        return Response(ByteBuffer(bytes: json.bytes), type: "application/json", status: .ok)
    }

    /// The bytes of ten hits with their facets.
    private static let usualLength = 16_384

    /// A value as JSON, keys in alphabetical order so that equal answers are equal bytes.
    static func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, type: String = "application/json",
        headers: HTTPFields = [:]
    ) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        let bytes = try encoder.encode(value)
        return Response(ByteBuffer(bytes: bytes), type: type, status: status, headers: headers)
    }
}
