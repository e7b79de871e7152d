/// Why there is no model to work with. Messages are French sentences with their remedy.
public enum ModelError: Error, Equatable, CustomStringConvertible {
    /// No file, or none that may be read.
    case missing(path: String)
    /// The file contradicts itself; `reason` says where, in French.
    case damaged(path: String, reason: String)
    /// The file is of another version of this program.
    case otherVersion(path: String, version: Int)

    /// Place, fact and remedy.
    public var message: String {
        switch self {
        case .missing(let path):
            "\(path) : modèle de sens absent, préparez-le par « make model »"
        case .damaged(let path, let reason):
            "\(path) : modèle de sens abîmé (\(reason)), effacez ce fichier puis lancez « make model »"
        case .otherVersion(let path, let version):
            "\(path) : modèle de sens de version \(version), attendue \(ModelFile.version), lancez « make model »"
        }
    }

    /// The same as `message`.
    public var description: String { message }
}
