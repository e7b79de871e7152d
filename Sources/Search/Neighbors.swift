import Analysis
import Corpus
import Foundation
import SearchIndex

/// Finds the documents that say what a document says.
///
/// Documents are compared as vectors of words, each weighed as BM25F weighs it in its own document, since what tells a
/// document from others is rarely one word, and by meaning where they have vectors. How the figures were
/// chosen stands in `docs/decisions/0006-neighbors-by-many-words.md`.
struct Neighbors {
    let state: IndexState
    let table: DocumentTable
    let analyzer: Analyzer
    let firstPass: FirstPass
    /// The vectors of the documents; `nil` where there are none.
    let passages: PassageReader?

    /// A document is compared by so many of its words, the weightiest: with 24, what it says in passing decides.
    private static let comparedWords = 150
    /// Common words are left out once so many occurrences are to be read.
    private static let comparedOccurrences = 20_000
    /// A smaller share is chance: of 52 paragraphs of an encyclopedia that this stops, 51 are of another article.
    private static let leastShare = 0.13
    /// BM25's saturation, chosen with the least share: the search's own may change without it.
    private static let k1 = 3.0
    /// Words of one or two letters tell nothing.
    private static let shortestWord = 3
    /// Documents that share more of their distinct words than this are copies of each other.
    private static let copyOverlap = 0.85
    /// So many documents are read for each that is listed, in search of one that is no copy.
    private static let readForOne = 4

    /// At most `limit` documents, the nearest first; equal scores fall by document id.
    ///
    /// - Complexity: O(occurrences of the words compared), and 8 bytes a document of the index.
    func nearest(to document: Document, _ number: Int, limit: Int) throws -> [Ranking.Entry] {
        let shares = try shares(of: document, number)
        let cosines = try cosines(of: number)
        let affinity = AxisAffinity(of: number, in: table)
        let least = cosines.isEmpty ? Self.leastShare : Self.leastNearness
        var entries: [Ranking.Entry] = []
        table.live.forEach { other in
            let nearness = Self.meaningWeight * Double(max(0, (cosines[other] ?? 0) - Self.leastCosine))
            guard other != number, shares[other] > 0 || nearness > 0 else { return }
            let score = (shares[other] + nearness) * (1 + affinity.share(with: other))
            guard score >= least else { return }
            entries.append(Ranking.Entry(document: other, score: score, clauses: 0, isAll: true))
        }
        entries.sort { $0.score == $1.score ? table.precedes($0.document, $1.document) : $0.score > $1.score }
        return try copiesLast(entries, limit: limit)
    }

    // MARK: Meaning

    /// By number, how near the meanings of other documents are to that of this one.
    private func cosines(of number: Int) throws -> [Int: Float] {
        guard let passages, let query = try passages.query(likeDocument: number) else { return [:] }
        let near = try passages.nearest(
            to: query, allowed: table.live, floor: Self.leastCosine, limit: Self.comparedMeanings)
        return Dictionary(uniqueKeysWithValues: near.map { ($0.document, $0.weighted) })
    }

    /// What a cosine counts beside a share, and the one from which on it counts: chosen on paragraphs of an encyclopedia,
    /// of which those of one article stand near each other (`docs/decisions/0010-fused-with-meaning.md`).
    private static let meaningWeight = 0.3
    private static let leastCosine: Float = 0.3
    /// Of a score to which meaning adds; with it, more of what is listed is right than with `leastShare` by words alone.
    private static let leastNearness = 0.17
    /// So many of the nearest are looked at.
    private static let comparedMeanings = 200

    // MARK: Words

    /// By number, how much of what the document says each document says, 0...1.
    private func shares(of document: Document, _ number: Int) throws -> [Double] {
        var shares = [Double](repeating: 0, count: table.bound)
        var whole = 0.0
        var occurrencesLeft = Self.comparedOccurrences
        let words = try words(of: document, number)
        for word in words.filter({ $0.documents > 1 }).prefix(Self.comparedWords) {
            guard word.documents <= occurrencesLeft else { continue }
            occurrencesLeft -= word.documents
            let list = try firstPass.reader.list(of: word.term)
            let weight =
                word.saturation
                * FirstPass.idf(documents: firstPass.reader.catalog.count(of: list), of: table.count)
            list.forEach { document, impact in
                // The last documents may be gone while their postings are still there.
                if document < shares.count {
                    shares[document] += weight * Self.saturated(Impact.frequencies[Int(impact)])
                }
            }
            whole += weight * word.saturation
        }
        // What no other document says counts too: a single word in common is little of a long text.
        let rarity = FirstPass.idf(documents: 1, of: table.count)
        for word in words where word.documents == 1 { whole += rarity * word.saturation * word.saturation }
        return whole == 0 ? shares : shares.map { $0 / whole }
    }

