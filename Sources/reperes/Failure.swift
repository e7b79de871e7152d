import Search

/// What a command ends with when it could not do its work: a French sentence and an exit status.
struct Failure: Error {
    /// The exit statuses of the command.
    enum Status: Int32 {
        case failed = 1
        /// EX_USAGE of sysexits.h.
        case usage = 64
        /// EX_DATAERR: some documents were refused, all others are indexed.
        case refusedDocuments = 65
    }

    let status: Status
    let message: String

    /// An index that cannot be read is a failure; a query that is refused, a usage.
    init(_ error: SearchError) {
        if case .index = error { status = .failed } else { status = .usage }
        message = error.description
    }

    init(_ status: Status, _ message: String = "") {
        self.status = status
        self.message = message
    }
}
