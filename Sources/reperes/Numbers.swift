import Foundation

/// Numbers as French readers expect them.
enum Numbers {
    /// « 12 345 », with a narrow no-break space.
    static func grouped(_ number: Int) -> String {
        var digits = Array(String(abs(number)))
        var index = digits.count - 3
        while index > 0 {
            digits.insert("\u{202F}", at: index)
            index -= 3
        }
        return (number < 0 ? "−" : "") + String(digits)
    }

    /// « 1 fiche », « 12 fiches ».
    static func count(_ number: Int, _ singular: String, _ plural: String) -> String {
        "\(grouped(number)) \(number < 2 ? singular : plural)"
    }

    /// With a comma.
    static func decimal(_ number: Double, digits: Int) -> String {
        String(format: "%.\(digits)f", number).replacing(".", with: ",")
    }

    static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
}
