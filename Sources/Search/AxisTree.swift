import Analysis
import Corpus
import SearchIndex

/// The taxonomy with the number of documents of each axis, descendants included.
struct AxisTree {
    private let snapshot: Snapshot
    private let counts: [String: Int]
    private let children: [String: [Axis]]

    init(_ snapshot: Snapshot) {
        self.snapshot = snapshot
        let table = snapshot.table
        counts = Dictionary(
            uniqueKeysWithValues: zip(table.values(of: .axis).texts, table.counts(of: .axis, in: table.live)))
        children = Dictionary(grouping: snapshot.taxonomy.axes.filter { !$0.deprecated && $0.parent != nil }) {
            $0.parent ?? ""
        }
    }

    var schemes: [SchemeNode] {
        snapshot.taxonomy.schemes.map { scheme in
            let top = snapshot.taxonomy.axes.filter { $0.scheme == scheme.id && $0.parent == nil && !$0.deprecated }
            return SchemeNode(id: scheme.id, label: scheme.label, axes: Self.ordered(top).map { node($0) })
        }
    }

    func detail(of axis: Axis, kinds: [SearchResponse.FacetValue]) -> AxisDetail {
        AxisDetail(
            node: node(axis), alt: axis.alt, scheme: axis.scheme, parent: axis.parent.map { snapshot.reference($0) },
            match: axis.match.mapValues { $0.map { snapshot.reference($0) } }, kinds: kinds)
    }

    private func node(_ axis: Axis, depth: Int = 0) -> AxisNode {
        AxisNode(
            id: axis.id, label: axis.label, definition: axis.definition, order: axis.order,
            transversal: axis.transversal, count: counts[axis.id] ?? 0,
            // A cycle in the file has been reported; here it only must not run for ever.
            children: depth > 8 ? [] : Self.ordered(children[axis.id] ?? []).map { node($0, depth: depth + 1) })
    }

    private static func ordered(_ axes: [Axis]) -> [Axis] {
        axes.sorted { ($0.order, $0.label) < ($1.order, $1.label) }
    }
}
