import Search

/// Entries as lines of a table.
struct EntriesTable {
    private(set) var table: CSVTable
    private let origin: String
    private let saysMatch: Bool

    /// - Parameters:
    ///   - origin: what comes before a path in a full address.
    ///   - saysMatch: whether a column tells which entries hold a part of the words only.
    init(origin: String, saysMatch: Bool) {
        self.origin = origin
        self.saysMatch = saysMatch
        table = CSVTable(
            [
                "Identifiant", "Titre", "Type", "Axes", "Territoire", "Année", "Nature", "Publics", "Résumé",
                "Mise à jour",
            ]
                + (saysMatch ? ["Mots trouvés"] : []) + ["Adresse"])
    }

    /// Adds an entry.
    mutating func append(_ hit: SearchResponse.Hit) {
        let found =
            hit.isNear
            ? "aucun : proche par le sens" : hit.missing.map { "sans : " + $0.joined(separator: ", ") } ?? "tous"
        table.append(
            [
                hit.id, hit.title, KindPart(hit.kind).label, hit.axes.map(\.label).joined(separator: " | "),
                hit.territory ?? "", hit.year.map(String.init) ?? "", hit.nature ?? "",
                hit.publics.joined(separator: ", "), hit.summary, hit.updated ?? "",
            ] + (saysMatch ? [found] : []) + [origin + hit.url])
    }

    /// Says in a last line that the list goes on.
    mutating func append(note: String) { table.append([note]) }
}
