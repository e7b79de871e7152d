import Corpus
import HTTPTypes
import Hummingbird
import NIOCore

/// Gives each text its entity tag, answers 304 to who has it already, and compresses it for who takes gzip (RFC 9110).
struct RepresentationMiddleware: RouterMiddleware {
    /// Below that a frame costs more than it saves.
    private static let shortestCompressed = 1_000
    private static let compressed = ["text/", "application/json", "application/problem+json", "image/svg+xml"]

    func handle(
        _ request: Request, context: RequestContext,
        next: (Request, RequestContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard request.method == .get || request.method == .head, response.status == .ok, Self.isText(response) else {
            return response
        }
        let bytes = try await Self.bytes(of: response.body)
        let tag = response.headers[.eTag] ?? Self.tag(of: bytes)
        response.headers[.eTag] = tag
        response.headers[.vary] = "Accept-Encoding"
        if isKnown(tag, response.headers[.lastModified], request) {
            return Response(status: .notModified, headers: response.headers.without(.contentLength, .contentType))
        }
        guard bytes.count >= Self.shortestCompressed, Self.takesGzip(request.headers[.acceptEncoding] ?? ""),
            let gzip = Gzip.compressed(bytes)
        else { return response }
        var headers = response.headers.without(.contentLength)
        headers[.contentEncoding] = "gzip"
        // A strong tag would name other bytes.
        headers[.eTag] = tag.hasPrefix("W/") ? tag : "W/" + tag
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: gzip)))
    }

    /// Weak, since the compressed form has it too.
    private static func tag(of bytes: [UInt8]) -> String {
        let hash = ContentHash(of: bytes.span)
        return "W/\"\(String(hash.high, radix: 36))\(String(hash.low, radix: 36))\""
    }

    private func isKnown(_ tag: String, _ modified: String?, _ request: Request) -> Bool {
        if let known = request.headers[.ifNoneMatch] {
            let opaque = Self.opaque(tag)
            return known.split(separator: ",").map { Self.opaque($0.filter { $0 != " " }) }.contains {
                $0 == opaque || $0 == "*"
            }
        }
        // Servers give the date back to the letter.
        return modified != nil && modified == request.headers[.ifModifiedSince]
    }

    /// Tags that differ in strength only compare alike here.
    private static func opaque(_ tag: String) -> Substring { tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...] }

    private static func isText(_ response: Response) -> Bool {
        let type = response.headers[.contentType] ?? ""
        return compressed.contains { type.hasPrefix($0) } || type.contains("+xml")
    }

    /// « gzip;q=0 » refuses it.
    private static func takesGzip(_ accepted: String) -> Bool {
        accepted.split(separator: ",").contains { coding in
            let parts = coding.split(separator: ";").map { $0.filter { $0 != " " } }
            return parts.first == "gzip"
                && !parts.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
        }
    }

    private static func bytes(of body: ResponseBody) async throws -> [UInt8] {
        let collector = BodyCollector()
        try await body.write(collector)
        return collector.bytes
    }
}

/// Takes a body in.
private final class BodyCollector: ResponseBodyWriter {
    private(set) var bytes: [UInt8] = []

    func write(_ buffer: ByteBuffer) async throws { bytes += buffer.readableBytesView }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

extension HTTPFields {
    fileprivate func without(_ names: HTTPField.Name...) -> HTTPFields {
        var fields = self
        for name in names { fields[name] = nil }
        return fields
    }
}
