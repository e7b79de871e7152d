import Glibc

/// What tells a file from another one put in its place.
struct FileIdentity: Equatable {
    private let device: dev_t
    private let inode: ino_t

    /// `nil` when there is no file at the path.
    init?(path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        device = status.st_dev
        inode = status.st_ino
    }
}
