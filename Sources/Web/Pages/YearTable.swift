import Foundation
import Search

/// The entries of each axis by the year in which what they tell began: a table, and a chart for each axis.
struct YearTable: TemplateModel {
    /// An axis.
    struct Row: TemplateModel {
        let label: String
        let url: String
        let hue: String?
        /// « 22 fiches ».
        let size: String
        let total: String
        /// By year; « – » for none.
        let cells: [String]
        /// What the columns leave out: earlier years, and entries without one; « – » for none.
        let others: String
        let chart: Chart
    }

    /// Bars, as SVG draws them.
    struct Chart: TemplateModel {
        let label: String
        let width: String
        let bars: [Bar]
    }

    /// A year's bar.
    struct Bar: TemplateModel {
        let year: String
        let number: String?
        let x: String
        let y: String
        let width: String
        let height: String
        let middle: String
        let above: String
    }

    let years: [String]
    let rows: [Row]
    let hasOthers: Bool

    private static let mostYears = 10
    /// Units of the drawing: narrow columns, so that figures stay legible on a phone.
    private static let columnWidth = 30
    private static let barWidth = 20
    private static let chartHeight = 72
    private static let floor = 96

    /// The numbered axes, then those that cross them.
    init(_ directory: AxisDirectory, _ site: Site) throws(SearchError) {
        let axes = directory.board + directory.transversal
        var counts: [(axis: AxisNode, byYear: [Int: Int])] = []
        for axis in axes {
            var filters = SearchRequest.Filters()
            filters.axis = [axis.id]
            let facets = try site.searcher.search(SearchRequest("", filters: filters, limit: 0)).facets
            let pairs = facets.year.compactMap { value in Int(value.label).map { ($0, value.count) } }
            counts.append((axis, Dictionary(pairs) { first, _ in first }))
        }
        let latest = Self.latest(of: counts.flatMap(\.byYear.keys))
        let shown = latest.map { last in
            let earliest = counts.flatMap(\.byYear.keys).min() ?? last
            return Array(max(earliest, last - Self.mostYears + 1)...last)
        }
        let span = shown ?? []
        years = span.map(String.init)
        let tallest = counts.flatMap { count in span.map { count.byYear[$0] ?? 0 } }.max() ?? 0
        rows = counts.map { Self.row($0.axis, $0.byYear, span, tallest: tallest, directory) }
        hasOthers = rows.contains { $0.others != "–" }
    }

    /// The last of the years; one that is to come is most often a slip of the pen, and would leave the others out.
    static func latest(of years: [Int]) -> Int? {
        let current = Calendar(identifier: .gregorian).component(.year, from: .now)
        return years.filter { $0 <= current }.max() ?? years.max()
    }

    private static func row(
        _ axis: AxisNode, _ byYear: [Int: Int], _ years: [Int], tallest: Int, _ directory: AxisDirectory
    ) -> Row {
        let counts = years.map { byYear[$0] ?? 0 }
        let others = axis.count - counts.reduce(0, +)
        let size = French.count(axis.count, "fiche")
        let period = years.isEmpty ? "" : " de \(years[0]) à \(years[years.count - 1])"
        let bars = zip(years, counts).enumerated().map { place, pair in
            bar(place, year: pair.0, count: pair.1, tallest: max(1, tallest))
        }
        return Row(
            label: axis.label, url: axis.url, hue: directory[axis.id]?.hue, size: size,
            total: French.number(axis.count), cells: counts.map { $0 == 0 ? "–" : French.number($0) },
            others: others > 0 ? French.number(others) : "–",
            chart: Chart(
                label: "\(axis.label)\(French.space): \(size)\(period). Les nombres sont dans le tableau qui suit.",
                width: String(columnWidth * max(1, years.count)), bars: bars))
    }

    private static func bar(_ place: Int, year: Int, count: Int, tallest: Int) -> Bar {
        let height = count == 0 ? 0 : max(3, chartHeight * count / tallest)
        let left = columnWidth * place + (columnWidth - barWidth) / 2
        return Bar(
            year: String(year), number: count == 0 ? nil : French.number(count), x: String(left),
            y: String(floor - height), width: String(barWidth), height: String(height),
            middle: String(columnWidth * place + columnWidth / 2), above: String(floor - height - 5))
    }
}
