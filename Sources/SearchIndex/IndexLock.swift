import Glibc

/// One pass at a time: an advisory lock on a file beside the index, which the kernel drops when the process ends.
final class IndexLock {
    private let descriptor: CInt

    init(for indexPath: String) throws(IndexError) {
        let path = indexPath + ".lock"
        unsafe descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw .notWritable(path: indexPath, reason: unsafe String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .busy(path: indexPath)
        }
    }

    deinit { close(descriptor) }
}
