import Search

/// A facet beside the results: links that add or remove a value.
struct FacetPart: TemplateModel {
    /// A value as a link.
    struct Value {
        /// The results with it, or without it when it is chosen.
        let url: String
        let label: String
        let count: String
        let isCurrent: Bool
    }

    /// A value and, for an axis, its sub-themes.
    struct Row {
        let value: Value
        let children: [Value]
    }

    let title: String
    /// The values that show at once.
    let first: [Row]
    /// Those behind « Voir les 8 autres ».
    let rest: [Row]
    let restLabel: String
    let isInColumns: Bool

    /// As many values as show at once.
    static let longest = 12

    private init(_ facet: Facet, rows: [Row]) {
        let isChosen: (Row) -> Bool = { row in row.value.isCurrent || !row.children.isEmpty }
        // A chosen value never hides behind the others.
        let ordered = rows.count <= Self.longest ? rows : rows.filter(isChosen) + rows.filter { !isChosen($0) }
        title = facet.label
        first = Array(ordered.prefix(Self.longest))
        rest = Array(ordered.dropFirst(Self.longest))
        restLabel = rest.count == 1 ? "Voir une autre valeur" : "Voir les \(French.number(rest.count)) autres"
        isInColumns = facet == .year
    }

    /// The facets of an answer that have something to choose.
    static func all(
        of facets: SearchResponse.Facets, at address: SearchAddress, in directory: AxisDirectory
    ) -> [FacetPart] {
        Facet.allCases.compactMap { facet in
            let rows =
                facet == .axis
                ? axisRows(facets.axis, at: address, in: directory)
                : facets[facet].map { value in
                    Row(value: Self.value(value, of: facet, at: address), children: [])
                }
            return rows.isEmpty ? nil : FacetPart(facet, rows: rows)
        }
    }

    private static func value(
        _ value: SearchResponse.FacetValue, of facet: Facet, at address: SearchAddress
    ) -> Value {
        let chosen = address.filters[facet].filter { value.isNamed($0) }
        let target =
            chosen.isEmpty
            ? address.with { $0.filters[facet].append(value.id) }
            : address.with { $0.filters[facet].removeAll { chosen.contains($0) } }
        return Value(
            url: target.url, label: French.capitalized(value.label), count: French.number(value.count),
            isCurrent: !chosen.isEmpty)
    }

    /// Top axes, with the sub-themes of the one that is chosen, or of whose sub-themes one is chosen.
    private static func axisRows(
        _ values: [SearchResponse.FacetValue], at address: SearchAddress, in directory: AxisDirectory
    ) -> [Row] {
        let tops = values.filter { directory[$0.id]?.ancestors.isEmpty ?? true }
        return tops.map { top in
            let family = values.filter { $0.id != top.id && directory[$0.id]?.root.id == top.id }
            let isOpen = ([top] + family).contains { value in address.filters.axis.contains(where: value.isNamed) }
            return Row(
                value: axisValue(top, family: family, at: address),
                children: isOpen ? family.map { axisValue($0, family: [top], at: address) } : [])
        }
    }

    /// A sub-theme takes the place of its axis, and an axis that of its sub-themes: both together would narrow nothing.
    private static func axisValue(
        _ value: SearchResponse.FacetValue, family: [SearchResponse.FacetValue], at address: SearchAddress
    ) -> Value {
        let isCurrent = address.filters.axis.contains(where: value.isNamed)
        let target = address.with { address in
            address.filters.axis.removeAll { name in (family + [value]).contains { $0.isNamed(name) } }
            if !isCurrent { address.filters.axis.append(value.id) }
        }
        return Value(
            url: target.url, label: value.label, count: French.number(value.count), isCurrent: isCurrent)
    }
}

extension SearchResponse.FacetValue {
    /// Whether a filter's value means this one: its id, or its label in any case.
    func isNamed(_ name: String) -> Bool {
        name == id || name.lowercased() == label.lowercased()
    }
}
