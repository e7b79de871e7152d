import Foundation
import NIOCore

/// Why the server cannot listen, with the remedy.
public enum WebServerError: Error, Equatable, CustomStringConvertible {
    /// Another program listens on this port.
    case portTaken(Int)
    /// Ports below 1024 are the administrator's.
    case portForbidden(Int)
    /// The host is no address of this machine.
    case unknownHost(String)
    /// Anything else that the system says.
    case cannotListen(String)

    init(_ error: IOError, options: WebServer.Options) {
        switch error.errnoCode {
        case EADDRINUSE: self = .portTaken(options.port)
        case EACCES, EPERM: self = .portForbidden(options.port)
        case EADDRNOTAVAIL: self = .unknownHost(options.host)
        default: self = .cannotListen("\(error)")
        }
    }

    /// The sentence for whoever started the server.
    public var description: String {
        switch self {
        case .portTaken(let port):
            "le port \(port) est déjà pris, choisissez-en un autre avec --port (0 : au choix du système)"
        case .portForbidden(let port):
            "le port \(port) est réservé à l’administrateur, choisissez-en un autre avec --port (1024 ou plus)"
        case .unknownHost(let host):
            "« \(host) » n’est pas une adresse de cette machine, changez --host"
        case .cannotListen(let reason):
            "le serveur ne peut pas écouter (\(reason)), changez --host ou --port"
        }
    }
}
