import Foundation
import Search

/// A page that has no content of its own to show: it says why, calmly, and where to go from there.
struct MessagePage: Page {
    static let template = "message"

    let head: PageHead
    let heading: String
    let text: String
    let link: LinkPart?
    let nearTitle: String
    let near: [HitPart]
    let axes: [LinkPart]

    /// A message; `near` are entries that resemble what was asked for.
    init(
        title: String, heading: String, text: String, link: LinkPart? = nil, query: String = "",
        nearTitle: String = "Adresses qui ressemblent", near: [SearchResponse.Hit] = [],
        directory: AxisDirectory?
    ) {
        head = PageHead(title: title, isIndexed: false, query: query)
        self.heading = heading
        self.text = French.typeset(text)
        self.link = link
        self.nearTitle = nearTitle
        let shown = directory ?? AxisDirectory([])
        self.near = near.map { HitPart(Self.unasked($0), in: shown, length: .title) }
        axes = shown.board.map { LinkPart.axis($0, in: shown) }
    }

    /// The hit without what it says of words: nobody asked for any.
    private static func unasked(_ hit: SearchResponse.Hit) -> SearchResponse.Hit {
        var hit = hit
        hit.missing = nil
        for mark in ["<mark>", "</mark>"] { hit.markedTitle = hit.markedTitle.replacingOccurrences(of: mark, with: "") }
        return hit
    }

    /// Nothing stands at the address.
    static func notFound(near: [SearchResponse.Hit] = [], directory: AxisDirectory?) -> MessagePage {
        MessagePage(
            title: "Page introuvable", heading: "Cette page n’existe pas, ou plus",
            text: "L’adresse est peut-être incomplète, ou la fiche a été réunie à une autre. Rien n’est perdu :"
                + " cherchez-la par son titre.",
            near: near, directory: directory)
    }

    /// The entry was here and was removed.
    static func removed(title: String, near: [SearchResponse.Hit], directory: AxisDirectory) -> MessagePage {
        MessagePage(
            title: "Fiche retirée", heading: "Cette fiche a été retirée",
            text: title.isEmpty
                ? "Elle ne fait plus partie du fonds." : "\(French.quoted(title)) ne fait plus partie du fonds.",
            nearTitle: "Fiches proches", near: near, directory: directory)
    }

    /// The axis was merged with another one.
    static func moved(to url: String) -> MessagePage {
        MessagePage(
            title: "Axe réuni", heading: "Cet axe a été réuni à un autre", text: "Ses fiches sont rangées ailleurs.",
            link: LinkPart(url: url, label: "Aller à l’axe qui le remplace"), directory: nil)
    }

    /// The request was refused; no internals, no blame.
    static func refusal(_ refusal: Refusal, query: String, directory: AxisDirectory?) -> MessagePage {
        switch refusal {
        case .notFound: notFound(directory: directory)
        case .badRequest(let detail):
            MessagePage(
                title: "Adresse incorrecte", heading: "Cette adresse n’est pas comprise", text: detail, query: query,
                directory: directory)
        case .methodNotAllowed, .unavailable, .failed:
            MessagePage(
                title: refusal.title, heading: "Le service ne répond pas", text: refusal.detail, query: query,
                directory: directory)
        }
    }
}
