/// `/proposer`: how to write an entry and whom to send it to. No form: files are what editors work with.
struct ProposePage: Page {
    static let template = "propose"

    let head = PageHead(title: "Proposer une fiche", path: "/proposer")
    let contact: ContactPart?

    init(contact: String?) { self.contact = ContactPart(contact) }
}

/// `/accessibilite`: what the site aims at, what was checked, and what to do when something is in the way.
struct AccessibilityPage: Page {
    static let template = "accessibility"

    let head = PageHead(title: "Accessibilité", path: "/accessibilite")
    let contact: ContactPart?

    init(contact: String?) { self.contact = ContactPart(contact) }
}
