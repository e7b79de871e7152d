import Dispatch
import Foundation
import Mustache
import Synchronization

/// The templates of the pages, read once and checked: a template that is missing is an error, not an empty page.
struct Templates: Sendable {
    private let library: MustacheLibrary

    /// Reads every `.mustache` file of `folder`.
    ///
    /// An address of a public file (`/statique/reperes.css`) gets its version, so that browsers keep the file until it
    /// changes.
    init(folder: URL, assets: PublicFiles) throws(TemplateError) {
        MustacheContentTypes.register(EscapedHTML(), named: EscapedHTML.name)
        var library = MustacheLibrary()
        let parsed = try Self.parsed(Self.sources(in: folder), assets)
        for (name, template) in parsed {
            for part in template.parts where parsed[part] == nil { throw TemplateError.missing(part) }
            library.register(template.template, named: name)
        }
        self.library = library
    }

    private struct Parsed {
        let template: MustacheTemplate
        /// The names of those that it includes.
        let parts: [String]
    }

    /// The templates of the sources, parsed on all cores: this takes half of the time until the server listens.
    private static func parsed(
        _ sources: [String: String], _ assets: PublicFiles
    ) throws(TemplateError) -> [String: Parsed] {
        let names = Array(sources.keys)
        let results = Mutex<[String: Result<Parsed, any Error>]>([:])
        DispatchQueue.concurrentPerform(iterations: names.count) { index in
            let source = sources[names[index]] ?? ""
            let result = Result {
                Parsed(
                    template: try MustacheTemplate(string: EscapedHTML.pragma + assets.versioned(source)),
                    parts: parts(of: source))
            }
            results.withLock { $0[names[index]] = result }
        }
        var parsed: [String: Parsed] = [:]
        for (name, result) in results.withLock({ $0 }) {
            do {
                parsed[name] = try result.get()
            } catch {
                throw TemplateError.unreadable(name, "\(error)")
            }
        }
        return parsed
    }

    /// The page that `name` makes of `model`.
    func render(_ name: String, _ model: some Any) throws(TemplateError) -> HTML {
        guard let text = library.render(model, withTemplate: name) else { throw TemplateError.missing(name) }
        return HTML(trusted: text)
    }

    private static func sources(in folder: URL) throws(TemplateError) -> [String: String] {
        let suffix = ".mustache"
        guard let paths = FileManager.default.enumerator(atPath: folder.path) else {
            throw TemplateError.missing(folder.path)
        }
        var sources: [String: String] = [:]
        for case let path as String in paths where path.hasSuffix(suffix) {
            do {
                sources[String(path.dropLast(suffix.count))] =
                    try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
            } catch {
                throw TemplateError.unreadable(path, "\(error)")
            }
        }
        return sources
    }

    /// The names that `source` includes: `{{> parts/hit }}`.
    private static func parts(of source: String) -> [String] {
        source.components(separatedBy: "{{>").dropFirst().map { rest in
            rest.components(separatedBy: "}}")[0].trimmingCharacters(in: .whitespaces)
        }
    }
}

/// HTML whose values are escaped byte by byte; the library's own way, letter by letter, took a tenth of a page.
private struct EscapedHTML: MustacheContentType {
    static let name = "ESCAPED"
    /// What names it at the head of a template.
    static let pragma = "{{% CONTENT_TYPE:\(name)}}"

    func escapeText(_ text: String) -> String { HTML(escaping: text).text }
}
