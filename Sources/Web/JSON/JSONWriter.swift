/// Writes JSON (RFC 8259) into bytes as it goes, members in the order in which they are given.
///
/// For answers that are made thousands of times a second. Others go through `JSONEncoder`, which gives the same bytes
/// (`JSONWriterTests`) but puts every value in a box before it writes the first.
struct JSONWriter {
    /// What was written.
    private(set) var bytes: [UInt8] = []

    /// A writer with room for `capacity` bytes.
    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// An object of the members that `members` writes.
    mutating func object(_ members: (inout JSONWriter) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        members(&self)
        bytes.append(UInt8(ascii: "}"))
    }

    /// A member of the object that is open; `key` needs no escaping.
    mutating func member(_ key: String, _ value: some JSONWritable) {
        if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        literal(key)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        value.write(to: &self)
    }

    /// A member of the object that is open, left out for `nil`.
    mutating func member(_ key: String, ifPresent value: (some JSONWritable)?) {
        if let value { member(key, value) }
    }

    /// An array of the elements.
    mutating func array(_ elements: [some JSONWritable]) {
        bytes.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            element.write(to: &self)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// A string, with only what must be escaped.
    mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        if Self.isPlain(text.utf8Span.span) {
            literal(text)
        } else {
            for byte in text.utf8 { character(byte) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// A number, a word of JSON or what else stands as it is.
    mutating func literal(_ text: String) { bytes.append(contentsOf: text.utf8) }

    // MARK: Escaping

    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        // Without a way out the loop is one for vectors; nearly all texts are plain.
        var hasEscape = false
        for index in text.indices { hasEscape = needsEscape(text[index]) || hasEscape }
        return !hasEscape
    }

    @inline(__always)
    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func character(_ byte: UInt8) {
        guard Self.needsEscape(byte) else { return bytes.append(byte) }
        switch byte {
        case UInt8(ascii: "\n"): literal("\\n")
        case UInt8(ascii: "\r"): literal("\\r")
        case UInt8(ascii: "\t"): literal("\\t")
        case 0x08: literal("\\b")
        case 0x0C: literal("\\f")
        case 0..<0x20: literal((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16))
        default:
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        }
    }
}

/// A value that JSON can stand for.
protocol JSONWritable {
    /// Writes the value.
    func write(to json: inout JSONWriter)
}

extension String: JSONWritable {
    func write(to json: inout JSONWriter) { json.string(self) }
}

extension Bool: JSONWritable {
    func write(to json: inout JSONWriter) { json.literal(self ? "true" : "false") }
}

extension Int: JSONWritable {
    func write(to json: inout JSONWriter) { json.literal(String(self)) }
}

extension Double: JSONWritable {
    /// The shortest digits that give the number back, without a fraction of 0; JSON has no other numbers than finite ones.
    func write(to json: inout JSONWriter) {
        let text = isFinite ? description : "null"
        json.literal(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }
}

extension Optional: JSONWritable where Wrapped: JSONWritable {
    func write(to json: inout JSONWriter) {
        if let value = self { value.write(to: &json) } else { json.literal("null") }
    }
}

extension Array: JSONWritable where Element: JSONWritable {
    func write(to json: inout JSONWriter) { json.array(self) }
}

extension Dictionary: JSONWritable where Key == String, Value: JSONWritable {
    /// Members in the order of their keys, which need no escaping.
    func write(to json: inout JSONWriter) {
        json.object { json in
            for (key, value) in sorted(by: { $0.key < $1.key }) { json.member(key, value) }
        }
    }
}
