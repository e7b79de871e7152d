import Analysis

/// The stop words of a query that stand where only a noun can: « le car », « prix de l’or », « vitamine D ».
struct Nominals {
    let units: [QueryUnit]
    /// The query's text, in which the units' offsets count.
    let bytes: [UInt8]
    let analyzer: Analyzer

    /// Whether the stop word at the index is a noun here.
    func contains(_ index: Int) -> Bool {
        guard let word = units[index].plainWord ?? letter(at: index) else { return false }
        if word.count == 1 { return isName(index, word) }
        guard analyzer.isHomograph(units[index].tokens[0].term) else { return false }
        if followsArticle(index) { return true }
        if index == units.count - 1 { return index > 0 }
        return index == 0 && opensNounPhrase(word)
    }

    /// A single letter counts as a name after another word: « plan B », « hépatite c ».
    private func isName(_ index: Int, _ letter: String) -> Bool {
        guard index > 0 else { return false }
        if units[index].tokens[0].casing == .upper { return true }
        return index == units.count - 1 && !["a", "à", "y"].contains(letter)
    }

    private func letter(at index: Int) -> String? {
        let tokens = units[index].tokens
        return tokens.count == 1 && tokens[0].term.form.count == 1 ? tokens[0].term.form : nil
    }

    private func followsArticle(_ index: Int) -> Bool {
        let before = bytes[..<units[index].start]
        for apostrophe in ["'", "’"] where before.ends(with: apostrophe.utf8) {
            return before.dropLast(apostrophe.utf8.count).last.map { $0 | 0x20 == UInt8(ascii: "l") } ?? false
        }
        return index > 0 && units[index - 1].plainWord.map(Self.articles.contains) ?? false
    }

    private static let articles: Set<String> = [
        "le", "la", "les", "un", "une", "des", "du", "au", "aux", "ce", "cet", "cette",
    ]

    /// « car scolaire », « être humain », « son et lumière », but « son école ».
    private func opensNounPhrase(_ word: String) -> Bool {
        let next = units[1].tokens[0].term
        if next.isStopWord { return ["et", "ou"].contains(next.form) }
        return !Self.determiners.contains(word)
    }

    private static let determiners: Set<String> = ["son", "ton", "moi", "mais", "est"]
}

extension Collection where Element: Equatable {
    fileprivate func ends(with suffix: some Collection<Element>) -> Bool {
        self.suffix(suffix.count).elementsEqual(suffix)
    }
}
