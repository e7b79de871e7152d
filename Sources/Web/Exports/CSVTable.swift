import Hummingbird

/// A table as French spreadsheets open it: UTF-8 with its mark, semicolons, lines that end as RFC 4180 says.
struct CSVTable {
    private(set) var text = "\u{FEFF}"

    /// A table that begins with the names of its columns.
    init(_ columns: [String]) { append(columns) }

    /// Adds a line.
    mutating func append(_ cells: [String]) {
        text += cells.map(Self.cell).joined(separator: ";") + "\r\n"
    }

    private static func cell(_ value: String) -> String {
        let text = isFormula(value) ? "'" + value : value
        guard text.unicodeScalars.contains(where: { ";\"\r\n".unicodeScalars.contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    /// What a spreadsheet would compute instead of showing: an entry must not run anything on its reader's machine.
    private static func isFormula(_ value: String) -> Bool {
        guard let first = value.unicodeScalars.first else { return false }
        return "=+-@\t\r".unicodeScalars.contains(first)
    }

    /// The table as a file of this name.
    func response(named name: String) -> Response {
        Response(
            text, type: "text/csv; charset=utf-8",
            headers: [.contentDisposition: "attachment; filename=\"\(name).csv\""])
    }
}
