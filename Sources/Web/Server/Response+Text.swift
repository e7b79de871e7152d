import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// A text with its media type and its length.
    init(_ text: String, type: String, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) {
        var headers = headers
        headers[.contentType] = type
        self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// A value as JSON, keys in alphabetical order so that equal answers are equal bytes.
    static func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, type: String = "application/json",
        headers: HTTPFields = [:]
    ) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        let bytes = try encoder.encode(value)
        return Response(String(decoding: bytes, as: UTF8.self), type: type, status: status, headers: headers)
    }
}
