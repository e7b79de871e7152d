import Search

/// The addresses at which a list of results is exported.
struct ListAddress {
    /// What is listed.
    let address: SearchAddress

    /// As a table for a spreadsheet.
    var csv: String { address.url(at: "/recherche.csv") }
    /// As a feed of what is new in it.
    var feed: String { address.with { $0.sort = .relevance }.url(at: "/recherche.atom") }
    /// As a dossier of its first entries.
    var dossier: String { address.url(at: "/dossier") }
}
