/// The years as columns of points, drawn as two SVG paths: a point an entry, the last year apart.
struct PlotPart: Equatable, TemplateModel {
    /// The points of all years but the last.
    let earlier: String
    /// The points of the last year.
    let last: String

    private static let columns = 10
    private static let tallest = 7

    /// The last ten years of `counts`. Where one has more than seven entries, points stand for several.
    init?(_ counts: [(year: Int, count: Int)]) {
        guard let latest = YearTable.latest(of: counts.filter({ $0.count > 0 }).map(\.year)) else { return nil }
        let years = (latest - Self.columns + 1)...latest
        let shown = counts.filter { years.contains($0.year) && $0.count > 0 }
        let scale = Double(Self.tallest) / Double(max(Self.tallest, shown.map(\.count).max() ?? 0))
        let paths = shown.sorted { $0.year < $1.year }.map { year, count in
            Self.column(year - years.lowerBound, points: max(1, Int((Double(count) * scale).rounded())))
        }
        earlier = paths.dropLast().joined()
        last = paths.last ?? ""
    }

    /// Points of 24 units from side to side, 20 upwards, as the drawing's frame has them.
    private static func column(_ column: Int, points: Int) -> String {
        (0..<points).map { "M\(26 + 24 * column) \(168 - 20 * $0)h0" }.joined()
    }
}
