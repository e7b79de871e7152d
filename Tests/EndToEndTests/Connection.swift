import Foundation

/// TCP to this machine, open as long as this lives.
final class Connection: Sendable {
    struct Failure: Error {
        let call: String
        let code = errno
    }

    private let descriptor: Int32

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(call: "socket") }
        // A server that says nothing fails the test rather than stop it.
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        // The descriptor is closed once, by `deinit`: it runs for what is whole, thrown away or not.
        guard status == 0 else { throw Failure(call: "connect") }
    }

    deinit { close(descriptor) }

    func send(_ text: String) throws {
        let bytes = Array(text.utf8)
        guard unsafe Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
        else { throw Failure(call: "send") }
    }

    /// What has come, at least a byte; empty once the other side has closed.
    func receive() throws -> String { String(decoding: try receiveSome(), as: UTF8.self) }

    /// All that comes until the other side closes.
    func receiveAll() throws -> Data {
        var received = Data()
        while true {
            let more = try receiveSome()
            if more.isEmpty { return received }
            received += more
        }
    }

    private func receiveSome() throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        guard count >= 0 else { throw Failure(call: "recv") }
        return Array(buffer[..<count])
    }
}
