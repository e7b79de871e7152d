extension FacetPart {
    /// Templates know it as `itemHTML`: a section of its own.
    func child(named name: String) -> Any? { name == "itemHTML" ? itemHTML : nil }

    /// The facet as a section: its title, its first values, the others behind a button.
    var itemHTML: HTML {
        var html = HTMLWriter(capacity: 8_192)
        html.write("<section class=\"facet\"><h3>")
        html.write(text: title)
        html.write("</h3>")
        write(first, to: &html)
        if !rest.isEmpty {
            html.write("<details><summary class=\"quiet\">")
            html.write(text: restLabel)
            html.write("</summary>")
            write(rest, to: &html)
            html.write("</details>")
        }
        html.write("</section>")
        return html.html
    }

    private func write(_ rows: [Row], to html: inout HTMLWriter) {
        html.write(isInColumns ? "<ul data-columns>" : "<ul>")
        for row in rows {
            html.write("<li>")
            row.value.write(to: &html)
            if !row.children.isEmpty {
                html.write("<ul>")
                for child in row.children {
                    html.write("<li>")
                    child.write(to: &html)
                    html.write("</li>")
                }
                html.write("</ul>")
            }
            html.write("</li>")
        }
        html.write("</ul>")
    }
}

extension FacetPart.Value {
    fileprivate func write(to html: inout HTMLWriter) {
        html.write("<a href=\"")
        html.write(text: url)
        html.write("\"")
        html.write(attribute: "aria-current", isCurrent ? "true" : nil)
        html.write("><span dir=\"auto\">")
        html.write(text: label)
        if isCurrent {
            html.write("<span class=\"unseen\">&nbsp;: retirer ce filtre</span></span>")
            html.write("<svg class=\"icon\" aria-hidden=\"true\" focusable=\"false\"><use href=\"#i-close\"/></svg>")
        } else {
            html.write("</span> <span class=\"count\">")
            html.write(text: count)
            html.write("</span>")
        }
        html.write("</a>")
    }
}
