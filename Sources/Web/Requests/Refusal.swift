/// Why a request gets no answer; each has its HTTP status, a title and a French sentence for whoever asked.
enum Refusal: Error, Equatable {
    /// The request cannot be understood: what is wrong, and what would be right.
    case badRequest(String)
    /// There is nothing at this address.
    case notFound(String)
    /// The address exists, but not with this method.
    case methodNotAllowed
    /// There is no index to answer from: what to do.
    case unavailable(String)
    /// A fault of ours; the log says which.
    case failed

    /// The HTTP status.
    var status: Int {
        switch self {
        case .badRequest: 400
        case .notFound: 404
        case .methodNotAllowed: 405
        case .unavailable: 503
        case .failed: 500
        }
    }

    /// What the status means.
    var title: String {
        switch self {
        case .badRequest: "Demande incorrecte"
        case .notFound: "Introuvable"
        case .methodNotAllowed: "Méthode refusée"
        case .unavailable: "Service indisponible"
        case .failed: "Erreur du service"
        }
    }

    /// What happened, and the remedy.
    var detail: String {
        switch self {
        case .badRequest(let detail), .notFound(let detail), .unavailable(let detail): detail
        case .methodNotAllowed: "Cette adresse se lit avec GET ou HEAD."
        case .failed: "Le service ne répond pas. Réessayez dans un instant."
        }
    }
}
