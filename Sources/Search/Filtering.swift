import Analysis
import Corpus
import SearchIndex

/// The facets of a request resolved to the index's documents: which ones each lets through.
struct Filtering {
    typealias Facet = DocumentTable.Facet

    /// By facet; `nil` where the facet restricts nothing.
    private let passing: [Bitmap?]

    init(
        _ filters: SearchRequest.Filters, excluding excluded: SearchRequest.Filters, snapshot: Snapshot,
        analyzer: Analyzer
    ) {
        let resolver = FilterResolver(snapshot: snapshot, analyzer: analyzer)
        passing = Facet.allCases.map { facet in
            let (wanted, unwanted) = (filters[facet], excluded[facet])
            guard !wanted.isEmpty || !unwanted.isEmpty else { return nil }
            var documents = wanted.isEmpty ? snapshot.live : resolver.documents(having: wanted, facet)
            if !unwanted.isEmpty { documents.subtract(resolver.documents(having: unwanted, facet)) }
            return documents
        }
    }

    /// Whether nothing restricts.
    var isEmpty: Bool { passing.allSatisfy { $0 == nil } }

    /// Whether the facet's own filter restricts.
    func restricts(_ facet: Facet) -> Bool { passing[facet.rawValue] != nil }

    /// Those of the documents that all filters let through, or all but one facet's.
    func allowed(of documents: Bitmap, ignoring ignored: Facet? = nil) -> Bitmap {
        var allowed = documents
        for (facet, bitmap) in passing.enumerated() where facet != ignored?.rawValue {
            if let bitmap { allowed.formIntersection(bitmap) }
        }
        return allowed
    }
}

/// Finds the documents of values as filters name them.
private struct FilterResolver {
    let snapshot: Snapshot
    let analyzer: Analyzer

    /// The documents that have one of the values, gone ones included.
    func documents(having names: [String], _ facet: Filtering.Facet) -> Bitmap {
        let values = snapshot.values(of: facet, analyzer)
        let known = snapshot.table.values(of: facet)
        let codes = names.flatMap { name in
            let axis = facet == .axis ? snapshot.axis(named: name, analyzer)?.id : nil
            return [axis, name].compactMap { $0.flatMap { known[$0] } } + values.codes(named: name, analyzer)
        }
        return snapshot.documents(having: Set(codes), of: facet)
    }
}

extension SearchRequest.Filters {
    fileprivate subscript(facet: Filtering.Facet) -> [String] {
        switch facet {
        case .axis: axis
        case .kind: kind
        case .public: self.public
        case .territory: territory
        case .year: year
        case .nature: nature
        }
    }

    /// Both filters' values, facet by facet.
    func merged(with other: SearchRequest.Filters) -> SearchRequest.Filters {
        var merged = self
        merged.axis += other.axis
        merged.kind += other.kind
        merged.public += other.public
        merged.territory += other.territory
        merged.year += other.year
        merged.nature += other.nature
        return merged
    }
}