    /// A word of the document.
    private struct Word {
        var term: String
        /// In how many documents it stands, at most.
        var documents: Int
        /// How much of it the document holds, below 1.
        var saturation: Double
    }

    /// The words of the document, those that tell it from others first.
    private func words(of document: Document, _ number: Int) throws -> [Word] {
        let frequencies = frequencies(in: document, number)
        let counts = try state.documentCounts(ofTerms: Array(frequencies.keys))
        let words = counts.map { term, count in
            let documents = min(count, table.count)
            let word = Word(term: term, documents: documents, saturation: Self.saturated(frequencies[term] ?? 0))
            return (word, weight: word.saturation * FirstPass.idf(documents: documents, of: table.count))
        }
        return words.sorted { $0.weight == $1.weight ? $0.0.term < $1.0.term : $0.weight > $1.weight }.map(\.0)
    }

    /// The document's terms with their frequencies as BM25F counts them; where it happened is not what it is about.
    private func frequencies(in document: Document, _ number: Int) -> [String: Double] {
        let lengths = table.fieldLengths(of: number)
        let weigher = firstPass.reader.catalog.weigher
        let fields: [(Field, [String])] = [
            (.title, [document.title]), (.summary, [document.summary]),
            (.headings, document.sections.map(\.heading)), (.body, document.sections.map(\.text)),
        ]
        var frequencies: [String: Double] = [:]
        for (field, texts) in fields {
            let weight = weigher.weight(of: field, length: lengths[field.rawValue])
            for token in texts.lazy.flatMap(analyzer.tokens)
            where token.kind == .word && !token.term.isStopWord && token.term.form.count >= Self.shortestWord {
                frequencies[token.term.text, default: 0] += weight
            }
        }
        for token in analyzer.tokens(in: document.territory ?? "") { frequencies[token.term.text] = nil }
        return frequencies
    }

    private static func saturated(_ frequency: Double) -> Double { frequency / (k1 + frequency) }

    // MARK: Copies

    /// Documents that repeat one before them come after the others.
    private func copiesLast(_ entries: [Ranking.Entry], limit: Int) throws -> [Ranking.Entry] {
        var kept: [(entry: Ranking.Entry, words: Set<UInt32>)] = []
        var copies: [Ranking.Entry] = []
        for entry in entries.prefix(limit * Self.readForOne) where kept.count < limit {
            let words = Set(try state.forward(of: entry.document).words.map(\.form))
            if kept.contains(where: { Self.overlap($0.words, words) > Self.copyOverlap }) {
                copies.append(entry)
            } else {
                kept.append((entry, words))
            }
        }
        return Array((kept.map(\.entry) + copies).prefix(limit))
    }

    private static func overlap(_ a: Set<UInt32>, _ b: Set<UInt32>) -> Double {
        let common = a.intersection(b).count
        return Double(common) / Double(max(1, a.count + b.count - common))
    }
}

/// How near documents are by their axes, ancestors included.
private struct AxisAffinity {
    private let table: DocumentTable
    private let axes: [DocumentTable.Code]
    /// By code: an axis that few documents have tells more.
    private let weights: [Double]

    init(of document: Int, in table: DocumentTable) {
        self.table = table
        axes = table.codes(of: document, .axis)
        weights = table.counts(of: .axis, in: table.live).map { FirstPass.idf(documents: $0, of: table.count) }
    }

    /// The weight of the axes that both have in that of the axes that either has, 0...1.
    func share(with other: Int) -> Double {
        let others = table.codes(of: other, .axis)
        let common = weight(others.filter(axes.contains))
        return common == 0 ? 0 : common / (weight(axes) + weight(others) - common)
    }

    private func weight(_ axes: some Sequence<DocumentTable.Code>) -> Double {
        axes.reduce(0) { $0 + weights[Int($1)] }
    }
}
