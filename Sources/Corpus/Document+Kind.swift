extension Document {
    /// What sort of entry a document is; the raw value is what editors write after `type:`.
    public enum Kind: String, CaseIterable, Sendable, Codable {
        /// What a place did, and what came of it.
        case experience
        /// A tool to use as it stands.
        case outil
        /// What several experiences teach together.
        case synthese
        /// A survey or a state of affairs.
        case enquete
        /// A text to refer to: law, standard, proceedings.
        case reference
        /// Words and acronyms with their meaning.
        case glossaire

        /// The name shown to readers.
        public var label: String {
            switch self {
            case .experience: "Retour d’expérience"
            case .outil: "Outil"
            case .synthese: "Synthèse"
            case .enquete: "Enquête"
            case .reference: "Texte de référence"
            case .glossaire: "Glossaire"
            }
        }
    }

    /// Whether an entry tells facts; the raw value is what editors write after `nature:`.
    public enum Nature: String, CaseIterable, Sendable, Codable {
        /// Place, actors and local figures are invented.
        case illustrative
        /// Every statement has a source.
        case attestee

        /// The name shown to readers.
        public var label: String {
            switch self {
            case .illustrative: "Illustrative"
            case .attestee: "Attestée"
            }
        }
    }
}

extension Document.Kind {
    /// What the folders of `path` say, the deepest first: `outils/2024/grille.md` is an `outil`.
    init(folderOf path: String) {
        let folders = path.split(separator: "/").dropLast().reversed()
        self = folders.lazy.compactMap { Self(written: String($0)) }.first ?? .reference
    }

    /// What an editor wrote: the raw value or the label, whatever the case, the accents and the plural.
    init?(written text: String) {
        let folded = Folding.folded(text)
        let singular = folded.hasSuffix("s") && folded != "s" ? String(folded.dropLast()) : folded
        let found = Self.allCases.first {
            [folded, singular].contains($0.rawValue) || Folding.folded($0.label) == folded
        }
        guard let found else { return nil }
        self = found
    }
}
