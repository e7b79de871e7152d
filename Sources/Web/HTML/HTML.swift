import Mustache

/// Markup that may stand in a page as it is: the only type that `{{{…}}}` takes.
///
/// Its texts are escaped here, or come from cmark, from our templates, or from `Search`, whose snippets are escaped
/// text with `<mark>`.
struct HTML: Sendable, Equatable, MustacheCustomRenderable {
    /// The markup.
    let text: String

    /// Plain text, escaped.
    init(escaping plain: String) {
        self.text = Self.escape(plain)
    }

    /// Markup from one of the origins that the type's comment names.
    init(trusted markup: String) {
        self.text = markup
    }

    /// Pieces of markup, one after the other.
    init(joining pieces: [HTML]) {
        self.text = pieces.map(\.text).joined()
    }

    var renderText: String { text }

    var isNull: Bool { false }

    private static func escape(_ plain: String) -> String {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(plain.utf8.count + plain.utf8.count / 16)
        append(plain, to: &escaped)
        return String(decoding: escaped, as: UTF8.self)
    }

    fileprivate static func append(_ plain: String, to escaped: inout [UInt8]) {
        for byte in plain.utf8 {
            switch byte {
            case UInt8(ascii: "&"): escaped += "&amp;".utf8
            case UInt8(ascii: "<"): escaped += "&lt;".utf8
            case UInt8(ascii: ">"): escaped += "&gt;".utf8
            case UInt8(ascii: "\""): escaped += "&quot;".utf8
            case UInt8(ascii: "'"): escaped += "&#39;".utf8
            default: escaped.append(byte)
            }
        }
    }
}

/// Writes what a page shows by the dozen. The template library takes some microseconds for each name that it looks up, and
/// a page of results has a thousand of them: hits and facets, written so, take a tenth of the time.
struct HTMLWriter {
    private var bytes: [UInt8] = []

    /// Room for this many bytes.
    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// What was written.
    var html: HTML { HTML(trusted: String(decoding: bytes, as: UTF8.self)) }

    /// Markup of ours.
    mutating func write(_ markup: StaticString) {
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
    }

    /// Markup that is safe already.
    mutating func write(_ html: HTML) { bytes.append(contentsOf: html.text.utf8) }

    /// Text, escaped.
    mutating func write(text: String) { HTML.append(text, to: &bytes) }

    /// An attribute with the space before it; nothing without a value.
    mutating func write(attribute name: StaticString, _ value: String?) {
        guard let value else { return }
        write(" ")
        write(name)
        write("=\"")
        write(text: value)
        write("\"")
    }
}
