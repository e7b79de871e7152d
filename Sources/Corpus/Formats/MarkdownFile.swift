/// What became of the bytes of a document.
struct Reading {
    /// `nil` when it cannot be told.
    var id: String?
    /// `nil` when the document is refused.
    var document: Document?
    var problems: [Problem]

    static func refused(id: String?, _ problem: Problem) -> Reading {
        Reading(id: id, document: nil, problems: [problem])
    }
}

/// A document in a Markdown file: a YAML header, then the text.
struct MarkdownFile {
    /// Columns of the widest line times lines: some 40 MB of cells.
    private static let cellLimit = 200_000

    /// Relative to the corpus folder.
    let path: String

    /// The file's name without its extension.
    var id: String {
        let name = path.split(separator: "/").last ?? ""
        return String(name.lastIndex(of: ".").map { name[..<$0] } ?? name)
    }

    /// What is wrong with the file's name.
    var nameProblem: Problem? {
        if Slug.isValid(id, limit: Slug.documentLimit) { return nil }
        let slug = Slug.made(from: id, limit: Slug.documentLimit)
        let limit = Slug.documentLimit
        return Problem(
            file: path, message: "nom de fichier : a-z, 0-9 et traits d’union, \(limit) caractères au plus",
            remedy: "renommez-le « \(slug.isEmpty ? "ma-fiche" : slug).md »", category: "nom-de-fichier")
    }

    /// The document that `bytes` say, or why there is none.
    func reading(of bytes: [UInt8], taxonomy: Taxonomy) -> Reading {
        var problems = nameProblem.map { [$0] } ?? []
        do throws(Problem) {
            let source = try SourceText(bytes, file: path)
            if source.text.allSatisfy(\.isWhitespace) {
                throw Problem(
                    file: path, message: "fichier vide", remedy: "écrivez la fiche ou retirez le fichier",
                    category: "vide")
            }
            let matter = try FrontMatter(source.text, file: path)
            try refuseHugeTable(matter)
            let check = try header(of: matter, taxonomy)
            let body = MarkdownBody(matter.body, title: check.document.title)
            var document = check.document
            document.sections = body.parts.map(\.section)
            problems += check.problems
            problems += BodyCheck(document: document, body: body, bodyLine: matter.bodyLine).problems
            problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
            let isRefused = problems.contains { $0.severity == .error }
            return Reading(id: id, document: isRefused ? nil : document, problems: problems)
        } catch {
            return Reading(id: id, document: nil, problems: problems + [error])
        }
    }

    /// cmark fills each row up to the width of its header: 30 KB of text would take gigabytes as cells.
    private func refuseHugeTable(_ matter: FrontMatter) throws(Problem) {
        let lines = matter.body.utf8.split(separator: UInt8(ascii: "\n"))
        let width = lines.lazy.map { $0.count { $0 == UInt8(ascii: "|") } }.max() ?? 0
        guard width * lines.count > Self.cellLimit else { return }
        throw Problem(
            file: path, line: matter.bodyLine, message: "tableau trop large (\(width) colonnes)",
            remedy: "coupez-le en plusieurs", category: "tableau")
    }

    private func header(of matter: FrontMatter, _ taxonomy: Taxonomy) throws(Problem) -> HeaderCheck {
        let header = try matter.header(file: path)
        guard header.shape == .none || !header.entries.isEmpty else {
            throw Problem(
                file: path, line: 2, message: "en-tête sans clés", remedy: "écrivez une clé par ligne : « titre: … »",
                category: "yaml")
        }
        let document = Document(id: id, kind: Document.Kind(folderOf: path), title: "", path: path, line: 1)
        var check = HeaderCheck(document, origin: .markdown, taxonomy: taxonomy)
        check.read(header.entries)
        return check
    }
}
