import CPlatform

/// The documents of each value of some facets, a bit each: to count values in large sets of documents, and to filter.
public struct ValueBitmaps: Sendable {
    /// A value's words stand together, those of a facet one after the other.
    private var words: [UInt64]
    /// By facet: where the words of its values stand; `nil` for one that is not among them.
    private let places: [Range<Int>?]
    private let bound: Int
    /// How many words a value has.
    private let stride: Int

    /// - Parameter valueCounts: by facet, how many values it has; `nil` to leave it out.
    init(valueCounts: [Int?], bound: Int) {
        self.bound = bound
        let stride = (bound + 63) / 64
        self.stride = stride
        var end = 0
        places = valueCounts.map { count in
            count.map { count in
                defer { end += count * stride }
                return end..<(end + count * stride)
            }
        }
        words = Array(repeating: 0, count: end)
    }

    /// Takes in the values of all documents.
    ///
    /// - Parameter rowCodes: by facet, its codes in the rows.
    mutating func fill(_ rows: Lists<DocumentTable.Code>, _ rowCodes: [Range<DocumentTable.Code>]) {
        // By code: where its words begin.
        let starts = zip(places, rowCodes).flatMap { place, codes in
            codes.indices.map { index in place.map { $0.lowerBound + Int(index - codes.lowerBound) * stride } ?? -1 }
        }
        Self.fill(&words, rows, starts)
    }

    private static func fill(_ words: inout [UInt64], _ rows: Lists<DocumentTable.Code>, _ starts: [Int]) {
        let (offsets, codes) = (rows.offsets.span, rows.elements.span)
        var words = words.mutableSpan
        for number in 0..<rows.count {
            for place in Int(offsets[number])..<Int(offsets[number + 1]) {
                let start = starts[Int(codes[place])]
                if start >= 0 { words[start + number >> 6] |= 1 << UInt64(number & 63) }
            }
        }
    }

    /// How many words counting the values of a facet reads; `nil` for a facet that is not among them.
    public func wordCount(of facet: DocumentTable.Facet) -> Int? { places[facet.rawValue]?.count }

    /// By code, how many of the documents have each value of the facet, which is among them.
    public func counts(of facet: DocumentTable.Facet, in documents: Bitmap) -> [Int] {
        precondition(documents.words.count == stride)
        guard stride > 0, let place = places[facet.rawValue] else { return [] }
        return unsafe words.withUnsafeBufferPointer { words in
            guard let first = words.baseAddress else { return [] }
            return Swift.stride(from: place.lowerBound, to: place.upperBound, by: stride).map { start in
                Int(unsafe platform_common_bits(first + start, documents.words, stride))
            }
        }
    }

    /// The documents that have one of the values; `nil` for a facet that is not among them.
    public func documents(having codes: some Sequence<DocumentTable.Code>, of facet: DocumentTable.Facet) -> Bitmap? {
        guard let place = places[facet.rawValue] else { return nil }
        var documents = Bitmap(bound: bound)
        documents.withWords { union in
            for code in codes {
                let start = place.lowerBound + Int(code) * stride
                for index in 0..<stride { union[index] |= words[start + index] }
            }
        }
        return documents
    }
}
