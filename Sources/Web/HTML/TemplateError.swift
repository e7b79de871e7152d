/// What is wrong with the templates: a mistake of ours, never of a user.
enum TemplateError: Error {
    /// No template has this name.
    case missing(String)
    /// The template with this name cannot be read or parsed, and why.
    case unreadable(String, String)
}
