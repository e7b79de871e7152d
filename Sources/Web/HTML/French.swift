import Foundation

/// How pages write numbers, dates and quotations in French.
enum French {
    /// A no-break space.
    static let space = "\u{A0}"

    /// Digits by threes, with narrow no-break spaces: `20 000`.
    static func number(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var grouped = value < 0 ? "−" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { grouped += "\u{202F}" }
            grouped.append(digit)
        }
        return grouped
    }

    /// The number and its noun, which agrees: `0 fiche`, `1 fiche`, `2 fiches`.
    static func count(_ value: Int, _ singular: String, _ plural: String? = nil) -> String {
        number(value) + space + (value < 2 ? singular : plural ?? singular + "s")
    }

    /// The number of documents: `8 fiches`; `aucune fiche` for none.
    static func documents(_ value: Int) -> String {
        value == 0 ? "aucune fiche" : count(value, "fiche")
    }

    /// The text between French quotation marks.
    static func quoted(_ text: String) -> String {
        "«" + space + text + space + "»"
    }

    /// A sentence whose double signs are kept on the line of their words.
    static func typeset(_ text: String) -> String {
        let signs = [" :", " ;", " !", " ?", " %", " »"].map { ($0, space + $0.dropFirst()) } + [("« ", "«" + space)]
        return signs.reduce(text) { text, sign in text.replacingOccurrences(of: sign.0, with: sign.1) }
    }

    /// With a capital at its beginning.
    static func capitalized(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }

    /// A date in full, `12 juin 2026`, from ISO 8601; a month or a year alone stays alone. Anything else, as it is.
    static func date(_ iso: String) -> String {
        let parts = iso.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, let year = numbers.first, parts[0].count == 4 else { return iso }
        guard numbers.count > 1 else { return String(year) }
        guard months.indices.contains(numbers[1] - 1) else { return iso }
        let month = "\(months[numbers[1] - 1])\(space)\(year)"
        guard numbers.count > 2 else { return month }
        return (numbers[2] == 1 ? "1er" : String(numbers[2])) + space + month
    }

    /// From one date to another, or since one: `septembre 2019 à juin 2022`, `depuis septembre 2019`.
    static func period(from start: String?, to end: String?, isOver: Bool) -> String? {
        switch (start, end) {
        case (let start?, let end?) where start == end: date(start)
        case (let start?, let end?): "\(date(start)) à \(date(end))"
        case (let start?, nil): isOver ? date(start) : "depuis \(date(start))"
        case (nil, let end?): "jusqu’à \(date(end))"
        case (nil, nil): nil
        }
    }

    private static let months = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ]
}
