import Foundation

/// A terminal as a process sees one: what it writes there can be read here.
final class Terminal: Sendable {
    /// What the process writes to.
    let end: FileHandle
    private let screen: FileHandle

    /// What Linux's `unlockpt` and `ptsname` ask the kernel; Swift sees neither.
    private static let (setLock, getNumber) = (UInt(0x4004_5431), UInt(0x8004_5430))

    init() throws {
        let screen = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
        self.screen = FileHandle(fileDescriptor: screen, closeOnDealloc: true)
        var (lock, number): (CInt, CInt) = (0, 0)
        guard unsafe ioctl(screen, Self.setLock, &lock) == 0, unsafe ioctl(screen, Self.getNumber, &number) == 0 else {
            throw POSIXError(.ENOTTY)
        }
        let end = unsafe open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
        guard end >= 0 else { throw POSIXError(.ENOTTY) }
        self.end = FileHandle(fileDescriptor: end, closeOnDealloc: true)
    }

    /// Waits until `text` has been written; whether it has been.
    func shows(_ text: String) async -> Bool {
        // Nobody else holds the other end once the process has its own: reading ends with it.
        try? end.close()
        let screen = screen
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                var (shown, buffer) = (Data(), [UInt8](repeating: 0, count: 4096))
                while !shown.contains(Data(text.utf8)) {
                    // A file handle would wait for so many bytes.
                    let count = unsafe read(screen.fileDescriptor, &buffer, buffer.count)
                    guard count > 0 else { return continuation.resume(returning: false) }
                    shown += buffer.prefix(count)
                }
                continuation.resume(returning: true)
            }
        }
    }
}
