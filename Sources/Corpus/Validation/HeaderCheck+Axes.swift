extension HeaderCheck {
    /// Resolves the written axes, once the whole header is read.
    mutating func readAxes() {
        for written in writtenAxes {
            guard let id = axis(written.text, line: written.line), !document.axes.contains(id) else { continue }
            document.axes.append(id)
        }
        if document.axes.isEmpty && !isRefused {
            warn(document.line, "aucun axe", "ajoutez la clé « axes » (liste : reperes browse)", "sans-axe")
        }
    }

    /// The id of the axis in use that `text` means; reports when there is none, or when it is another one today.
    private mutating func axis(_ text: String, line: Int) -> String? {
        if taxonomy.axes.isEmpty { return text }
        guard let axis = taxonomy[text] ?? taxonomy.named(text) else {
            let advice = taxonomy.nearest(to: text).map { "écrivez « \($0) »" } ?? "choisissez-en un"
            refuse(line, "axe inconnu « \(text) »", "\(advice) (liste : reperes browse)", "axe-inconnu")
            return nil
        }
        let current = taxonomy.resolve(axis.id) ?? axis
        if current.id != axis.id {
            warn(line, "axe « \(axis.id) » remplacé", "écrivez « \(current.id) »", "axe-remplace")
        }
        return current.id
    }
}
