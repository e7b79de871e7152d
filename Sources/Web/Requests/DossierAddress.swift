import Search

/// A dossier: the entries that someone has chosen, or those of a list, and its title. Its address is all there is of it.
struct DossierAddress: Sendable, Equatable {
    /// The ids, in the order of the choice.
    var ids: [String]
    /// How many were asked for, of which `ids` has the first.
    let askedCount: Int
    /// What its cover says; empty without one.
    var title: String
    /// The list that it is made of when no entry is chosen.
    let list: SearchAddress?

    /// More entries make a book that nobody prints.
    static let mostEntries = 50
    private static let longestTitle = 200

    /// What `parameters` ask for: `fiche` repeated, `titre`, or a search.
    init(_ parameters: QueryString) throws(Refusal) {
        var known: Set<String> = []
        let ids = parameters.values("fiche").filter { known.insert($0).inserted }
        askedCount = ids.count
        self.ids = Array(ids.prefix(Self.mostEntries))
        title = String((parameters["titre"] ?? "").prefix(Self.longestTitle))
        let list = try SearchAddress(parameters)
        self.list = ids.isEmpty && list.at(page: 1) != SearchAddress() ? list.at(page: 1) : nil
    }

    /// Its address, at this path.
    func url(at path: String = "/dossier") -> String {
        var pairs = ids.map { "fiche=" + PercentEncoding.query($0) }
        if !title.isEmpty { pairs.append("titre=" + PercentEncoding.query(title)) }
        return pairs.isEmpty ? path : "\(path)?\(pairs.joined(separator: "&"))"
    }

    /// The same without one entry.
    func without(_ id: String) -> DossierAddress {
        var address = self
        address.ids.removeAll { $0 == id }
        return address
    }
}
