extension SearchResponse {
    /// Hits that follow each other and answer alike, under a heading of their own.
    public struct Group: Sendable, Equatable {
        /// How the hits answer.
        public enum Reach: Sendable {
            /// By all the words; in the one ranking of long questions, or by date, by all or a part of them.
            case words
            /// By a part of the words only.
            case someWords
            /// By meaning alone.
            case meaning
        }

        /// How the hits answer.
        public let reach: Reach
        /// Their places in `results`.
        public let range: Range<Int>
    }

    /// The hits of the page, in order, by how they answer.
    public var groups: [Group] {
        var groups: [Group] = []
        var start = 0
        while start < results.count {
            let isNear = results[start].isNear
            let end = results[start...].firstIndex { $0.isNear != isNear } ?? results.count
            if isNear {
                groups.append(Group(reach: .meaning, range: start..<end))
            } else if groups.isEmpty {
                groups += firstGroups(start..<end)
            } else {
                let isPartial = results[start..<end].allSatisfy(\.isPartial)
                groups.append(Group(reach: isPartial ? .someWords : .words, range: start..<end))
            }
            start = end
        }
        return groups
    }

    /// Those that hold every word and then those that hold some; one group when there is one kind only, or when both
    /// alternate.
    private func firstGroups(_ range: Range<Int>) -> [Group] {
        let hits = results[range]
        let partialStart = hits.firstIndex(where: \.isPartial) ?? range.upperBound
        let followsFullHits = partialStart > range.lowerBound || total > 0 && offset >= total
        guard partialStart < range.upperBound, followsFullHits, hits[partialStart...].allSatisfy(\.isPartial) else {
            return [Group(reach: .words, range: range)]
        }
        let full = Group(reach: .words, range: range.lowerBound..<partialStart)
        let rest = Group(reach: .someWords, range: partialStart..<range.upperBound)
        return full.range.isEmpty ? [rest] : [full, rest]
    }
}
