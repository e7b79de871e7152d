import Analysis
import GRDB

/// Which words of the index make phrases, by the hash of their form.
struct PhraseRoles {
    private var roles: [UInt32: PhraseWords.Role] = [:]

    /// Reads every form of the index.
    init(_ db: Database, analyzer: Analyzer) throws {
        let forms = try String.fetchCursor(db, sql: "SELECT form FROM form")
        while let form = try forms.next() {
            let term = analyzer.term(for: form)
            roles[Forward.Word.form(term.formHash)] = Self.role(of: term, analyzer)
        }
    }

    /// A form that the index does not list is a number.
    subscript(formHash: UInt32) -> PhraseWords.Role { roles[formHash] ?? .gap }

    private static func role(of term: Term, _ analyzer: Analyzer) -> PhraseWords.Role {
        if term.form.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) { return .gap }
        let isWeak = term.isStopWord || term.form.count < 2 || analyzer.isQuestionWord(term)
        return isWeak || weak.contains(analyzer.fold(term.form)) ? .link : .content
    }

    /// Folded words that a query should keep, yet that neither begin nor end an expression worth proposing:
    /// prepositions, adverbs, determiners, auxiliaries, and what texts of law say of themselves.
    private static let weak: Set<String> = Set(
        """
        pas plus moins sans non vers entre hors contre sous selon sauf apres avant depuis pendant durant des jusque lors
        afin ainsi alors aussi encore deja toujours souvent parfois jamais tres trop peu bien mieux mal ici partout
        tout toute tous toutes autre autres meme memes chaque chacun chacune plusieurs certain certaine certains certaines
        quelque quelques aucun aucune tel telle tels telles seul seule seuls seules tant autant notamment egalement
        cependant toutefois neanmoins ensuite enfin puis parce ledit ladite lesdits via voire outre parmi malgre sein
        un deux trois quatre cinq six sept huit neuf dix
        ete etant ayant eu soit soient fut furent seraient aient avaient auraient
        pourra pourront pouvant devra devront devant permet permettent permettre permettant
        font fera met prend pris donne vient mentionne mentionnee mentionnes mentionnees prevu prevue prevus prevues
        vise visee visees suivant suivante suivants suivantes present presente presents conformement compter compte
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
