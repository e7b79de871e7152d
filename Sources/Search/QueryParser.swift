import SearchIndex

/// A query as written: what each piece is, before any analysis. Any string is a query.
struct ParsedQuery: Equatable {
    enum Piece: Equatable {
        /// Words to be analyzed, in a run.
        case words(String)
        /// To be found as written, in order.
        case phrase(String)
        /// Words that begin so.
        case prefix(String)
    }

    /// One or several pieces, any of which will do (`OU`).
    struct Clause: Equatable {
        var pieces: [Piece]
        /// Only there, for the first piece.
        var field: Field?
        /// The same for the pieces after the first.
        var otherFields: [Field?] = []
        var isExcluded = false
    }

    var clauses: [Clause] = []
    var filters = SearchRequest.Filters()
    var excludedFilters = SearchRequest.Filters()

    /// The words that are wanted, as one text; `nil` where there are none, or where some are to be found as they are
    /// written: in quotes, in a field, by their beginning.
    var plainText: String? {
        var words: [String] = []
        for clause in clauses where !clause.isExcluded {
            guard clause.field == nil, clause.otherFields.allSatisfy({ $0 == nil }) else { return nil }
            for piece in clause.pieces {
                guard case .words(let text) = piece else { return nil }
                words.append(text)
            }
        }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}

/// Reads the query language: words, "phrases", « phrases », préfixe*, -exclu, OU, titre:, axe:, type:, territoire:, annee:.
struct QueryParser {
    private var rest: Substring
    private var query = ParsedQuery()
    /// Whether the last clause may take in the next plain word: « 30 000 élèves » is analyzed as a whole.
    private var isRunOpen = false
    private var isAlternative = false

    private init(_ text: String) { rest = text[...] }

    /// The pieces of `text`; never fails.
    static func parse(_ text: String) -> ParsedQuery {
        isWordsOnly(text)
            ? ParsedQuery(clauses: [ParsedQuery.Clause(pieces: [.words(text)], field: nil, isExcluded: false)])
            : parseByCharacter(text)
    }

    /// The same, character by character.
    static func parseByCharacter(_ text: String) -> ParsedQuery {
        var parser = QueryParser(text)
        parser.run()
        return parser.query
    }

    /// Whether the text is words and nothing else, as seen byte by byte: most queries are, and reading one
    /// by characters takes 100 µs.
    private static func isWordsOnly(_ text: String) -> Bool {
        var before: UInt8 = 0x20
        var mayHaveOperator = false
        for byte in text.utf8 {
            switch byte {
            case 0x41...0x5A: if before >= 0x41, before <= 0x5A { mayHaveOperator = true }
            case 0x61...0x7A, 0x30...0x39: break
            case UInt8(ascii: "'"), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"): break
            case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "("), UInt8(ascii: ")"): break
            // Letters of Latin-1 and « œ » in two bytes, « ’ » in three (E2 80 99).
            case 0xC3, 0xC5, 0xE2: break
            case 0x80...0xBF:
                let isApostrophe = before == 0xE2 && byte == 0x80 || before == 0x80 && byte == 0x99
                guard before == 0xC3 || before == 0xC5 || isApostrophe else { return false }
            case UInt8(ascii: "-"), 0x20: if before == 0x20 { return false }
            default: return false
            }
            before = byte
        }
        if before == 0x20 { return false }
        return !mayHaveOperator || !text.utf8.split(separator: 0x20).contains { operators.contains(Array($0)) }
    }

    private static let operators = Set((ors + ands).map { Array($0.utf8) })
    private static let ors = ["OU", "OR"]
    private static let ands = ["ET", "AND"]

    private mutating func run() {
        while skipSpaces() {
            let isExcluded = takeMinus()
            if !isExcluded, takeOr() || takeAnd() { continue }
            let key = takeKey()
            let start = rest
            guard let piece = takePiece() else {
                // A lone mark: passed over, one character at least.
                if rest == start { rest = rest.dropFirst() }
                continue
            }
            add(piece, key: key, isExcluded: isExcluded)
        }
    }

    // MARK: Reading

    /// Whether anything is left.
    private mutating func skipSpaces() -> Bool {
        rest = rest.drop { $0.isWhitespace }
        return !rest.isEmpty
    }

    /// A minus sign right before a word; inside a word it is a hyphen.
    private mutating func takeMinus() -> Bool {
        guard rest.first == "-" || rest.first == "−", let next = rest.dropFirst().first,
            next.isLetter || next.isNumber || Self.closing[next] != nil
        else { return false }
        rest = rest.dropFirst()
        return true
    }

    private mutating func takeOr() -> Bool {
        for word in Self.ors where rest.hasPrefix(word) {
            let after = rest.dropFirst(word.count)
            guard after.first?.isWhitespace ?? false, !query.clauses.isEmpty,
                after.contains(where: { !$0.isWhitespace })
            else { continue }
            rest = after
            isAlternative = true
            isRunOpen = false
            return true
        }
        return false
    }

