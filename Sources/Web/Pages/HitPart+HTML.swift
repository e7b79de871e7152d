extension HitPart {
    /// Templates know it as `itemHTML`: an element of a list.
    func child(named name: String) -> Any? { name == "itemHTML" ? itemHTML : nil }

    /// The hit as an element of a list.
    var itemHTML: HTML {
        var html = HTMLWriter(capacity: 2_048)
        html.write("<li><article class=\"hit\"")
        html.write(attribute: "data-hue", hue)
        html.write(">\n  <p class=\"hit-marks\">")
        writeMarks(to: &html)
        html.write("</p>\n  <h3 class=\"hit-title\" dir=\"auto\"><a href=\"")
        html.write(text: url)
        html.write("\">")
        html.write(titleHTML)
        html.write("</a></h3>\n")
        if let textHTML {
            html.write("  <p class=\"hit-text\" dir=\"auto\">")
            html.write(textHTML)
            html.write("</p>\n")
        }
        writeMissing(to: &html)
        html.write("  <div class=\"hit-facts\">")
        writeFacts(to: &html)
        html.write("</div>\n</article></li>\n")
        return html.html
    }

    private func writeMarks(to html: inout HTMLWriter) {
        html.write("<span class=\"kind\"><svg class=\"icon\" aria-hidden=\"true\" focusable=\"false\"><use href=\"#i-")
        html.write(text: kind.icon)
        html.write("\"/></svg>")
        html.write(text: kind.label)
        html.write("</span>")
        for mark in marks {
            html.write("<span class=\"axis\"")
            html.write(attribute: "data-hue", mark.hue)
            if mark.isWideOnly { html.write(" data-only=\"wide\"") }
            html.write(">")
            html.write(text: mark.label)
            html.write("</span>")
        }
    }

    private func writeMissing(to html: inout HTMLWriter) {
        guard !missing.isEmpty else { return }
        html.write("  <p class=\"hit-facts\"><span>")
        html.write(missing.count == 1 ? "Mot absent" : "Mots absents")
        html.write("&nbsp;: ")
        for (place, word) in missing.enumerated() {
            if place > 0 { html.write(", ") }
            html.write("<s>")
            html.write(text: word)
            html.write("</s>")
        }
        html.write("</span></p>\n")
    }

    private func writeFacts(to html: inout HTMLWriter) {
        for fact in facts {
            html.write("<span>")
            html.write(text: fact)
            html.write("</span>")
        }
        if isIllustrative { html.write("<span class=\"nature\">illustrative</span>") }
        guard let pick else { return }
        html.write("<label class=\"pick\"><input type=\"checkbox\" name=\"fiche\" value=\"")
        html.write(text: pick.id)
        html.write("\" form=\"choix\">Dossier<span class=\"unseen\">&nbsp;: ")
        html.write(text: pick.title)
        html.write("</span></label>")
    }
}
