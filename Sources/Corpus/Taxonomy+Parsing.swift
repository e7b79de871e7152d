extension Taxonomy {
    /// The taxonomy that `yaml` describes, as far as it can be read, with what is wrong in it.
    ///
    /// - Parameters:
    ///   - yaml: a map of `schemes` and `axes`, or the list of axes alone.
    ///   - file: the name that problems give.
    public static func parse(_ yaml: String, file: String) -> (Taxonomy, [Problem]) {
        do throws(Problem) {
            let root = try YAMLText.value(yaml, file: file, firstLine: 1)
            var reading = TaxonomyReading(file: file)
            reading.read(root)
            let check = TaxonomyCheck(file: file, schemes: reading.schemes, axes: reading.axes)
            let problems = (reading.problems + check.problems).sorted { ($0.line ?? 0) < ($1.line ?? 0) }
            let schemes = reading.schemes.sorted { ($0.order, $0.id) < ($1.order, $1.id) }
            return (Taxonomy(schemes: schemes, axes: check.soundAxes), problems)
        } catch {
            return (.empty, [error])
        }
    }
}

/// Axes as `axes.yml` gives them, each with its line.
struct TaxonomyReading {
    struct LocatedAxis {
        var axis: Axis
        var line: Int
    }

    let file: String
    private(set) var schemes: [Scheme] = []
    private(set) var axes: [LocatedAxis] = []
    private(set) var problems: [Problem] = []

    init(file: String) { self.file = file }

    mutating func read(_ root: RawValue) {
        switch root.shape {
        case .none: break
        case .list(let values):
            for value in values { readAxis(value) }
        case .map:
            for (index, value) in members(of: root, "schemes").enumerated() { readScheme(value, order: index + 1) }
            for value in members(of: root, "axes") { readAxis(value) }
            if root["axes"] == nil {
                report(root.line, "pas de clé « axes »", "écrivez « axes: » puis un axe par tiret")
            }
        case .text:
            report(root.line, "ce n’est pas une liste d’axes", "écrivez « axes: » puis un axe par tiret")
        }
    }

    private mutating func members(of root: RawValue, _ key: String) -> [RawValue] {
        guard let value = root[key] else { return [] }
        switch value.shape {
        case .list(let values): return values
        case .none: return []
        default:
            report(value.line, "« \(key) » n’est pas une liste", "commencez chaque élément par un tiret")
            return []
        }
    }

    private mutating func readScheme(_ value: RawValue, order: Int) {
        guard let id = id(of: value, what: "schéma") else { return }
        if schemes.contains(where: { $0.id == id }) {
            return report(value.line, "schéma « \(id) » défini deux fois", "gardez-en un")
        }
        schemes.append(
            Scheme(
                id: id, label: label(of: value, id: id), definition: line(value["definition"]) ?? "",
                order: integer(value["order"]) ?? order))
    }

    private mutating func readAxis(_ value: RawValue) {
        guard let id = id(of: value, what: "axe") else { return }
        let status = line(value["status"]) ?? "active"
        if !["active", "deprecated"].contains(status) {
            report(value["status"]?.line ?? value.line, "statut inconnu « \(status) »", "écrivez active ou deprecated")
        }
        let replacedBy = line(value["replaced_by"])
        if status == "deprecated" && replacedBy == nil {
            report(value.line, "axe abandonné « \(id) » sans remplaçant", "ajoutez la clé « replaced_by »")
        }
        let match = value["match"]?.entries.map { ($0.key, $0.value.texts) } ?? []
        let axis = Axis(
            id: id, scheme: line(value["scheme"]) ?? "", parent: line(value["parent"]),
            label: label(of: value, id: id), alt: value["alt"]?.texts ?? [],
            definition: line(value["definition"]) ?? "", scopeNote: line(value["scope_note"]),
            match: Dictionary(match, uniquingKeysWith: +), order: integer(value["order"]) ?? 0,
            transversal: line(value["transversal"]) == "true", replacedBy: replacedBy,
            deprecated: status == "deprecated" || replacedBy != nil)
        axes.append(LocatedAxis(axis: axis, line: value.line))
    }

    private mutating func id(of value: RawValue, what: String) -> String? {
        guard case .map = value.shape, let id = line(value["id"]) else {
            report(value.line, "\(what) sans « id »", "donnez-lui un identifiant")
            return nil
        }
        if !Slug.isValid(id, limit: Slug.axisLimit) {
            let slug = Slug.made(from: id, limit: Slug.axisLimit)
            let fact = "identifiant « \(id) » : a-z, 0-9 et traits d’union, \(Slug.axisLimit) caractères au plus"
            report(value["id"]?.line ?? value.line, fact, "écrivez par exemple « \(slug) »")
        }
        return id
    }

    private mutating func label(of value: RawValue, id: String) -> String {
        if let label = line(value["label"]) { return label }
        report(value.line, "« \(id) » sans libellé", "ajoutez la clé « label »")
        return id
    }

    private mutating func integer(_ value: RawValue?) -> Int? {
        guard let value, let text = line(value) else { return nil }
        if let number = Int(text) { return number }
        report(value.line, "rang « \(text) » qui n’est pas un nombre entier", "écrivez 1, 2, 3…")
        return nil
    }

    /// A value on one line; `nil` when it is absent or empty.
    private func line(_ value: RawValue?) -> String? {
        let words = value?.texts.joined(separator: ", ").split(whereSeparator: \.isWhitespace)
        guard let words, !words.isEmpty else { return nil }
        return words.joined(separator: " ")
    }

    private mutating func report(_ line: Int, _ message: String, _ remedy: String) {
        problems.append(Problem(file: file, line: line, message: message, remedy: remedy, category: "axes"))
    }
}
