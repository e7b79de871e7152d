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
        for group in response.groups {
            if let title = Self.title(of: group.reach) { lines.append("\n" + Terminal.bold(title)) }
            for index in group.range {
                lines.append("\n" + text(of: response.results[index], rank: response.offset + index + 1))
            }
        }
        if !response.related.isEmpty {
            lines.append("\nVoir aussi : \(response.related.joined(separator: ", "))")
        }
        if let next { lines.append(Terminal.faint("\n" + next)) }
        return lines.joined(separator: "\n")
    }

    private static func title(of reach: SearchResponse.Group.Reach) -> String? {
        switch reach {
        case .words: nil
        case .someWords: "Une partie des mots"
        case .meaning: "Proche par le sens (dit autrement ; --no-semantic pour les mots seuls)"
        }
    }

    private var heading: String {
        let query = Terminal.clean(response.suggestion.flatMap { $0.applied ? $0.query : nil } ?? response.query)
        if response.total == 0, response.partialTotal > 0 { return headingOfPartial(query) }
        let count = response.total == 0 ? "Aucune fiche" : Numbers.count(response.total, "fiche", "fiches")
        let byWords = response.partialTotal - response.nearTotal
        let partial = byWords > 0 ? ", \(Numbers.count(byWords, "autre", "autres")) avec une partie des mots" : ""
        let near = response.nearTotal > 0 ? ", \(response.nearTotal) par le sens" : ""
        return Terminal.bold(count + (query.isEmpty ? "" : " pour « \(query) »")) + partial + near
    }

    /// When nothing holds every word: how far what is listed answers.
    private func headingOfPartial(_ query: String) -> String {
        let count = response.partialTotal - response.nearTotal
        let near =
            response.nearTotal > 0 ? ", \(Numbers.count(response.nearTotal, "proche", "proches")) par le sens" : ""
        if count == 0 {
            return Terminal.bold("Aucune fiche ne contient les mots de « \(query) »")
                + " ; \(Numbers.count(response.nearTotal, "dit", "disent")) la même chose autrement"
        }
        if response.isFamilyOnly {
            return Terminal.bold("Aucune fiche ne contient « \(query) »")
                + " ; \(Numbers.count(count, "contient", "contiennent")) un mot de la même famille" + near
        }
        return Terminal.bold("Aucune fiche ne contient tous les mots de « \(query) »")
            + " ; \(Numbers.grouped(count)) en \(count == 1 ? "contient" : "contiennent") une partie" + near
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
        ("title", "titre"), ("summary", "résumé"), ("headings", "intertitres"), ("body", "texte"),
        ("header", "axes et en-tête"),
    ]

    private func number(_ value: Double) -> String { Numbers.decimal(value, digits: 2) }

    private var next: String? {
        let shown = response.offset + response.results.count
        guard response.limit > 0, shown < response.total + response.partialTotal else { return nil }
        return "Suite : --offset \(shown)"
    }
}
