/// What an entry may lack to be of use elsewhere; the raw value is how addresses name it.
public enum Lack: String, CaseIterable, Sendable {
    /// A report says nothing of its limits or difficulties.
    case limits = "limites"
    /// It names no source.
    case sources
    /// It was not revised for a long time.
    case update = "mise-a-jour"
}
