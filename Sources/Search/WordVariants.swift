import Analysis
import SearchIndex

/// The ways in which documents may write a word of a query: in one, with a hyphen, in two, in capitals only.
struct WordVariants {
    let analyzer: Analyzer
    let state: IndexState
    let cache: WordCache

    /// Parts of a compound that has no prefix have as many letters at least: « par » and « don » make no « pardon ».
    private static let shortestPart = 4
    private static let shortestCompound = 6
    private static let longestHidden = 4

    func isHeld(_ term: String) throws -> Bool { try TermDictionary(state: state, cache: cache).isHeld(term) }

    /// The variants of a unit, as written first; of the others, those that the index holds.
    func terms(of unit: QueryUnit, text: String) throws -> [[String]] {
        try cache.variants.value(for: text) { try heldTerms(of: unit, text: text) }
    }

    private func heldTerms(of unit: QueryUnit, text: String) throws -> [[String]] {
        if let acronym = unit.acronym, try hidesAccent(acronym, unit.tokens[0]) { return [[acronym.term.text]] }
        let ways = unit.terms(analyzer)
        var held = try ways.enumerated().filter { rank, terms in try rank == 0 || terms.allSatisfy(isHeld) }.map(\.1)
        if let parts = try parts(of: unit, text: text) { held.append(parts) }
        return held
    }

    /// « anti vol », « France Connect »: for two neighbors, by the first one's index, the word that they make together.
    func joined(
        _ units: [QueryUnit], where isContent: (Int) -> Bool
    ) throws -> [(index: Int, terms: [String])] {
        try units.indices.dropLast().compactMap { index in
            guard isContent(index), isContent(index + 1), let first = units[index].plainWord,
                let second = units[index + 1].plainWord, first.count + second.count >= Self.shortestCompound
            else { return nil }
            let term = try cache.joined.value(for: first + second) {
                let term = analyzer.term(for: first + second).text
                return try isHeld(term) ? term : nil
            }
            return term.map { (index, [$0]) }
        }
    }

    /// « AME » where documents have both the acronym and « âme »: in capitals it is the acronym.
    private func hidesAccent(_ acronym: Token, _ word: Token) throws -> Bool {
        guard word.term.form.count <= Self.longestHidden, try isHeld(acronym.term.text) else { return false }
        return try state.forms(folding: analyzer.fold(word.term.form)).contains { $0.form != $0.folded }
    }

    /// « FranceConnect », « portefeuille »: the two words that documents hold side by side.
    private func parts(of unit: QueryUnit, text: String) throws -> [String]? {
        guard let word = unit.plainWord, !unit.tokens[0].term.isStopWord else { return nil }
        if let capital = text.dropFirst(2).dropLast().firstIndex(where: \.isUppercase),
            text[text.index(before: capital)].isLowercase
        {
            return [text[..<capital], text[capital...]].map { analyzer.term(for: String($0)).text }
        }
        guard word.count >= 2 * Self.shortestPart else { return nil }
        for length in Self.shortestPart...(word.count - Self.shortestPart) {
            let terms = [word.prefix(length), word.dropFirst(length)].map { analyzer.term(for: String($0)) }
            if terms.contains(where: \.isStopWord) { continue }
            let texts = terms.map(\.text)
            if try texts.allSatisfy(isHeld), try state.isHeld(texts) { return texts }
        }
        return nil
    }
}
