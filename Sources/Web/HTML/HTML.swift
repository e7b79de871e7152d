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

    /// An attribute with the space before it; nothing without a value.
    static func attribute(_ name: String, _ value: String?) -> HTML {
        HTML(trusted: value.map { " \(name)=\"\(escape($0))\"" } ?? "")
    }

    var renderText: String { text }

    var isNull: Bool { false }

    private static func escape(_ plain: String) -> String {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(plain.utf8.count + plain.utf8.count / 16)
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
        return String(decoding: escaped, as: UTF8.self)
    }
}
