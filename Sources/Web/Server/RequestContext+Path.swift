import Hummingbird

/// The context of every request of this server.
typealias RequestContext = BasicRequestContext

extension BasicRequestContext {
    /// A parameter of the route's path, percent-decoded.
    func decoded(_ name: String) throws(Refusal) -> String {
        guard let text = parameters.get(name).flatMap({ PercentEncoding.decode($0, plusAsSpace: false) }) else {
            throw Refusal.badRequest("L’adresse contient des octets qui ne sont pas de l’UTF-8.")
        }
        return text
    }
}
