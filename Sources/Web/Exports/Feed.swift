import Foundation
import Search

/// What is new in a list, for feed readers (Atom, RFC 4287).
struct Feed: TemplateModel {
    /// An entry of the feed.
    struct Entry: TemplateModel {
        let title: String
        let url: String
        let updated: String
        let summary: String
        let categories: [String]
    }

    let title: String
    let id: String
    let url: String
    let updated: String
    let entries: [Entry]

    private static let size = 30

    /// The newest of what `address` lists; `origin` begins full addresses.
    init(_ address: SearchAddress, origin: String, _ site: Site) throws(SearchError) {
        let directory = try site.directory()
        var request = address.with { $0.sort = .date }.request
        (request.limit, request.snippets) = (Self.size, false)
        let answer = try site.searcher.search(request)
        let indexed = try site.searcher.indexedAt()
        title = XMLText.clean(Self.title(address, directory))
        id = origin + address.url(at: "/recherche.atom")
        url = origin + address.url
        entries = answer.results.map { hit in
            Entry(
                title: XMLText.clean(hit.title), url: origin + hit.url,
                // A date that is to come is a slip of the pen, and would make the feed look new for ever.
                updated: min(Self.moment(hit.updated) ?? Self.moment(hit.year.map(String.init)) ?? indexed, indexed),
                summary: XMLText.clean(hit.summary), categories: hit.axes.map { XMLText.clean($0.label) })
        }
        updated = entries.map(\.updated).max() ?? indexed
    }

    private static func title(_ address: SearchAddress, _ directory: AxisDirectory) -> String {
        let axes = address.filters.axis.map { directory[$0]?.node.label ?? $0 }
        let parts = (address.query.isEmpty ? [] : [French.quoted(address.query)]) + axes
        return "Repères : " + (parts.isEmpty ? "nouvelles fiches" : parts.joined(separator: ", "))
    }

    /// A date as RFC 3339 writes moments: the first of what it leaves open.
    private static func moment(_ date: String?) -> String? {
        guard let date, date.count >= 4 else { return nil }
        let full = date + "-01-01".dropFirst(max(0, date.count - 4))
        return full.prefix(10) + "T00:00:00Z"
    }
}

/// Text that XML may hold (XML 1.0, 2.2).
enum XMLText {
    /// The text without the control characters that no escape makes legal.
    static func clean(_ text: String) -> String {
        let isLegal = { (scalar: Unicode.Scalar) in
            scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
                || "\t\n\r".unicodeScalars.contains(scalar)
        }
        guard !text.unicodeScalars.allSatisfy(isLegal) else { return text }
        var clean = String.UnicodeScalarView()
        clean.append(contentsOf: text.unicodeScalars.filter(isLegal))
        return String(clean)
    }
}
