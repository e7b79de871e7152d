/// Links to the pages of a list.
struct PagerPart: TemplateModel {
    /// A page's link.
    struct Page: TemplateModel {
        let number: String
        let url: String
        let isCurrent: Bool
    }

    /// What the links lead through, for who cannot see them.
    let label: String
    let previous: String?
    let pages: [Page]
    let next: String?

    /// The pages around `page` among those that `total` entries fill; `nil` when one is enough.
    init?(label: String, page: Int, total: Int, pageSize: Int, url: (Int) -> String) {
        let last = Self.last(total: total, pageSize: pageSize)
        guard last > 1 else { return nil }
        let start = max(1, min(page - 3, last - 6))
        self.label = label
        previous = page > 1 ? url(page - 1) : nil
        next = page < last ? url(page + 1) : nil
        pages = (start...min(start + 6, last)).map { number in
            Page(number: French.number(number), url: url(number), isCurrent: number == page)
        }
    }

    /// The last page that `total` entries fill, 1 when there are none.
    static func last(total: Int, pageSize: Int) -> Int {
        max(1, (total + pageSize - 1) / pageSize)
    }
}
