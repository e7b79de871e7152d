/// A Markdown file cut in two: the YAML header between its lines of hyphens, and the body.
struct FrontMatter {
    /// Starts on line 2 of the file.
    let yaml: String
    let body: String
    /// The line of the file where the body starts.
    let bodyLine: Int

    /// - Throws: when the file does not start with a header, or when it does not end.
    init(_ text: String, file: String) throws(Problem) {
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Substring.init)
        guard Self.isFence(lines[0], "---") else {
            throw Problem(
                file: file, line: 1, message: "pas d’en-tête YAML",
                remedy: "commencez le fichier par une ligne « --- », les clés (titre, axes…) et une ligne « --- »",
                category: "en-tete")
        }
        guard let end = lines.dropFirst().firstIndex(where: { Self.isFence($0, "---") || Self.isFence($0, "...") })
        else { throw Self.neverClosed(file: file) }
        yaml = lines[1..<end].joined(separator: "\n") + "\n"
        body = lines[(end + 1)...].joined(separator: "\n")
        bodyLine = end + 2
    }

    /// The header's value.
    ///
    /// - Throws: also when a heading inside shows that the `---` found further down belongs to the body.
    func header(file: String) throws(Problem) -> RawValue {
        do throws(Problem) {
            return try YAMLText.value(yaml, file: file, firstLine: 2)
        } catch {
            throw "\n\(yaml)".contains("\n## ") ? Self.neverClosed(file: file) : error
        }
    }

    private static func neverClosed(file: String) -> Problem {
        Problem(
            file: file, line: 1, message: "en-tête YAML jamais refermé",
            remedy: "ajoutez une ligne « --- » avant le texte", category: "en-tete")
    }

    private static func isFence(_ line: Substring, _ fence: String) -> Bool {
        line.hasPrefix(fence) && line.dropFirst(fence.count).allSatisfy(\.isWhitespace)
    }
}
