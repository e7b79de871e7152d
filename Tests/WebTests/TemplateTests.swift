import Foundation
import Testing

@testable import Web

@Suite("Templates")
struct TemplateTests {
    private struct Model: TemplateModel {
        let plain: String
        let markup: HTML
        let nothing: String?
    }

    private func templates(_ files: [String: String]) throws -> Templates {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("templates-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
        return try Templates(folder: folder, assets: PublicFiles(folder: resources.appendingPathComponent("Public")))
    }

    private var resources: URL { WebServer.resources }

    @Test("text is escaped, HTML is not, nothing is nothing")
    func rendering() throws {
        let templates = try templates([
            "t.mustache": "{{plain}}|{{{markup}}}|{{#nothing}}x{{/nothing}}{{^nothing}}y{{/nothing}}"
        ])
        let html = try templates.render("t", Model(plain: "<&\"'>", markup: HTML(escaping: "<é>"), nothing: nil))
        #expect(html.text == "&lt;&amp;&quot;&#39;&gt;|&lt;é&gt;|y")
    }

    @Test("a template or a part that is missing is an error")
    func missing() throws {
        #expect(throws: TemplateError.self) { try templates(["t.mustache": "{{> parts/none}}"]) }
        let one = try templates(["t.mustache": ""])
        #expect(throws: TemplateError.self) { try one.render("u", ["a": "b"]) }
    }

    @Test("only values named as HTML stand unescaped in a template")
    func unescaped() throws {
        let folder = resources.appendingPathComponent("Templates")
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        let texts = try paths.filter { $0.hasSuffix(".mustache") }.map {
            try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)
        }
        #expect(texts.count > 10)
        for text in texts {
            for match in text.matches(of: #/\{\{\{([^}]*)\}\}\}|\{\{&/#) {
                let name = match.1 ?? ""
                #expect(
                    name.hasSuffix("HTML")
                        || name == "." && text[..<match.range.lowerBound].contains(#/HTML\}\}[^{]*$/#))
            }
        }
    }

    @Test("what is written without a template is escaped as a template would")
    func writer() {
        var html = HTMLWriter(capacity: 8)
        html.write("<a")
        html.write(attribute: "href", "/?a=1&b=\"2\"")
        html.write(attribute: "title", nil)
        html.write(">")
        html.write(text: "<'é'>")
        html.write(HTML(trusted: "<b>x</b>"))
        #expect(html.html.text == "<a href=\"/?a=1&amp;b=&quot;2&quot;\">&lt;&#39;é&#39;&gt;<b>x</b>")
    }
}
