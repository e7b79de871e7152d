import Analysis

extension HeaderCheck {
    /// A value on one line, a list as its members separated by commas.
    static func oneLine(_ value: RawValue) -> String {
        let text = value.text ?? value.texts.joined(separator: ", ")
        let hasControls = text.utf8.contains { $0 < 0x20 }
        guard hasControls || text.first?.isWhitespace == true || text.last?.isWhitespace == true else { return text }
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The names in a list, or in a text that separates them by commas, unless the whole text is one name.
    static func names(_ value: RawValue, isName: (String) -> Bool) -> [(text: String, line: Int)] {
        if case .list(let members) = value.shape {
            let names = members.flatMap { member in member.texts.map { (oneLine($0), member.line) } }
            return names.filter { !$0.0.isEmpty }
        }
        return value.texts.flatMap { text in
            isName(text) ? [text] : text.split(separator: ",").map(String.init)
        }
        .map { (oneLine($0), value.line) }.filter { !$0.0.isEmpty }
    }

    static func oneLine(_ text: String) -> String { oneLine(RawValue(shape: .text(text), line: 0)) }

    static func isWebAddress(_ text: String) -> Bool {
        let start = text.prefix(8).lowercased()
        return start.hasPrefix("http://") || start.hasPrefix("https://")
    }

    /// « écrivez X », or all the choices.
    static func choice(_ text: String, _ names: [String]) -> String {
        let nearest = EditDistance.nearest(to: Folding.folded(text), among: names)
        if let nearest { return "écrivez « \(nearest) »" }
        return "écrivez \(names.dropLast().joined(separator: ", ")) ou \(names.last ?? "")"
    }
}
