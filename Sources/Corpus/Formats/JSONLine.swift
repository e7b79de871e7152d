/// A document on one line of a JSON Lines file: BEIR's `_id`, `title` and `text`, and our own keys.
struct JSONLine {
    private static let idByteLimit = 512

    /// Relative to the corpus folder.
    let path: String
    let line: Int
    /// What the file's folder says.
    let kind: Document.Kind

    /// The document that `bytes` say, or why there is none.
    func reading(of bytes: [UInt8], taxonomy: Taxonomy) -> Reading {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            return .refused(
                id: nil,
                problem(
                    "caractère qui n’est pas de l’UTF-8", "enregistrez le fichier en texte UTF-8", "encodage"))
        }
        let entries: [RawEntry]
        do {
            entries = try JSONText(bytes, line: line).entries
        } catch {
            let place = JSONText.column(of: error).map { " vers le caractère \($0)" } ?? ""
            return .refused(
                id: nil, problem("JSON illisible\(place)", "attendu : un objet { … } entier sur la ligne", "json"))
        }
        let id = entries.last { $0.key == "_id" }?.value.text
        guard let id, !id.isEmpty else {
            return .refused(id: nil, problem("« _id » absent", "donnez un identifiant à chaque ligne", "id"))
        }
        if id.utf8.count > Self.idByteLimit {
            return .refused(id: nil, problem("« _id » de plus de \(Self.idByteLimit) octets", "raccourcissez-le", "id"))
        }
        if id.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            return .refused(id: nil, problem("caractère de contrôle dans « _id »", "retirez-le", "id"))
        }
        return reading(of: entries, id: id, taxonomy)
    }

    private func reading(of entries: [RawEntry], id: String, _ taxonomy: Taxonomy) -> Reading {
        var title: String?
        var text = ""
        var others: [RawEntry] = []
        for entry in entries {
            switch entry.key {
            case "_id", "metadata": break
            case "title": title = entry.value.text
            case "text": text = entry.value.text ?? ""
            default: others.append(entry)
            }
        }
        let document = Document(id: id, kind: kind, title: "", path: path, line: line)
        var check = HeaderCheck(document, origin: .jsonLine, taxonomy: taxonomy)
        if let title { check.readTitle(title) }
        check.read(others)
        if check.isRefused { return Reading(id: id, document: nil, problems: check.problems) }
        var result = check.document
        if !text.allSatisfy(\.isWhitespace) {
            result.sections = [Document.Section(heading: "", level: 0, text: text)]
        } else if result.title.isEmpty {
            return .refused(id: id, problem("ni titre ni texte", "remplissez « title » ou « text »", "vide"))
        }
        return Reading(id: id, document: result, problems: check.problems)
    }

    private func problem(_ message: String, _ remedy: String, _ category: String) -> Problem {
        Problem(file: path, line: line, message: message, remedy: remedy, category: category)
    }
}
