import Analysis

/// The schemes and axes under which documents are filed: what `axes.yml` says.
public struct Taxonomy: Sendable, Equatable {
    /// No axis at all: then documents' axes are accepted as written.
    public static let empty = Taxonomy(schemes: [], axes: [])

    /// By order.
    public let schemes: [Scheme]
    /// In file order.
    public let axes: [Axis]

    private let position: [String: Int]
    /// Folded ids, labels, then other names of the axes in use; the first to bear a name keeps it.
    private let names: [String]
    private let positionByName: [String: Int]

    /// The taxonomy of these axes; the first of two with one id wins.
    public init(schemes: [Scheme], axes: [Axis]) {
        self.schemes = schemes
        self.axes = axes
        position = Dictionary(zip(axes.map(\.id), axes.indices), uniquingKeysWith: { first, _ in first })
        let used = axes.indices.filter { !axes[$0].deprecated }
        let ids = used.map { (Folding.folded(axes[$0].id), $0) }
        let labels = used.map { (Folding.folded(axes[$0].label), $0) }
        let others = used.flatMap { index in axes[index].alt.map { (Folding.folded($0), index) } }
        let named = ids + labels + others
        names = named.map(\.0)
        positionByName = Dictionary(named, uniquingKeysWith: { first, _ in first })
    }

    /// The axis of this id, merged or not.
    public subscript(id: String) -> Axis? { position[id].map { axes[$0] } }

    /// The axis that stands for `id` today: the end of its chain of `replaced_by`; `nil` when there is no end.
    public func resolve(_ id: String) -> Axis? {
        var axis = self[id]
        var visited: Set = [id]
        while let next = axis?.replacedBy {
            guard visited.insert(next).inserted else { return nil }
            axis = self[next]
        }
        return axis
    }

    /// The axes above `id`, nearest first; empty for a root or an unknown id. A cycle ends before its first repetition.
    public func ancestors(of id: String) -> [String] {
        var ancestors: [String] = []
        var next = self[id]?.parent
        while let parent = next, parent != id, !ancestors.contains(parent), let axis = self[parent] {
            ancestors.append(parent)
            next = axis.parent
        }
        return ancestors
    }

    /// The axis in use that bears this id, label or other name, whatever the case and accents.
    func named(_ text: String) -> Axis? { positionByName[Folding.folded(text)].map { axes[$0] } }

    /// The id of the axis in use whose id, label or other name looks most like `text`; `nil` when none looks like it.
    ///
    /// By Damerau–Levenshtein over folded names, at most a third of the letters and three edits.
    public func nearest(to text: String) -> String? {
        EditDistance.nearest(to: Folding.folded(text), among: names).flatMap { positionByName[$0] }.map { axes[$0].id }
    }
}
