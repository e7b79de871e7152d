internal import CXXHash
internal import Glibc

/// A file's bytes, mapped for reading, and the descriptor they came from.
///
/// The file must not be cut short while it is open; renaming another one over it, as `scripts/model` does, is fine.
// Unchecked: the pointer is set once, nothing ever writes through it.
@safe final class MappedFile: @unchecked Sendable {
    let count: Int
    private let descriptor: Int32
    private let start: UnsafeRawPointer

    /// `nil` when there is no such file, it may not be read, or it is empty.
    init?(path: String) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0,
            let start = unsafe mmap(nil, Int(status.st_size), PROT_READ, MAP_SHARED, descriptor, 0),
            unsafe start != UnsafeMutableRawPointer(bitPattern: -1)
        else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        self.count = Int(status.st_size)
        unsafe self.start = UnsafeRawPointer(start)
    }

    deinit {
        unsafe munmap(UnsafeMutableRawPointer(mutating: start), count)
        close(descriptor)
    }

    /// `count` numbers from byte `offset` on; `nil` unless they lie within the file, where such numbers may begin.
    func table<Element: BitwiseCopyable>(of type: Element.Type, at offset: Int, count: Int) -> Table<Element>? {
        let (length, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
        guard !overflow, count >= 0, offset >= 0, offset <= self.count, length <= self.count - offset,
            offset.isMultiple(of: MemoryLayout<Element>.alignment)
        else { return nil }
        return unsafe Table(start: (start + offset).assumingMemoryBound(to: type), count: count, file: self)
    }

    /// The XXH3 (64 bits) of all bytes from `offset` on; `nil` when they cannot be read.
    ///
    /// Read into one buffer rather than through the mapping, so that no memory stays taken.
    func checksum(from offset: Int) -> UInt64? {
        let state = unsafe XXH3_createState()
        defer { unsafe _ = XXH3_freeState(state) }
        unsafe _ = XXH3_64bits_reset(state)
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        var position = offset
        while position < count {
            let length = unsafe pread(descriptor, &buffer, buffer.count, off_t(position))
            if length < 0 && errno == EINTR { continue }
            guard length > 0 else { return nil }
            unsafe _ = XXH3_64bits_update(state, buffer, length)
            position += length
        }
        return unsafe XXH3_64bits_digest(state)
    }
}

/// Numbers within a mapped file, which it keeps mapped.
@safe struct Table<Element: BitwiseCopyable>: @unchecked Sendable {
    let count: Int
    private let file: MappedFile
    /// The first of `count` numbers, valid as long as this table.
    @unsafe let start: UnsafePointer<Element>

    fileprivate init(start: UnsafePointer<Element>, count: Int, file: MappedFile) {
        unsafe self.start = start
        self.count = count
        self.file = file
    }

    /// Number `index`, or `nil` outside: indices come from the file as well, and it is not trusted.
    subscript(index: Int) -> Element? {
        guard index >= 0, index < count else { return nil }
        return unsafe start[index]
    }

    /// The numbers of `range`, which is the program's, not the file's.
    func slice(_ range: Range<Int>) -> Table {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return unsafe Table(start: start + range.lowerBound, count: range.count, file: file)
    }
}
