import Corpus

/// The kind of an entry: its name and its icon.
struct KindPart: Equatable, TemplateModel {
    /// What people read.
    let label: String
    /// The icon's name in `parts/icons.mustache`.
    let icon: String

    /// The kind with this id; one that we do not know is named as it stands.
    init(_ id: String) {
        let kind = Document.Kind(rawValue: id)
        label = kind?.label ?? French.capitalized(id)
        icon = (kind ?? .reference).rawValue
    }
}
