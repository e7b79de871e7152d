import Foundation
import Testing

@testable import Search
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

    @Test("parts that name their properties themselves name them all")
    func frequentParts() throws {
        let hit = SearchResponse.Hit(
            id: "a", title: "T", markedTitle: "T", kind: "outil", axes: [], summary: "", snippet: "s", score: nil,
            match: "partial", missing: ["m"], publics: [], territory: "t", year: 2020, nature: nil, updated: nil,
            path: "",
            url: "/fiches/a")
        let directory = AxisDirectory([
            SchemeNode(
                id: "s", label: "S",
                axes: [
                    AxisNode(
                        id: "x", label: "X", definition: "", order: 1, transversal: false, count: 1, children: [])
                ])
        ])
        let part = HitPart(hit, in: directory, length: .text)
        let mark = try #require(directory.marks(for: [AxisReference(id: "x", label: "X")]).first)
        var facets = SearchResponse.Facets()
        facets.kind = [SearchResponse.FacetValue(id: "outil", label: "Outil", count: 1)]
        let facet = try #require(FacetPart.all(of: facets, at: SearchAddress(), in: directory).first)
        let row = try #require(facet.first.first)
        let parts: [any TemplateModel] = [
            part, try #require(part.pick), try #require(part.missing.first), part.kind, mark,
            LinkPart(url: "u", label: "l", count: "1", hue: "2"), facet, row, row.value,
        ]
        for part in parts {
            for property in Mirror(reflecting: part).children {
                let name = try #require(property.label)
                let isNull = "\(property.value)" == "nil"
                #expect((part.child(named: name) == nil) == isNull, "\(type(of: part)).\(name)")
            }
        }
    }
}
