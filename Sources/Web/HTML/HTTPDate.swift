import Foundation

/// Dates as HTTP headers write them (RFC 9110, 5.6.7): `Thu, 26 Nov 2026 17:00:00 GMT`.
enum HTTPDate {
    private static let style = Date.VerbatimFormatStyle(
        format: """
            \(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .defaultDigits) \
            \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\
            \(second: .twoDigits) GMT
            """,
        locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt, calendar: Calendar(identifier: .gregorian))

    /// The moment of an ISO 8601 text with a time; `nil` where it is none.
    static func written(fromISO text: String) -> String? {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return (try? Date(text, strategy: style)).map { $0.formatted(Self.style) }
    }
}
