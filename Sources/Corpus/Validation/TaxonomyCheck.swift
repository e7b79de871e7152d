import Analysis

/// What no single axis shows: orphans, cycles, ids and names borne twice.
struct TaxonomyCheck {
    private(set) var problems: [Problem] = []
    /// The axes without the links that lead nowhere, and without the second of two with one id.
    private(set) var soundAxes: [Axis] = []

    private let file: String
    private let schemes: Set<String>

    init(file: String, schemes: [Scheme], axes: [TaxonomyReading.LocatedAxis]) {
        self.file = file
        self.schemes = Set(schemes.map(\.id))
        let unique = withoutDuplicates(axes)
        let taxonomy = Taxonomy(schemes: [], axes: unique.map(\.axis))
        soundAxes = unique.map { located in
            checkScheme(located)
            checkMatch(located, taxonomy)
            var axis = located.axis
            axis.parent = soundParent(of: located, taxonomy)
            axis.replacedBy = soundReplacement(of: located, taxonomy)
            return axis
        }
        checkNames(unique)
    }

    private mutating func withoutDuplicates(
        _ axes: [TaxonomyReading.LocatedAxis]
    ) -> [TaxonomyReading.LocatedAxis] {
        var lines: [String: Int] = [:]
        return axes.filter { located in
            if let first = lines[located.axis.id] {
                report(located.line, "axe « \(located.axis.id) » déjà défini ligne \(first)", "gardez-en un")
                return false
            }
            lines[located.axis.id] = located.line
            return true
        }
    }

    private mutating func checkScheme(_ located: TaxonomyReading.LocatedAxis) {
        let (id, scheme) = (located.axis.id, located.axis.scheme)
        if scheme.isEmpty {
            report(located.line, "axe « \(id) » sans schéma", "ajoutez la clé « scheme »")
        } else if !schemes.isEmpty && !schemes.contains(scheme) {
            let nearest = EditDistance.nearest(to: scheme, among: schemes.sorted())
            report(
                located.line, "schéma inconnu « \(scheme) »",
                nearest.map { "écrivez « \($0) »" } ?? "ajoutez-le sous « schemes »")
        }
    }

    private mutating func checkMatch(_ located: TaxonomyReading.LocatedAxis, _ taxonomy: Taxonomy) {
        for id in located.axis.match.sorted(by: { $0.key < $1.key }).flatMap(\.value) where taxonomy[id] == nil {
            let nearest = taxonomy.nearest(to: id)
            report(
                located.line, "équivalent inconnu « \(id) »", nearest.map { "écrivez « \($0) »" } ?? "retirez-le")
        }
    }

    private mutating func soundParent(of located: TaxonomyReading.LocatedAxis, _ taxonomy: Taxonomy) -> String? {
        guard let id = located.axis.parent else { return nil }
        guard let parent = taxonomy[id] else {
            let nearest = taxonomy.nearest(to: id)
            report(located.line, "parent inconnu « \(id) »", nearest.map { "écrivez « \($0) »" } ?? "retirez-le")
            return nil
        }
        if parent.scheme != located.axis.scheme {
            report(located.line, "parent « \(id) » d’un autre schéma", "choisissez-en un de « \(located.axis.scheme) »")
            return nil
        }
        if parent.id == located.axis.id || isInCycle(located.axis, taxonomy) {
            report(located.line, "axe « \(located.axis.id) » placé sous lui-même", "corrigez la clé « parent »")
            return nil
        }
        return id
    }

    /// Whether going up from `axis` comes back to it.
    private func isInCycle(_ axis: Axis, _ taxonomy: Taxonomy) -> Bool {
        let top = taxonomy.ancestors(of: axis.id).last.flatMap { taxonomy[$0] }
        return top?.parent == axis.id
    }

    private mutating func soundReplacement(
        of located: TaxonomyReading.LocatedAxis, _ taxonomy: Taxonomy
    ) -> String? {
        guard let id = located.axis.replacedBy else { return nil }
        if taxonomy[id] == nil {
            let nearest = taxonomy.nearest(to: id)
            report(located.line, "remplaçant inconnu « \(id) »", nearest.map { "écrivez « \($0) »" } ?? "retirez-le")
            return nil
        }
        if taxonomy.resolve(located.axis.id) == nil {
            report(located.line, "remplacements en boucle", "corrigez la clé « replaced_by »")
            return nil
        }
        return id
    }

    /// Two axes in use with one name would be one to readers, and to editors who write an axis by its name.
    private mutating func checkNames(_ axes: [TaxonomyReading.LocatedAxis]) {
        var bearers: [String: String] = [:]
        for located in axes where !located.axis.deprecated {
            for name in [located.axis.label] + located.axis.alt {
                let bearer = bearers[Folding.folded(name)]
                if let bearer, bearer != located.axis.id {
                    report(located.line, "nom « \(name) » déjà porté par « \(bearer) »", "changez l’un des deux")
                }
                bearers[Folding.folded(name)] = bearer ?? located.axis.id
            }
        }
    }

    private mutating func report(_ line: Int, _ message: String, _ remedy: String) {
        problems.append(Problem(file: file, line: line, message: message, remedy: remedy, category: "axes"))
    }
}
