/// Where to write to: an e-mail address or a page.
struct ContactPart: TemplateModel {
    let url: String
    let label: String

    /// What the site's keeper has given; `nil` for what is neither.
    init?(_ contact: String?) {
        guard let contact, !contact.isEmpty else { return nil }
        if contact.hasPrefix("https://") || contact.hasPrefix("http://") {
            (url, label) = (contact, "la page de contact")
        } else if contact.contains("@"), !contact.contains(where: \.isWhitespace) {
            (url, label) = ("mailto:" + contact, contact)
        } else {
            return nil
        }
    }
}
