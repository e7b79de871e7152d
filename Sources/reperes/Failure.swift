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

    init(_ status: Status, _ message: String = "") {
        self.status = status
        self.message = message
    }
}
