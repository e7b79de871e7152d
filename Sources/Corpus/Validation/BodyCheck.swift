/// What a document's text lacks.
struct BodyCheck {
    let problems: [Problem]

    /// - Parameter bodyLine: the line of the file where the body starts.
    init(document: Document, body: MarkdownBody, bodyLine: Int) {
        // Other bases ask for difficulties too: a report that only succeeds helps nobody (document-structures.md).
        guard document.kind == .experience, !document.fields.contains(where: { $0.key == "limites" }) else {
            problems = []
            return
        }
        let parts = body.parts
        guard let index = parts.firstIndex(where: { Self.isAboutLimits($0.section.heading) }) else {
            problems = [Self.problem(document.path, 1, "pas de partie « Limites »")]
            return
        }
        let level = parts[index].section.level
        let subsections = parts[(index + 1)...].prefix { $0.section.level > level }
        let isEmpty = parts[index].section.text.isEmpty && subsections.allSatisfy(\.section.text.isEmpty)
        let line = bodyLine + parts[index].line - 1
        problems = isEmpty ? [Self.problem(document.path, line, "partie « Limites » vide")] : []
    }

    /// « Limites », « Les limites », « Limites et difficultés ».
    private static func isAboutLimits(_ heading: String) -> Bool {
        let words = Folding.folded(heading).split(separator: " ")
        return words.contains("limites") || words.contains("limite")
    }

    private static func problem(_ path: String, _ line: Int, _ message: String) -> Problem {
        Problem(
            file: path, line: line, message: message, remedy: "dites ce qui a manqué ou échoué", severity: .warning,
            category: "limites-vides")
    }
}
