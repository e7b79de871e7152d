import Foundation
import Testing

/// What a server answered over a plain socket, so that bytes no client library would send can be sent.
struct Answer: Sendable {
    let status: Int
    let headers: [String: String]
    let body: Data

    var text: String { String(decoding: body, as: UTF8.self) }

    func json() throws -> JSON { try JSON(body) }

    var isPage: Bool { header("content-type")?.hasPrefix("text/html") ?? false }

    func header(_ name: String) -> String? { headers[name.lowercased()] }

    /// Sends a request to this machine and reads until the server closes.
    init(to line: String, headers: [String: String] = [:], port: UInt16) throws {
        let headers = ["Host": "127.0.0.1:\(port)", "Connection": "close"].merging(headers) { $1 }
        let head = ([line] + headers.map { "\($0): \($1)" }).joined(separator: "\r\n") + "\r\n\r\n"
        let connection = try Connection(port: port)
        try connection.send(head)
        try self.init(connection.receiveAll())
    }

    private init(_ received: Data) throws {
        let end = try #require(received.firstRange(of: Data("\r\n\r\n".utf8)), "no answer")
        let lines = String(decoding: received[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        status = try #require(Int(lines[0].split(separator: " ")[1]))
        let pairs = lines.dropFirst().map { line in
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            return (line[..<colon].lowercased(), line[colon...].dropFirst().trimmingCharacters(in: .whitespaces))
        }
        headers = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        body = Data(received[end.upperBound...])
    }
}
