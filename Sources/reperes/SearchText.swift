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

    private func text(of explanation: SearchResponse.Explanation, score: Double) -> [String] {
        func number(_ value: Double) -> String { Numbers.decimal(value, digits: 3) }
        var lines = ["   score \(number(score))"]
        for clause in explanation.clauses {
            lines.append(
                "     « \(clause.term) » \(number(clause.score)) = idf \(number(clause.idf)) (\(clause.documents) fiches), "
                    + "fréquence \(number(clause.frequency)) ; cherché : \(clause.searched.joined(separator: ", "))")
        }
        for (signal, value) in explanation.signals.sorted(by: { $0.key < $1.key }) where value != 0 {
            lines.append("     \(signal) \(value > 0 ? "+" : "−")\(number(abs(value)))")
        }
        return lines
    }

    private var next: String? {
        let shown = response.offset + response.results.count
        guard response.limit > 0, shown < response.total + response.partialTotal else { return nil }
        return "Suite : --offset \(shown)"
    }
}
