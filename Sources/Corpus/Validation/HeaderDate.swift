/// A date as editors write it: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
struct HeaderDate: Equatable {
    /// As written, without a time of day.
    let text: String
    let year: Int

    /// `nil` when `text` is no such date, or a day that no calendar has.
    init?(_ text: String) {
        // A time of day, which some tools add, says nothing here.
        let date = text.prefix { $0 != "T" && $0 != " " }
        let parts = date.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in part.utf8.allSatisfy { 48...57 ~= $0 } ? Int(part) : nil }
        guard numbers.count == parts.count, (1...3).contains(parts.count), parts[0].utf8.count == 4,
            parts.dropFirst().allSatisfy({ $0.utf8.count == 2 })
        else { return nil }
        let month = numbers.count > 1 ? numbers[1] : 1
        guard (1...12).contains(month) else { return nil }
        let isLeap = numbers[0] % 4 == 0 && (numbers[0] % 100 != 0 || numbers[0] % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        if numbers.count > 2, !(1...days).contains(numbers[2]) { return nil }
        self.text = String(date)
        year = numbers[0]
    }
}
