import Hummingbird
import Search
import SearchIndex

extension Refusal {
    /// What an error means for whoever sent the request. The one place where errors get their statuses.
    init(_ error: any Error, method: HTTPRequest.Method) {
        switch error {
        case let refusal as Refusal:
            self = refusal
        case let error as SearchError:
            self.init(error)
        case let error as HTTPError where error.status == .notFound:
            let isRead = method == .get || method == .head
            self = isRead ? .notFound("Il n’y a rien à cette adresse.") : .methodNotAllowed
        case let error as any HTTPResponseError where error.status.kind == .clientError:
            self = .badRequest("La demande n’est pas comprise.")
        default:
            self = .failed
        }
    }

    private init(_ error: SearchError) {
        switch error {
        case .index(.missing), .index(.otherVersion), .index(.busy): self = .unavailable(error.description)
        case .index: self = .failed
        case .queryTooLong, .parameter: self = .badRequest(French.capitalized(error.description) + ".")
        }
    }
}
