import Foundation
import GRDB

/// What can go wrong with an index file. Descriptions are French sentences with their remedy.
public enum IndexError: Error, Equatable, CustomStringConvertible {
    /// There is no file at the path.
    case missing(path: String)
    /// The file is not an index, or damaged.
    case damaged(path: String, reason: String)
    /// The file was made by another version of Repères.
    case otherVersion(path: String)
    /// Another pass holds the lock.
    case busy(path: String)
    /// No room is left.
    case diskFull(path: String)
    /// The folder or the file cannot be written.
    case notWritable(path: String, reason: String)
    /// Anything else that SQLite reports.
    case sqlite(path: String, reason: String)

    /// Place, fact and remedy.
    public var description: String {
        switch self {
        case .missing(let path):
            "\(path) : pas encore d’index, lancez « reperes index »"
        case .damaged(let path, let reason):
            "\(path) : index illisible (\(reason)), lancez « reperes index --rebuild »"
        case .otherVersion(let path):
            "\(path) : index d’une autre version, lancez « reperes index » pour le reconstruire"
        case .busy(let path):
            "\(path) : une indexation est déjà en cours, attendez qu’elle se termine puis recommencez"
        case .diskFull(let path):
            "\(path) : disque plein, libérez de la place puis relancez « reperes index » (l’index précédent reste en service)"
        case .notWritable(let path, let reason):
            "\(path) : écriture impossible (\(reason)), vérifiez les droits du dossier ou choisissez un autre chemin avec --index"
        case .sqlite(let path, let reason):
            "\(path) : erreur de l’index (\(reason)), relancez ; si cela persiste, « reperes index --rebuild »"
        }
    }

    /// Names what SQLite reported.
    public init(_ error: any Error, path: String) {
        if let error = error as? IndexError {
            self = error
        } else if (error as? CocoaError)?.code == .fileWriteOutOfSpace {
            self = .diskFull(path: path)
        } else if let error = error as? DatabaseError {
            let reason = error.message ?? "code \(error.resultCode.rawValue)"
            self =
                switch error.resultCode {
                case .SQLITE_FULL: .diskFull(path: path)
                case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged(path: path, reason: reason)
                case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM: .notWritable(path: path, reason: reason)
                case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
                default: .sqlite(path: path, reason: reason)
                }
        } else {
            self = .sqlite(path: path, reason: String(describing: error))
        }
    }
}
