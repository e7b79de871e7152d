import Analysis
import Corpus
import SearchIndex
import Synchronization

/// What searches need in memory of one state of the index; immutable but for what is made when first asked for.
final class Snapshot: Sendable {
    let token: Int64
    let table: DocumentTable
    let postings: PostingCatalog
    /// What searches have looked up of this state.
    let words = WordCache()
    /// Where searches score documents.
    let windows = Pool { WindowScores() }
    let taxonomy: Taxonomy
    let thesaurus: ThesaurusIndex
    private let made = Mutex(Made())

    /// What most searches do without.
    private struct Made {
        /// By facet.
        var values: [DocumentTable.Facet: FacetValues] = [:]
        var bitmaps: ValueBitmaps?
        /// The schemes with the counts of their axes.
        var schemes: [SchemeNode]?
        var passages: PassageCatalog?
        /// Axes by the slugs of their ids, labels and other names.
        var axes: [String: String]?
    }

    /// Where the passages stand that have vectors; read when first asked for, 16 bytes each.
    func passages(of state: IndexState) throws -> PassageCatalog {
        if let known = made.withLock({ $0.passages }) { return known }
        let passages = try state.passageCatalog()
        made.withLock { $0.passages = passages }
        return passages
    }

    /// The documents that there are.
    var live: Bitmap { table.live }

    init(_ state: IndexState) throws {
        token = try state.token
        table = try state.documentTable()
        postings = try state.postingCatalog()
        taxonomy = state.taxonomy
        thesaurus = state.thesaurusIndex
    }

    // MARK: Facets

    /// The values of a facet.
    func values(of facet: DocumentTable.Facet, _ analyzer: Analyzer) -> FacetValues {
        if let known = made.withLock({ $0.values[facet] }) { return known }
        let values = FacetValues(facet, self, analyzer)
        made.withLock { $0.values[facet] = values }
        return values
    }

    /// The documents of each value of the facets that have few.
    var bitmaps: ValueBitmaps {
        if let known = made.withLock({ $0.bitmaps }) { return known }
        let bitmaps = table.bitmaps(ofFacetsUpTo: Self.mostBitmapBytes)
        made.withLock { $0.bitmaps = bitmaps }
        return bitmaps
    }

    /// For each facet: at 100,000 documents, 160 values have their bitmaps.
    private static let mostBitmapBytes = 2 << 20

    /// The documents that have one of the values, gone ones included.
    func documents(having codes: Set<DocumentTable.Code>, of facet: DocumentTable.Facet) -> Bitmap {
        bitmaps.documents(having: codes, of: facet) ?? table.documents(having: codes, of: facet)
    }

    /// Whether some document has the axis or one below it.
    func holds(axis id: String) -> Bool {
        guard let code = table.values(of: .axis)[id] else { return false }
        return documents(having: [code], of: .axis).intersectionCount(live) > 0
    }

    // MARK: Axes

    /// The schemes with their axes, counts included; counted once.
    var schemes: [SchemeNode] {
        if let known = made.withLock({ $0.schemes }) { return known }
        let schemes = AxisTree(self).schemes
        made.withLock { $0.schemes = schemes }
        return schemes
    }

    /// The axis of this id, label or alternative name, merged ones replaced.
    func axis(named name: String, _ analyzer: Analyzer) -> Axis? {
        if let axis = taxonomy.resolve(name) { return axis }
        return axes(analyzer)[FacetValues.slug(name, analyzer)].flatMap { taxonomy.resolve($0) }
    }

    private func axes(_ analyzer: Analyzer) -> [String: String] {
        if let known = made.withLock({ $0.axes }) { return known }
        var axes: [String: String] = [:]
        for axis in taxonomy.axes {
            for name in [axis.id, axis.label] + axis.alt {
                let slug = FacetValues.slug(name, analyzer)
                if axes[slug] == nil { axes[slug] = axis.id }
            }
        }
        made.withLock { [axes] in $0.axes = axes }
        return axes
    }

    /// The axis as answers name it.
    func reference(_ id: String) -> AxisReference {
        AxisReference(id: id, label: taxonomy[id]?.label ?? id)
    }

    /// The document's axes, as it names them.
    func axes(of document: Int) -> [AxisReference] {
        let ids = table.values(of: .axis).texts
        return table.namedAxes(of: document).map { reference(ids[Int($0)]) }
    }

    // MARK: Order

    /// The newest of the documents, newest first: last revised, then the latest year, then the id.
    ///
    /// - Complexity: O(n log `count`) for n documents, most of which are compared once.
    func newest(_ count: Int, of documents: Bitmap) -> [Int] {
        guard count > 0 else { return [] }
        var newest: [Dated] = []
        var last: Dated?
        documents.forEach { document in
            let dated = dated(document)
            if let last, precedes(last, dated) { return }
            newest.append(dated)
            // Twice as many are kept, so that they are not sorted for each one that comes.
            guard newest.count >= 2 * count else { return }
            keepBest(count, of: &newest)
            last = newest.last
        }
        keepBest(count, of: &newest)
        return newest.map(\.number)
    }

    /// The documents of the set that stand right before and right after one of them, in the same order.
    ///
    /// - Complexity: O(n): nothing is sorted.
    func beside(_ number: Int, in documents: Bitmap) -> (previous: Int?, next: Int?) {
        let own = dated(number)
        var (previous, next): (Dated?, Dated?)
        documents.forEach { document in
            let other = dated(document)
            if document == number { return }
            if precedes(other, own) {
                if previous.map({ precedes($0, other) }) ?? true { previous = other }
            } else if next.map({ precedes(other, $0) }) ?? true {
                next = other
            }
        }
        return (previous?.number, next?.number)
    }

    private func dated(_ document: Int) -> Dated {
        Dated(number: document, updated: table.updated(document), year: table.year(of: document))
    }

    private struct Dated {
        var number: Int
        var updated: Int32
        var year: Int32
    }

    private func precedes(_ a: Dated, _ b: Dated) -> Bool {
        (a.updated, a.year) == (b.updated, b.year)
            ? table.precedes(a.number, b.number) : (a.updated, a.year) > (b.updated, b.year)
    }

    private func keepBest(_ count: Int, of documents: inout [Dated]) {
        documents.sort(by: precedes)
        documents.removeLast(max(0, documents.count - count))
    }
}
