import Search

/// A part of an entry's text, its heading at the level that the page gives it.
struct SectionPart: TemplateModel {
    /// The heading, empty for what stands before the first one.
    let heading: String
    /// The heading's name in the page's address.
    let anchor: String
    /// `h2`, `h3`…; `nil` without a heading.
    let tag: String?
    /// Whether the table of contents names it.
    let isChapter: Bool
    /// The text.
    let bodyHTML: HTML

    /// The names that the page gives to its own parts.
    private static let reserved: Set<String> = [
        "contenu", "annonce", "q", "completions", "sources", "citer", "citation", "t-sommaire", "t-semblables", "choix",
    ]

    /// The sections of `document`. Levels start below the page's title and skip none.
    static func all(of document: DocumentDetail) -> [SectionPart] {
        var anchors = reserved
        return all(of: document, below: 1, besides: &anchors)
    }

    /// The sections of `document` on a page where its title has the level `title`, and whose names are `anchors`.
    static func all(of document: DocumentDetail, below title: Int, besides anchors: inout Set<String>) -> [SectionPart]
    {
        let top = document.sections.map(\.level).filter { $0 > 0 }.min() ?? 1
        var previous = title
        var entry = EntryText()
        return document.sections.map { section in
            guard section.level > 0, !section.heading.isEmpty else {
                return SectionPart(
                    heading: "", anchor: "", tag: nil, isChapter: false, bodyHTML: entry.html(section.html))
            }
            let level = min(section.level - top + title + 1, previous + 1, 6)
            previous = level
            return SectionPart(
                heading: section.heading, anchor: anchor(for: section.heading, besides: &anchors), tag: "h\(level)",
                isChapter: level == title + 1, bodyHTML: entry.html(section.html))
        }
    }

    /// Letters and digits of the heading; a number more where another part has that name.
    private static func anchor(for heading: String, besides taken: inout Set<String>) -> String {
        let words = heading.lowercased().split { !$0.isLetter && !$0.isNumber }
        let name = words.isEmpty ? "partie" : words.joined(separator: "-")
        var anchor = name
        var number = 2
        while !taken.insert(anchor).inserted {
            anchor = "\(name)-\(number)"
            number += 1
        }
        return anchor
    }
}
