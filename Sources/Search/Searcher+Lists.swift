import Analysis
public import SearchIndex

/// A document by its name alone.
public struct DocumentReference: Sendable, Equatable {
    /// The document's id.
    public var id: String
    /// Its title; the beginning of its text where it has none.
    public var title: String
    /// Its page, percent-encoded.
    public var url: String
    /// When it was last revised, ISO 8601.
    public var updated: String?
}

/// Documents in an order of their own, a few of many.
public struct DocumentList: Sendable, Equatable {
    /// How many there are.
    public var total: Int
    /// The first of them, without snippets.
    public var hits: [SearchResponse.Hit]
}

extension Searcher {
    /// When the state that searches read now was made, ISO 8601.
    public func indexedAt() throws(SearchError) -> String { try statistics().indexedAt }

    /// The documents of these ids, in their order; those that are not there are left out.
    public func hits(_ ids: [String]) throws(SearchError) -> [SearchResponse.Hit] {
        try read { state, snapshot, analyzer in
            try self.hits(try ids.compactMap { try state.number(of: $0) }, state, snapshot, analyzer)
        }
    }

    /// The documents right before and right after one in an axis, the newest first, as the axis's page has them.
    public func beside(
        _ id: String, inAxis axis: String
    ) throws(SearchError) -> (previous: DocumentReference?, next: DocumentReference?) {
        try read { state, snapshot, analyzer in
            guard let number = try state.number(of: id) else { return (nil, nil) }
            let beside = snapshot.beside(number, in: self.documents(carrying: [axis], snapshot, analyzer))
            return (try reference(beside.previous, state, snapshot), try reference(beside.next, state, snapshot))
        }
    }

    /// The documents that carry all of the axes or ones below them, the newest first.
    public func documents(carrying axes: [String], limit: Int) throws(SearchError) -> DocumentList {
        try read { state, snapshot, analyzer in
            let documents = self.documents(carrying: axes, snapshot, analyzer)
            let newest = snapshot.newest(limit, of: documents)
            return DocumentList(total: documents.count, hits: try self.hits(newest, state, snapshot, analyzer))
        }
    }

    /// How many of the documents that carry all of the axes carry each axis, descendants included.
    public func axisCounts(carrying axes: [String]) throws(SearchError) -> [String: Int] {
        try read { _, snapshot, analyzer in
            let documents = self.documents(carrying: axes, snapshot, analyzer)
            let counts = snapshot.table.counts(of: .axis, in: documents)
            return Dictionary(uniqueKeysWithValues: zip(snapshot.table.values(of: .axis).texts, counts))
        }
    }

    /// The documents that lack something, the newest first.
    ///
    /// - Parameters:
    ///   - axes: of those that carry them all.
    ///   - date: what was revised before is out of date, ISO 8601.
    public func documents(
        lacking lack: Lack, carrying axes: [String] = [], updatedBefore date: String, limit: Int, offset: Int = 0
    ) throws(SearchError) -> DocumentList {
        try read { state, snapshot, analyzer in
            var documents = Bitmap(bound: snapshot.live.bound)
            for number in try state.documents(lacking: lack, updatedBefore: date) { documents.insert(number) }
            documents.formIntersection(self.documents(carrying: axes, snapshot, analyzer))
            let newest = limit == 0 ? [] : snapshot.newest(offset + limit, of: documents).dropFirst(offset)
            return DocumentList(total: documents.count, hits: try self.hits(Array(newest), state, snapshot, analyzer))
        }
    }

    /// The addresses of all documents from a place on, in the order of the index; how many there are in all.
    public func references(from start: Int, count: Int) throws(SearchError) -> (
        total: Int, documents: [DocumentReference]
    ) {
        try read { state, snapshot, _ in
            var numbers: [Int] = []
            var place = 0
            snapshot.live.forEach { number in
                if place >= start, numbers.count < count { numbers.append(number) }
                place += 1
            }
            return (snapshot.table.count, try numbers.compactMap { try reference($0, state, snapshot, title: false) })
        }
    }

    // MARK: Parts

    private func hits(
        _ numbers: [Int], _ state: IndexState, _ snapshot: Snapshot, _ analyzer: Analyzer
    ) throws -> [SearchResponse.Hit] {
        let presenter = HitPresenter(state: state, snapshot: snapshot, analyzer: analyzer, parameters: parameters)
        return try numbers.compactMap { number in
            let entry = Ranking.Entry(document: number, score: 0, clauses: 0, isAll: true)
            return try presenter.hit(entry, query: AnalyzedQuery(), marker: nil, explainer: nil)
        }
    }

    private func documents(carrying axes: [String], _ snapshot: Snapshot, _ analyzer: Analyzer) -> Bitmap {
        axes.reduce(snapshot.live) { documents, axis in
            var filters = SearchRequest.Filters()
            filters.axis = [axis]
            return Filtering(filters, excluding: SearchRequest.Filters(), snapshot: snapshot, analyzer: analyzer)
                .allowed(of: documents)
        }
    }

    private func reference(
        _ number: Int?, _ state: IndexState, _ snapshot: Snapshot, title: Bool = true
    ) throws -> DocumentReference? {
        guard let number else { return nil }
        let id = snapshot.table.id(of: number)
        guard title else {
            let updated = snapshot.table.updated(number)
            return DocumentReference(
                id: id, title: "", url: HitPresenter.url(id), updated: updated == 0 ? nil : Self.date(updated))
        }
        guard let texts = try state.texts(of: number) else { return nil }
        return DocumentReference(
            id: id, title: HitPresenter.title(texts.title, body: texts.body), url: HitPresenter.url(id),
            updated: texts.updated)
    }

    /// 20261100 as « 2026-11 ».
    private static func date(_ sortable: Int32) -> String {
        let digits = String(sortable)
        let (year, month, day) = (digits.prefix(4), digits.dropFirst(4).prefix(2), digits.suffix(2))
        if month == "00" { return String(year) }
        return day == "00" ? "\(year)-\(month)" : "\(year)-\(month)-\(day)"
    }
}
