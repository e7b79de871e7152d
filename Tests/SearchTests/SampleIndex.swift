import Foundation
import Meaning
import Search
import SearchIndex

/// A document of a sample, as a line of JSON Lines.
struct Entry: Encodable {
    var id: String
    var title: String
    var text = ""
    var summary = ""
    var axes: [String] = []
    var publics: [String] = []
    var territory = ""
    var start = ""
    var updated = ""
    var nature = ""
    var kind = ""
    var partners: [String] = []

    init(
        _ id: String, _ title: String = "Note", _ text: String = "", summary: String = "", axes: [String] = [],
        publics: [String] = [],
        territory: String = "", start: String = "", updated: String = "", nature: String = "", kind: String = "",
        partners: [String] = []
    ) {
        (self.id, self.title, self.text, self.summary, self.axes, self.publics) = (
            id, title, text, summary, axes, publics
        )
        (self.territory, self.start, self.updated, self.nature, self.kind) = (territory, start, updated, nature, kind)
        self.partners = partners
    }

    enum CodingKeys: String, CodingKey {
        case id = "_id", title, text, summary = "resume", axes, publics, territory = "territoire", start = "date_debut"
        case updated = "date_mise_a_jour", nature, kind = "type", partners = "partenaires"
    }
}

/// An index of a few documents, which lives as long as the test that made it.
final class SampleIndex: Sendable {
    let folder: String
    var path: String { folder + "/index.sqlite" }
    let searcher: Searcher
    private let model: Model?

    /// - Parameter model: for search by meaning; without it words alone are searched.
    init(
        _ entries: [Entry], axes: String? = nil, thesaurus: [String] = [],
        parameters: RankingParameters = RankingParameters(), model: Model? = nil
    ) throws {
        self.model = model
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("search-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder + "/corpus", withIntermediateDirectories: true)
        if let axes { try Self.write(folder + "/corpus/axes.yml", axes) }
        if !thesaurus.isEmpty {
            let header = "term\trelated\ttype\tdirection\tweight\tcase\tnote\n"
            try Self.write(folder + "/corpus/thesaurus.tsv", header + thesaurus.joined(separator: "\n") + "\n")
        }
        try Self.write(entries, folder)
        _ = try Indexer(corpus: folder + "/corpus", index: folder + "/index.sqlite", model: model).run()
        searcher = try Searcher(
            indexPath: folder + "/index.sqlite", parameters: parameters, encoder: model.map { QueryEncoder($0) })
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Puts other documents in the place of those that are there.
    func replace(_ entries: [Entry], rebuild: Bool = false) throws {
        try Self.write(entries, folder)
        _ = try Indexer(corpus: folder + "/corpus", index: path, model: model).run(rebuild: rebuild)
    }

    /// Builds the index anew from the documents that are there.
    func rebuild() throws { _ = try Indexer(corpus: folder + "/corpus", index: path, model: model).run(rebuild: true) }

    private static func write(_ entries: [Entry], _ folder: String) throws {
        // The same entry gives the same line, so that only what changes is indexed again.
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let lines = try entries.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
        try write(folder + "/corpus/lot.jsonl", lines.joined(separator: "\n"))
    }

    static func write(_ path: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    func search(_ request: SearchRequest) throws -> SearchResponse { try searcher.search(request) }

    func search(_ query: String) throws -> SearchResponse { try search(SearchRequest(query, limit: 100)) }

    /// All ids that answer, best first.
    func ids(_ query: String) throws -> [String] { try search(query).results.map(\.id) }

    /// The ids of the documents that hold every word, sorted.
    func full(_ query: String) throws -> [String] {
        try search(query).results.filter { $0.match == "all" }.map(\.id).sorted()
    }
}

/// The taxonomy of the samples.
enum SampleAxes {
    static let yaml = """
        schemes:
          - id: contrat-2015
            label: Contrats de ville 2015
        axes:
          - id: cohesion-sociale
            scheme: contrat-2015
            label: Cohésion sociale
            alt: [volet social]
          - id: decrochage-scolaire
            scheme: contrat-2015
            parent: cohesion-sociale
            label: Décrochage scolaire
          - id: cadre-de-vie
            scheme: contrat-2015
            label: Cadre de vie
          - id: ancien-axe
            scheme: contrat-2015
            label: Ancien axe
            status: deprecated
            replaced_by: cadre-de-vie

        """
}
