import Analysis
import Corpus
import Foundation
import SearchIndex

/// What searches need in memory of one state of the index; immutable.
final class Snapshot: Sendable {
    let generation: String
    let indexedAt: String
    let corpusPath: String
    let table: DocumentTable
    let postings: PostingCatalog
    /// The documents that there are.
    let live: Bitmap
    /// What searches have looked up of this state.
    let words = WordCache()
    let taxonomy: Taxonomy
    let thesaurus: ThesaurusIndex
    /// Axes by folded id, label and alternative names.
    private let axisByName: [String: String]

    init(_ state: IndexState, analyzer: Analyzer) throws {
        generation = state.generation
        indexedAt = state.indexedAt
        corpusPath = state.corpusPath
        table = try state.documentTable()
        postings = try state.postingCatalog()
        var live = Bitmap(bound: table.bound)
        for number in table.numbers { live.insert(number) }
        self.live = live
        taxonomy = state.taxonomy
        thesaurus = ThesaurusIndex(state.thesaurus, analyzer: analyzer)
        var names: [String: String] = [:]
        for axis in taxonomy.axes {
            for name in [axis.id, axis.label] + axis.alt where names[Filtering.slug(name, analyzer)] == nil {
                names[Filtering.slug(name, analyzer)] = axis.id
            }
        }
        axisByName = names
    }

    /// The axis of this id, label or alternative name, merged ones replaced.
    func axis(named name: String, _ analyzer: Analyzer) -> Axis? {
        taxonomy.resolve(name) ?? axisByName[Filtering.slug(name, analyzer)].flatMap { taxonomy.resolve($0) }
    }

    /// The axis as answers name it.
    func reference(_ id: String) -> AxisReference {
        AxisReference(id: id, label: taxonomy[id]?.label ?? id)
    }

    /// The document's axes, as it names them.
    func axes(of document: Int) -> [AxisReference] {
        table.axes[document].map { reference(table.axisIDs.values[Int($0)]) }
    }

    /// Newest first: last revised, then the latest year, then the id.
    func isNewer(_ a: Int, _ b: Int) -> Bool {
        let (first, second) = ((table.updated[a], table.year[a]), (table.updated[b], table.year[b]))
        return first == second ? table.ids[a] < table.ids[b] : first > second
    }
}
