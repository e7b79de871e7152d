import Foundation

/// The markup that cmark makes of an entry, fitted to the page.
///
/// cmark writes its tags in one way only, and its text holds no bare `<` or `"`: replacing whole tags is safe.
struct EntryText {
    /// How many frames the entry has so far: each has a name of its own for who cannot see it.
    private var frames = 0

    /// The markup of the entry's next section on its page.
    mutating func html(_ cmark: String) -> HTML {
        var text = cmark
        if text.contains("<pre>") { text = preformatted(text) }
        if text.contains("<table>") { text = tables(text) }
        if text.contains("<h") { text = Self.headings(text) }
        if text.contains("<input") { text = Self.boxes(text) }
        return HTML(trusted: text)
    }

    /// Columns beyond which a table scrolls by itself.
    private static let widestTable = 3

    private mutating func tables(_ text: String) -> String {
        var text = text
        for side in ["left", "center"] { text = text.replacingOccurrences(of: " align=\"\(side)\"", with: "") }
        text = text.replacingOccurrences(of: " align=\"right\"", with: " class=\"number\"")
        text = text.replacingOccurrences(of: "<th>", with: "<th scope=\"col\">")
        text = text.replacingOccurrences(of: "<th class", with: "<th scope=\"col\" class")
        return each("table", in: text) { table, entry in
            let head = table.components(separatedBy: "</thead>")[0]
            let columns = head.components(separatedBy: "<th ").count - 1
            guard columns > Self.widestTable else { return table }
            guard Self.isToBeFilledIn(table) else { return entry.framed(table, label: "Tableau") }
            let grid = table.replacingOccurrences(of: "<table>", with: "<table class=\"grid\">")
            return entry.framed(grid, label: "Tableau", class: "scroll landscape")
        }
    }

    /// Whether most of its cells are empty: people print it and write there.
    private static func isToBeFilledIn(_ table: String) -> Bool {
        let empty = table.components(separatedBy: "<td></td>").count - 1
        return empty * 2 > table.components(separatedBy: "<td").count - 1
    }

    private mutating func preformatted(_ text: String) -> String {
        each("pre", in: text) { block, entry in entry.framed(block, label: "Texte à copier") }
    }

    /// `text` with each element named `tag`, which holds none of its own name, replaced.
    private mutating func each(
        _ tag: String, in text: String, replace: (String, inout EntryText) -> String
    ) -> String {
        let end = "</\(tag)>"
        let pieces = text.components(separatedBy: "<\(tag)>")
        var joined = pieces[0]
        for piece in pieces.dropFirst() {
            let halves = piece.components(separatedBy: end)
            joined += replace("<\(tag)>" + halves[0] + end, &self) + halves.dropFirst().joined(separator: end)
        }
        return joined
    }

    /// `block` in a frame that scrolls by itself, and that the keyboard reaches.
    private mutating func framed(_ block: String, label: String, class name: String = "scroll") -> String {
        frames += 1
        return "<div class=\"\(name)\" tabindex=\"0\" role=\"region\" aria-label=\"\(label) \(frames)\">\(block)</div>"
    }

    /// Headings within lists and quotations would break the page's outline.
    private static func headings(_ text: String) -> String {
        (1...6).reduce(text) { text, level in
            text.replacingOccurrences(of: "<h\(level)>", with: "<p><strong>")
                .replacingOccurrences(of: "</h\(level)>", with: "</strong></p>")
        }
    }

    /// Boxes of task lists are to be read, not ticked.
    private static func boxes(_ text: String) -> String {
        text.replacingOccurrences(of: "<input type=\"checkbox\" checked=\"\" disabled=\"\" />", with: "☑")
            .replacingOccurrences(of: "<input type=\"checkbox\" disabled=\"\" />", with: "☐")
    }
}
