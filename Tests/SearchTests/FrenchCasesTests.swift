import Foundation
import Search
import SearchIndex
import Testing

/// A row of a table of French cases: a query, the texts that it must find, those that it must not.
struct FrenchCase: Sendable, CustomTestStringConvertible {
    enum Expectation: String {
        /// Every wanted text is a full hit, no unwanted one is.
        case strict
        /// Every wanted text is a full hit, above every unwanted one.
        case rank = "rang"
        /// A wanted text is found, or another spelling is offered.
        case suggestion
        /// There is an answer.
        case message
    }

    var id: String
    var family: String
    var query: String
    var wanted: [String]
    var unwanted: [String]
    var expectation: Expectation
    var testDescription: String { "\(id) \(query)" }

    /// The rows of `Fixtures/french/NAME`.
    static func table(_ name: String) -> [FrenchCase] {
        let path = FrenchFiles.tests.appendingPathComponent("Fixtures/french/\(name)").path
        let lines = ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n").dropFirst()
        return lines.compactMap { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard cells.count == 7, let expectation = Expectation(rawValue: cells[5]) else { return nil }
            func texts(_ cell: String) -> [String] {
                cell.split(separator: "‖").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
            }
            return FrenchCase(
                id: cells[0], family: cells[1], query: cells[2], wanted: texts(cells[3]), unwanted: texts(cells[4]),
                expectation: expectation)
        }
    }

    /// What is wrong with the answer; `nil` when nothing is.
    func fault() throws -> String? {
        if expectation == .message {
            let response = try Self.messages.get().search(SearchRequest(query, limit: 50))
            let isWhole = response.query == query && response.results.count == response.total + response.partialTotal
            return isWhole ? nil : "\(response.results.count) results of \(response.total) and \(response.partialTotal)"
        }
        let texts = wanted + unwanted
        // The whole thesaurus and the axes, which no text carries, take three times as long and change nothing.
        let index = try Self.index(
            texts, axes: nil,
            thesaurus: family.hasPrefix("G") ? FrenchFiles.thesaurus : FrenchFiles.thesaurus(near: query))
        let response = try index.search(SearchRequest(query, limit: 50))
        let good = wanted.indices.map { "d\($0)" }
        let bad = unwanted.indices.map { "d\(wanted.count + $0)" }
        if expectation == .suggestion {
            let isHelped = response.suggestion != nil || response.results.contains { good.contains($0.id) }
            return isHelped ? nil : "no suggestion, nothing found"
        }
        func shown(_ ids: [String]) -> String {
            ids.compactMap { Int($0.dropFirst()).map { texts[$0] } }.joined(separator: " | ")
        }
        let full = response.results.filter { $0.match == "all" }.map(\.id)
        let missing = good.filter { !full.contains($0) }
        if !missing.isEmpty { return "not found: " + shown(missing) }
        let last = good.compactMap { full.firstIndex(of: $0) }.max() ?? 0
        let wrong = bad.filter { id in full.firstIndex(of: id).map { expectation == .strict || $0 < last } ?? false }
        if wrong.isEmpty { return nil }
        return (expectation == .strict ? "found wrongly: " : "ranked too high: ") + shown(wrong)
    }

    /// The texts, a document each, with neutral ones so that document frequencies are not degenerate.
    private static func index(_ texts: [String], axes: String?, thesaurus: [String]) throws -> SampleIndex {
        let neutral = (0..<20).map { Entry("n\($0)", "Note \($0)", "Compte rendu du mardi.") }
        return try SampleIndex(texts.indices.map { entry($0, texts[$0]) } + neutral, axes: axes, thesaurus: thesaurus)
    }

    /// One for all rows that only want an answer.
    private static let messages = Result {
        try index(
            ["Médiation sociale à l’école", "La ville et ses habitants"], axes: FrenchFiles.axes,
            thesaurus: FrenchFiles.thesaurus)
    }

    private static func entry(_ number: Int, _ text: String) -> Entry {
        guard let title = text.wholeMatch(of: /titre = « (.+) »/) else {
            return Entry("d\(number)", "Fiche \(number)", text)
        }
        return Entry("d\(number)", String(title.1), "Une fiche.")
    }
}

private enum FrenchFiles {
    static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    private static let corpus = tests.deletingLastPathComponent().appendingPathComponent("corpus")
    static let axes = try? String(contentsOf: corpus.appendingPathComponent("axes.yml"), encoding: .utf8)
    /// The rows, without comments and header.
    static let thesaurus =
        ((try? String(contentsOf: corpus.appendingPathComponent("thesaurus.tsv"), encoding: .utf8)) ?? "")
        .split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("term\t") }.map(String.init)

    /// The rows that the query could call for: those with a word that begins as one of the query's does, and those that
    /// hold words apart.
    static func thesaurus(near query: String) -> [String] {
        let beginnings = Set(words(query).map { $0.prefix(2) })
        return thesaurus.filter { row in
            let cells = row.split(separator: "\t", omittingEmptySubsequences: false)
            return cells.count < 3 || cells[2] == "related"
                || words(cells[0] + " " + cells[1]).contains { beginnings.contains($0.prefix(2)) }
        }
    }

    private static func words(_ text: some StringProtocol) -> [Substring] {
        text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).split {
            !$0.isLetter && !$0.isNumber
        }
    }
}

@Suite struct FrenchCasesTests {
    @Test(
        "French texts are found by what people type",
        arguments: FrenchCase.table("cases.tsv") + FrenchCase.table("more-cases.tsv"))
    func answers(row: FrenchCase) throws {
        #expect(try row.fault() == nil)
    }

    @Test("no row is lost in reading")
    func counts() {
        #expect(FrenchCase.table("cases.tsv").count == 68)
        #expect(FrenchCase.table("more-cases.tsv").count >= 400)
        #expect(FrenchFiles.thesaurus.count > 400)
        #expect(FrenchFiles.axes?.isEmpty == false)
    }
}
