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
        try self.init(Loopback.exchange(Data(head.utf8), port: port))
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

/// TCP to this machine.
private enum Loopback {
    struct Failure: Error {
        let call: String
        let code = errno
    }

    /// Sends `request`, then gives all that comes until the other side closes.
    static func exchange(_ request: Data, port: UInt16) throws -> Data {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(call: "socket") }
        defer { close(descriptor) }
        try connect(descriptor, port)
        try unsafe request.withUnsafeBytes { bytes in
            guard unsafe send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
            else { throw Failure(call: "send") }
        }
        var received = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            if count < 0 { throw Failure(call: "recv") }
            if count == 0 { return received }
            received += buffer[..<count]
        }
    }

    private static func connect(_ descriptor: Int32, _ port: UInt16) throws {
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw Failure(call: "connect") }
    }
}
