public import Corpus

/// The thesaurus by what is typed: which rows apply to which words of a query.
///
/// It reads what `ThesaurusLines` wrote when the index was made. A line is read when a query asks for it: to analyze
/// the 823 rows of our corpus takes 20 ms, to find where their lines begin takes 1.
public struct ThesaurusIndex: Sendable {
    /// What one row adds.
    public struct Entry: Sendable, Equatable {
        /// As the thesaurus writes it.
        public var text: String
        /// The ways in which documents write it, terms in order.
        public var phrases: [[String]]
        /// How much it counts, 1 at most.
        public var weight: Double
        /// Shown as « Voir aussi », never searched.
        public var isRelated: Bool
        /// Only for a query in capitals.
        public var uppercaseOnly: Bool
    }

    /// A unit of a query as rows are looked up by it.
    public struct Key: Sendable, Equatable {
        fileprivate var text: String
        fileprivate var isUppercase: Bool

        /// - Parameters:
        ///   - terms: of its words.
        ///   - plus: whether a plus sign follows the acronym.
        public init(terms: [String], isUppercase: Bool, plus: Bool) {
            text = plus ? (terms.first ?? "") + "+" : terms.joined(separator: " ")
            self.isUppercase = isUppercase
        }
    }

    /// Consecutive units of a query with the rows that apply to them.
    public struct Span {
        /// The units.
        public var units: Range<Int>
        /// What the rows add.
        public var entries: [Entry]
    }

    /// By the terms that a query has, the lines of its entries.
    private var lines: [Substring: [Substring]] = [:]
    private var longest = 1
    private var distinct: Set<Substring>

    init(entries: String, distinct: String) {
        for line in entries.utf8.split(separator: UInt8(ascii: "\n")) {
            let key = line.prefix { $0 != UInt8(ascii: "\t") }
            lines[Substring(key), default: []].append(Substring(line[key.endIndex...].dropFirst()))
            longest = max(longest, 1 + key.count { $0 == UInt8(ascii: " ") })
        }
        self.distinct = Set(distinct.split(separator: "\n"))
    }

    /// Both sides of the rows as written, each once, for completions.
    public static func labels(of rows: [ThesaurusRow]) -> [String] {
        var seen: Set<String> = []
        return rows.filter { $0.kind != .related }.flatMap { [$0.term, $0.related] }.filter { seen.insert($0).inserted }
    }

    /// Whether the two terms stand for different things however near their letters: never corrected into each other.
    public func areDistinct(_ a: String, _ b: String) -> Bool { distinct.contains("\(a)\t\(b)") }

    /// The rows that apply, the longest spans first; a unit belongs to one span only.
    public func spans(in keys: [Key]) -> [Span] {
        guard !lines.isEmpty else { return [] }
        var spans: [Span] = []
        var start = 0
        while start < keys.count {
            let span = (1...max(1, min(longest, keys.count - start))).reversed().lazy.compactMap {
                self.span(at: start..<(start + $0), in: keys)
            }.first
            if let span { spans.append(span) }
            start = span?.units.upperBound ?? start + 1
        }
        return spans
    }

    private func span(at units: Range<Int>, in keys: [Key]) -> Span? {
        let key = units.count == 1 ? keys[units.lowerBound].text : keys[units].map(\.text).joined(separator: " ")
        guard let lines = lines[key[...]] else { return nil }
        let isUppercase = keys[units].allSatisfy(\.isUppercase)
        let found = lines.compactMap { Entry(line: $0) }.filter { !$0.uppercaseOnly || isUppercase }
        return found.isEmpty ? nil : Span(units: units, entries: found)
    }
}

extension ThesaurusIndex.Entry {
    /// Weight, `related` or nothing, `uppercase` or nothing, the text, then each phrase, parted by tabs.
    var line: String {
        let phrases = phrases.map { $0.joined(separator: " ") }
        return ([String(weight), isRelated ? "related" : "", uppercaseOnly ? "uppercase" : "", text] + phrases)
            .joined(separator: "\t")
    }

    fileprivate init?(line: Substring) {
        let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard columns.count > 4, let weight = Double(columns[0]) else { return nil }
        self.init(
            text: String(columns[3]), phrases: columns[4...].map { $0.split(separator: " ").map(String.init) },
            weight: weight, isRelated: !columns[1].isEmpty, uppercaseOnly: !columns[2].isEmpty)
    }
}
