import Foundation

/// Queries and judgments in the layout of BEIR (Thakur et al. 2021).
public struct TestCollection: Sendable {
    /// A query as users type it.
    public struct Query: Sendable, Equatable {
        /// Its id, as it stands in the file.
        public var id: String
        /// The words.
        public var text: String

        /// What wordings of one question share: the part of the id before its first hyphen, `t001` of `t001-2`.
        var topic: Substring? { id.contains("-") ? id.prefix { $0 != "-" } : nil }
    }

    /// What cannot be read of a collection: a French sentence with file and line.
    public struct Damage: Error, CustomStringConvertible {
        /// Place, fact and remedy.
        public let description: String
    }

    /// In the file's order.
    public let queries: [Query]
    /// By query id, then document id; `nil` without a qrels file.
    public let grades: [String: [String: Int]]?

    /// Reads `queries.jsonl` (`_id`, `text`) and a qrels file (a header, then query, document and grade, tabs between).
    ///
    /// - Throws: `Damage`.
    public init(queries queriesPath: String, qrels qrelsPath: String?) throws(Damage) {
        queries = try Self.queries(queriesPath)
        grades = if let qrelsPath { try Self.grades(qrelsPath) } else { nil }
    }

    /// The queries that metrics are averaged over: those with a relevant document.
    public var judged: [Query] {
        guard let grades else { return queries }
        return queries.filter { grades[$0.id]?.contains { $0.value > 0 } ?? false }
    }

    private static func queries(_ path: String) throws(Damage) -> [Query] {
        struct Line: Decodable {
            var _id: String
            var text: String
        }
        var queries: [Query] = []
        for (number, line) in try lines(path) {
            guard let decoded = try? JSONDecoder().decode(Line.self, from: Data(line.utf8)) else {
                throw Damage(
                    description: #"\#(path):\#(number): requête illisible, attendu : {"_id": "…", "text": "…"}"#)
            }
            queries.append(Query(id: decoded._id, text: decoded.text))
        }
        return queries
    }

    private static func grades(_ path: String) throws(Damage) -> [String: [String: Int]] {
        var grades: [String: [String: Int]] = [:]
        for (number, line) in try lines(path) {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            if number == 1, columns.count >= 3, Int(columns[columns.count - 1].trimmingSpaces) == nil { continue }
            // TREC's own layout has a second column of zeros.
            let kept = columns.count == 4 ? [columns[0], columns[2], columns[3]] : columns
            guard kept.count == 3, let grade = Int(kept[2].trimmingSpaces) else {
                throw Damage(
                    description:
                        "\(path):\(number): jugement illisible, attendu : requête, document et note séparés par des tabulations"
                )
            }
            grades[kept[0], default: [:]][kept[1]] = grade
        }
        return grades
    }

    private static func lines(_ path: String) throws(Damage) -> [(Int, Substring)] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw Damage(description: "\(path) : fichier absent ou illisible, vérifiez le chemin")
        }
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        return zip(1..., lines).filter { !$0.1.allSatisfy(\.isWhitespace) }.map { ($0.0, $0.1) }
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
