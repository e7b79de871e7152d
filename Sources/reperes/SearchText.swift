import Corpus
import Search

/// An answer as a person likes to read it.
struct SearchText {
    private let response: SearchResponse
    private let corpusPath: String

    init(_ response: SearchResponse, corpusPath: String) {
        self.response = response
        self.corpusPath = corpusPath
    }

    var text: String {
        var lines = [heading]
        if let message = response.message { lines.append(message) }
        if let suggestion = response.suggestion {
            lines.append(
                suggestion.applied
                    ? "Rien pour « \(Terminal.clean(response.query)) »."
                    : "Vouliez-vous dire « \(suggestion.query) » ?")
        }
        for expansion in response.expansions {
            lines.append(
                Terminal.faint("Cherché aussi : \(expansion.term) → \(expansion.with.joined(separator: ", "))"))
        }
        var isPartial = false
        for (rank, hit) in zip((response.offset + 1)..., response.results) {
            if hit.match == "partial", !isPartial, response.total > 0 {
                lines.append("\n" + Terminal.bold("Une partie des mots"))
            }
            isPartial = hit.match == "partial"
            lines.append("\n" + text(of: hit, rank: rank))
        }
        if !response.related.isEmpty {
            lines.append("\nVoir aussi : \(response.related.joined(separator: ", "))")
        }
        if let next { lines.append(Terminal.faint("\n" + next)) }
        return lines.joined(separator: "\n")
    }

    private var heading: String {
        let count = Numbers.count(response.total, "fiche", "fiches")
        let partial =
            response.partialTotal > 0
            ? ", \(Numbers.count(response.partialTotal, "autre", "autres")) avec une partie des mots" : ""
        let query = response.suggestion.flatMap { $0.applied ? $0.query : nil } ?? response.query
        let asked = Terminal.clean(query).isEmpty ? "" : " pour « \(Terminal.clean(query)) »"
        return Terminal.bold(count + asked) + partial
    }

    private func text(of hit: SearchResponse.Hit, rank: Int) -> String {
        let kind = Document.Kind(rawValue: hit.kind)?.label ?? hit.kind
        var facts = [kind]
        if !hit.axes.isEmpty { facts.append(hit.axes.map(\.label).joined(separator: ", ")) }
        facts += [hit.territory, hit.year.map(String.init), hit.nature == "illustrative" ? "illustrative" : nil]
            .compactMap { $0 }
        var lines = [
            "\(rank). " + Terminal.bold(Terminal.clean(hit.title)),
            "   " + Terminal.clean(facts.joined(separator: " · ")),
        ]
        if let snippet = hit.snippet, !snippet.isEmpty { lines.append("   " + Terminal.marked(snippet)) }
        if let missing = hit.missing, !missing.isEmpty {
            lines.append(
                "   " + Terminal.faint("Sans : " + missing.map { "« \(Terminal.clean($0)) »" }.joined(separator: ", ")))
        }
        lines.append("   " + Terminal.faint(corpusPath.isEmpty ? hit.path : corpusPath + "/" + hit.path))
        if let explanation = hit.explain { lines += text(of: explanation, score: hit.score ?? 0) }
        return lines.joined(separator: "\n")
    }

    /// « Pourquoi ce résultat ? »: each word with what it brought, then what the second pass added.
    private func text(of explanation: SearchResponse.Explanation, score: Double) -> [String] {
        var lines = ["   Pourquoi ici ? Score \(number(score)) :"]
        for clause in explanation.clauses {
            let rarity =
                "dans \(Numbers.count(clause.documents, "fiche", "fiches")), rareté \(number(clause.idf))"
                + (clause.isWeak ? ", mot peu parlant" : "")
            lines.append("     \(number(clause.score))  « \(Terminal.clean(clause.term)) » (\(rarity))")
            if clause.found.isEmpty { lines.append("            absent de la fiche") }
            lines += clause.found.map { "            " + text(of: $0) }
        }
        for (signal, value) in explanation.signals.sorted(by: { $0.key < $1.key }) where value != 0 {
            lines.append("     \(value > 0 ? "+" : "−")\(number(abs(value)))  \(signal)")
        }
        return lines
    }

    private func text(of found: SearchResponse.Explanation.Found) -> String {
        let fields = Self.fields.compactMap { field, name in found.fields[field].map { "\(name) \($0)" } }
        let origin =
            switch found.origin {
            case .word: "mot cherché"
            case .synonym: "synonyme, compte pour \(number(found.weight))"
            case .family: "mot de la même famille, compte pour \(number(found.weight))"
            }
        return "\(Terminal.clean(found.text)) : \(origin) ; \(fields.joined(separator: ", "))"
    }

    private static let fields = [
        ("title", "titre"), ("summary", "résumé"), ("headings", "intertitres"), ("body", "texte"), ("header", "axes et en-tête"),
    ]

    private func number(_ value: Double) -> String { Numbers.decimal(value, digits: 2) }

    private var next: String? {
        let shown = response.offset + response.results.count
        guard response.limit > 0, shown < response.total + response.partialTotal else { return nil }
        return "Suite : --offset \(shown)"
    }
}
