import Foundation

/// What an occurrence counts by its field and the field's length: BM25F's part that is fixed at indexing.
///
/// *The Probabilistic Relevance Framework: BM25 and Beyond* (Robertson & Zaragoza 2009), with a length for each field.
public struct FieldWeights: Codable, Equatable, Sendable {
    /// Length normalization in the body, 0...1.
    public var bodyB = 0.8
    /// Length normalization in title, summary and headings.
    public var shortFieldB = 0.5
    /// Weight of an occurrence in the title; one in the body is 1.
    public var titleWeight = 6.0
    /// Weight of an occurrence in the summary.
    public var summaryWeight = 1.6
    /// Weight of an occurrence in a heading.
    public var headingsWeight = 1.6
    /// Weight of an occurrence in the header: names of axes, partners, means.
    public var headerWeight = 0.7

    /// The defaults.
    public init() {}

    /// The weights by the names that `--set` takes.
    public static let names: [String: WritableKeyPath<FieldWeights, Double> & Sendable] = [
        "bodyB": \.bodyB, "shortFieldB": \.shortFieldB, "titleWeight": \.titleWeight,
        "summaryWeight": \.summaryWeight, "headingsWeight": \.headingsWeight, "headerWeight": \.headerWeight,
    ]
}

/// The mean length of each field, in words, as impacts are computed with it.
///
/// Rounded to steps of 5 %: a document more or less seldom moves it, and then all impacts are computed anew, so that
/// impacts depend on the documents alone, not on the order in which they came.
public struct MeanLengths: Codable, Equatable, Sendable {
    /// By `Field.rawValue`, the header aside; 1 at least.
    public let values: [Double]

    /// - Parameters:
    ///   - sums: the lengths of all documents together, by field.
    ///   - documents: how many there are.
    public init(sums: [Int], documents: Int) {
        values = sums.map { sum in
            let mean = max(1, Double(sum) / Double(max(1, documents)))
            return pow(Self.step, (log(mean) / log(Self.step)).rounded())
        }
    }

    private static let step = 1.05
}

/// Weighs occurrences as the postings of one index do.
public struct FrequencyWeigher: Sendable {
    private let weights: [Double]
    private let b: [Double]
    private let means: [Double]

    /// How many fields have a length; the header has none.
    public static let measuredFields = 4

    /// A weigher with these weights for fields of these mean lengths.
    public init(_ weights: FieldWeights, means: MeanLengths) {
        self.weights = [
            weights.titleWeight, weights.summaryWeight, weights.headingsWeight, 1, weights.headerWeight,
        ]
        b = [weights.shortFieldB, weights.shortFieldB, weights.shortFieldB, weights.bodyB]
        self.means = means.values
    }

    /// The mean length of a document in words, its header aside, as rounded as `MeanLengths`.
    public var meanLength: Double { means.reduce(0, +) }

    /// What an occurrence in the field counts, in a document whose field has this length.
    public func weight(of field: Field, length: Int32) -> Double {
        let index = field.rawValue
        guard index < Self.measuredFields else { return weights[index] }
        return weights[index] / (1 - b[index] + b[index] * Double(length) / means[index])
    }

    /// The frequency of a term in a document of these lengths (title, summary, headings, body).
    public func frequency(_ frequencies: FieldFrequencies, lengths: FieldLengths) -> Double {
        var sum = 0.0
        var rest = frequencies.packed
        for index in 0..<Field.count {
            let count = rest & 0xFFF
            rest >>= 12
            guard count > 0 else { continue }
            let length = index < Self.measuredFields ? lengths[index] : 0
            sum += weight(of: Field(rawValue: index) ?? .body, length: length) * Double(count)
        }
        return sum
    }
}

/// The lengths of a document's title, summary, headings and body, in words.
public typealias FieldLengths = SIMD4<Int32>
