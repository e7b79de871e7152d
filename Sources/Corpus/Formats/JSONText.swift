import Foundation

/// A JSON object as the raw entries that the header checks read, keys in alphabetical order.
struct JSONText: Decodable {
    /// The object's entries.
    let entries: [RawEntry]

    /// The object that `bytes` say.
    ///
    /// - Parameter line: the line of the file that they are.
    /// - Throws: `DecodingError` when they are not one JSON object.
    init(_ bytes: [UInt8], line: Int) throws {
        entries = try JSONDecoder().decode(JSONText.self, from: Data(bytes)).entries.map { entry in
            RawEntry(key: entry.key, line: line, value: entry.value.moved(to: line))
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        entries = try container.allKeys.sorted { $0.stringValue < $1.stringValue }.map { key in
            RawEntry(key: key.stringValue, line: 1, value: try container.decode(Value.self, forKey: key).raw)
        }
    }

    /// Where Foundation stopped reading, counted from 1; it says so in a sentence only.
    static func column(of error: any Error) -> Int? {
        guard case DecodingError.dataCorrupted(let context) = error else { return nil }
        let details = (context.underlyingError as NSError?)?.userInfo[NSDebugDescriptionErrorKey] as? String
        let sentence = details ?? context.debugDescription
        return sentence.firstMatch(of: /column (\d+)/).flatMap { Int($0.1) }
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Any JSON value.
    private struct Value: Decodable {
        let raw: RawValue

        init(from decoder: any Decoder) throws { raw = RawValue(shape: try Self.shape(decoder), line: 1) }

        /// The commonest first: what a value is not costs an error each time.
        private static func shape(_ decoder: any Decoder) throws -> RawValue.Shape {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) { return .text(withoutNUL(text)) }
            if container.decodeNil() { return .none }
            if let values = try? [Value](from: decoder) { return .list(values.map(\.raw)) }
            if let number = try? container.decode(Int.self) { return .text(String(number)) }
            if let truth = try? container.decode(Bool.self) { return .text(String(truth)) }
            if let number = try? container.decode(Double.self) { return .text(String(number)) }
            return .map(try JSONText(from: decoder).entries)
        }

        /// U+0000 would end the text for SQLite.
        private static func withoutNUL(_ text: String) -> String {
            let bytes = text.utf8Span.span
            for index in bytes.indices where bytes[index] == 0 { return text.replacing("\0", with: "\u{FFFD}") }
            return text
        }
    }
}

extension RawValue {
    fileprivate func moved(to line: Int) -> RawValue {
        switch shape {
        case .none, .text: RawValue(shape: shape, line: line)
        case .list(let values): RawValue(shape: .list(values.map { $0.moved(to: line) }), line: line)
        case .map(let entries):
            RawValue(
                shape: .map(entries.map { RawEntry(key: $0.key, line: line, value: $0.value.moved(to: line)) }),
                line: line)
        }
    }
}
