import Foundation

/// What people read: colors only on a terminal, errors and progress on standard error.
enum Terminal {
    /// Whether standard output is a terminal that may be colored (no-color.org).
    static let hasColor = isatty(STDOUT_FILENO) == 1 && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    /// Whether progress may be drawn on standard error.
    static let hasProgress = isatty(STDERR_FILENO) == 1

    static func bold(_ text: String) -> String { hasColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    static func faint(_ text: String) -> String { hasColor ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

    /// HTML text with `<mark>` as a terminal shows it: hits in bold; control characters are dropped.
    static func marked(_ html: String) -> String {
        let text =
            html
            .replacing("<mark>", with: hasColor ? "\u{1}" : "").replacing("</mark>", with: hasColor ? "\u{2}" : "")
            .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&amp;", with: "&")
        return clean(text, keeping: ["\u{1}", "\u{2}"])
            .replacing("\u{1}", with: "\u{1B}[1m").replacing("\u{2}", with: "\u{1B}[0m")
    }

    /// Text of the corpus without what could drive the terminal.
    static func clean(_ text: String, keeping kept: Set<Unicode.Scalar> = []) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars
        where scalar == "\n" || kept.contains(scalar) || scalar.properties.generalCategory != .control {
            scalars.append(scalar)
        }
        return String(scalars)
    }

    /// A line for people on standard error; what was typed or stored cannot drive the terminal.
    static func error(_ text: String) {
        FileHandle.standardError.write(Data((clean(text) + "\n").utf8))
    }

    /// Draws over the current line.
    static func progress(_ text: String) {
        guard hasProgress else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[2K\(text)".utf8))
    }

    static func clearProgress() { progress("") }
}