    /// « a ET b » asks for what « a b » asks.
    private mutating func takeAnd() -> Bool {
        for word in Self.ands where rest.hasPrefix(word) {
            let after = rest.dropFirst(word.count)
            guard after.first?.isWhitespace ?? false, !query.clauses.isEmpty,
                after.contains(where: \.isLowercase)
            else { continue }
            rest = after
            return true
        }
        return false
    }

    private enum Key { case title, axis, kind, territory, year }

    private static let keys: [String: Key] = [
        "titre": .title, "title": .title, "axe": .axis, "axis": .axis, "type": .kind, "kind": .kind,
        "territoire": .territory, "territory": .territory, "annee": .year, "année": .year, "year": .year,
    ]

    /// `titre:mot`, and « titre : mot », as French spaces its colons.
    private mutating func takeKey() -> Key? {
        guard let colon = rest.prefix(14).firstIndex(of: ":"),
            let key = Self.keys[String(rest[..<colon].reversed().drop { $0.isWhitespace }.reversed()).lowercased()]
        else { return nil }
        let value = rest[rest.index(after: colon)...].drop { $0.isWhitespace }
        guard !value.isEmpty else { return nil }
        rest = value
        return key
    }

    private static let closing: [Character: Character] = ["\"": "\"", "«": "»", "“": "”"]

    private mutating func takePiece() -> ParsedQuery.Piece? {
        guard let first = rest.first else { return nil }
        if let close = Self.closing[first] {
            let content = rest.dropFirst().prefix { $0 != close }
            // An unclosed quotation ends with the query.
            rest = rest.dropFirst(content.count + 1).dropFirst()
            return .phrase(String(content))
        }
        let word = rest.prefix { !$0.isWhitespace && Self.closing[$0] == nil }
        rest = rest.dropFirst(word.count)
        if word.last == "*" {
            let stem = word.dropLast().filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "'" || $0 == "’" }
            if stem.count >= 2 { return .prefix(String(stem)) }
        }
        return word.isEmpty ? nil : .words(String(word))
    }

    // MARK: Adding

    private mutating func add(_ piece: ParsedQuery.Piece, key: Key?, isExcluded: Bool) {
        defer { isAlternative = false }
        if let key, key != .title {
            addFilter(key, piece.text, isExcluded: isExcluded)
            isRunOpen = false
            return
        }
        let field: Field? = key == .title ? .title : nil
        if isAlternative, let last = query.clauses.indices.last {
            splitRun(last)
            let target = query.clauses.count - 1
            query.clauses[target].pieces.append(piece)
            query.clauses[target].otherFields.append(field)
            isRunOpen = false
            return
        }
        if isRunOpen, field == nil, !isExcluded, case .words(let word) = piece, let last = query.clauses.indices.last,
            case .words(let run) = query.clauses[last].pieces[0]
        {
            query.clauses[last].pieces = [.words(run + " " + word)]
            return
        }
        query.clauses.append(ParsedQuery.Clause(pieces: [piece], field: field, isExcluded: isExcluded))
        if case .words = piece { isRunOpen = field == nil && !isExcluded } else { isRunOpen = false }
    }

    /// « a b OU c »: only b has an alternative.
    private mutating func splitRun(_ index: Int) {
        guard query.clauses[index].pieces.count == 1, case .words(let run) = query.clauses[index].pieces[0],
            let space = run.lastIndex(of: " ")
        else { return }
        var last = query.clauses[index]
        last.pieces = [.words(String(run[run.index(after: space)...]))]
        query.clauses[index].pieces = [.words(String(run[..<space]))]
        query.clauses.append(last)
    }

    private mutating func addFilter(_ key: Key, _ value: String, isExcluded: Bool) {
        let path = isExcluded ? \ParsedQuery.excludedFilters : \ParsedQuery.filters
        switch key {
        case .axis: query[keyPath: path].axis.append(value)
        case .kind: query[keyPath: path].kind.append(value)
        case .territory: query[keyPath: path].territory.append(value)
        case .year: query[keyPath: path].year.append(contentsOf: Self.years(value))
        case .title: break
        }
    }

    /// « 2015-2020 » is each of its years; fifty at most.
    private static func years(_ value: String) -> [String] {
        let bounds = value.split { $0 == "-" || $0 == "–" }.compactMap { Int($0) }
        guard bounds.count == 2, bounds[0] <= bounds[1], bounds[1] - bounds[0] < 50 else { return [value] }
        return (bounds[0]...bounds[1]).map(String.init)
    }
}

extension ParsedQuery.Piece {
    var text: String {
        switch self {
        case .words(let text), .phrase(let text), .prefix(let text): text
        }
    }
}
