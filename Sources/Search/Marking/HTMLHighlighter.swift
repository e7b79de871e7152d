/// Marks words between the tags of safe HTML.
struct HTMLHighlighter {
    let marker: Marker

    /// The same HTML with `<mark>` in its text; entities are read as the characters that they stand for.
    func highlight(_ html: String) -> String {
        var output = ""
        var rest = html[...]
        while !rest.isEmpty {
            if rest.first == "<" {
                let end = rest.firstIndex(of: ">").map { rest.index(after: $0) } ?? rest.endIndex
                output += rest[..<end]
                rest = rest[end...]
            } else {
                let text = rest.prefix { $0 != "<" }
                rest = rest.dropFirst(text.count)
                output += marker.marked(Self.unescaped(text), keepingLineEnds: true)
            }
        }
        return output
    }

    private static func unescaped(_ text: Substring) -> String {
        String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}
