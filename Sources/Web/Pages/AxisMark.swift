import Search

/// An axis as a small sign on a hit or an entry: a square in its hue, or a ring.
struct AxisMark: Equatable, TemplateModel {
    /// The label that people read.
    let label: String
    /// The axis's page.
    let url: String
    /// The stylesheet's hue, when it has one.
    let hue: String?
    /// Whether a phone leaves it out.
    let isWideOnly: Bool
}

extension AxisDirectory {
    /// The signs of a document that carries `axes`: the top axes of the first scheme, then the ones that cross them.
    ///
    /// Axes of other schemes show only where there is nothing else, and axes that no scheme has under their own names.
    func marks(for axes: [AxisReference]) -> [AxisMark] {
        let main = axes.filter { self[$0.id]?.scheme == mainScheme?.id }
        let shown = main.isEmpty ? axes : main
        let crossing = shown.filter { self[$0.id]?.isTransversal == true }
        let numbered = shown.filter { self[$0.id]?.isTransversal != true }
        var marks: [AxisMark] = []
        for axis in numbered + crossing {
            let place = self[axis.id]
            let mark = AxisMark(
                label: place?.root.label ?? axis.label, url: AxisAddress.url(place?.root.id ?? axis.id),
                hue: place?.hue, isWideOnly: !marks.isEmpty)
            if !marks.contains(where: { $0.url == mark.url }) { marks.append(mark) }
        }
        return marks
    }
}
