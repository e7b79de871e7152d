import Foundation
import Search

/// An entry as a file that editors can take up again: its header, then its text in CommonMark.
///
/// A text between double quotes is written as JSON has it, which YAML 1.2 reads.
enum MarkdownFile {
    /// The file's text.
    static func text(of document: DocumentDetail) -> String {
        var lines = ["---", "titre: \(quoted(document.title))"]
        if !document.summary.isEmpty { lines.append("resume: \(quoted(document.summary))") }
        lines.append("type: \(document.kind)")
        lines += list("axes", document.axes.map(\.id))
        if let territory = document.territory { lines.append("territoire: \(quoted(territory))") }
        if let nature = document.nature { lines.append("nature: \(nature)") }
        if let updated = document.updated { lines.append("date_mise_a_jour: \(quoted(updated))") }
        lines += list("publics", document.publics)
        for field in document.fields {
            lines +=
                field.isList ? list(field.key, field.values) : ["\(field.key): \(quoted(field.values.first ?? ""))"]
        }
        if !document.sources.isEmpty {
            lines.append("sources:")
            for source in document.sources {
                lines.append("  - titre: \(quoted(source.title))")
                if let url = source.url { lines.append("    url: \(quoted(url))") }
                if let code = source.code { lines.append("    code: \(quoted(code))") }
            }
        }
        return lines.joined(separator: "\n") + "\n---\n" + body(of: document)
    }

    private static func body(of document: DocumentDetail) -> String {
        var body = ""
        for section in document.sections {
            if section.level > 0 { body += "\n\(String(repeating: "#", count: section.level)) \(section.heading)\n" }
            let text = section.markdown.trimmingCharacters(in: .newlines)
            if !text.isEmpty { body += "\n\(text)\n" }
        }
        return body
    }

    private static func list(_ key: String, _ values: [String]) -> [String] {
        values.isEmpty ? [] : ["\(key): [\(values.map(quoted).joined(separator: ", "))]"]
    }

    private static func quoted(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(text) else { return "\"\"" }
        return String(decoding: bytes, as: UTF8.self)
    }
}
