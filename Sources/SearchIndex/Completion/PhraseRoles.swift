import Analysis
import GRDB

/// Which words of the index make phrases, by the codes of their forms.
struct PhraseRoles {
    /// By form number; a number that is not in use stands in no phrase.
    private var forms: [(term: UInt32, role: PhraseWords.Role)] = []

    /// Reads every form of the index.
    init(_ db: Database, analyzer: Analyzer) throws {
        let bound = try (Int.fetchOne(db, sql: "SELECT max(number) FROM form") ?? 0) + 1
        forms = Array(repeating: (0, .gap), count: bound)
        let rows = try Row.fetchCursor(db, sql: "SELECT number, form FROM form")
        while let row = try rows.next() {
            let term = analyzer.term(for: row[1])
            forms[row[0]] = (term.hash, Self.role(of: term, analyzer))
        }
    }

    /// The hash of a form's term with its role; a word that the index does not list is a number, and makes none.
    subscript(code: UInt32) -> (term: UInt32, role: PhraseWords.Role) {
        let number = Int(code >> 1)
        return number < forms.count ? forms[number] : (0, .gap)
    }

    private static func role(of term: Term, _ analyzer: Analyzer) -> PhraseWords.Role {
        if term.form.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) { return .gap }
        let isWeak = term.isStopWord || term.form.count < 2 || term.isQuestionWord
        return isWeak || term.isWeak || linking.contains(analyzer.fold(term.form)) ? .link : .content
    }

    /// More folded words that a query should keep, yet that neither begin nor end an expression worth proposing:
    /// prepositions, adverbs, determiners, auxiliaries, and what texts of law say of themselves.
    private static let linking: Set<String> = Set(
        """
        sans vers hors contre sous sauf durant jusque lors parfois mal ici partout chacun chacune seul seule
        seuls seules tant autant egalement cependant toutefois neanmoins parce ledit ladite lesdits via voire
        outre sein un deux trois quatre cinq six sept huit neuf dix eu soit soient fut furent seraient aient
        avaient auraient pouvant devant permettant font mentionne mentionnee mentionnes mentionnees prevu prevue
        prevus prevues vise visee visees suivant suivante suivants suivantes present presente presents
        conformement compter compte
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
