/// HTML in the making: escaped text, in which only `<mark>` is markup.
struct MarkedHTML {
    private var bytes: [UInt8] = []
    private let keepsLineEnds: Bool

    /// - Parameter keepsLineEnds: whether line ends stay; else they become spaces.
    init(capacity: Int, keepsLineEnds: Bool = false) {
        self.keepsLineEnds = keepsLineEnds
        bytes.reserveCapacity(capacity)
    }

    /// The HTML so far.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Appends what needs no escaping.
    mutating func append(markup: String) { bytes.append(contentsOf: markup.utf8) }

    /// Appends text, escaped.
    mutating func append(_ text: ArraySlice<UInt8>) {
        // Most bytes stand for themselves, and go in runs.
        var start = text.startIndex
        for index in text.indices {
            guard let escape = Self.escape(text[index]) else { continue }
            bytes += text[start..<index]
            if escape.isEmpty { bytes.append(keepsLineEnds ? text[index] : 0x20) } else { append(markup: escape) }
            start = index + 1
        }
        bytes += text[start...]
    }

    /// What stands for a byte of text, nothing for a line end or a tab; `nil` for one that stands for itself.
    @inline(__always)
    private static func escape(_ byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case 0x09, 0x0A, 0x0D: ""
        default: nil
        }
    }

    /// Appends the bytes of `range`, its `words` that answer a clause marked.
    mutating func append(_ text: [UInt8], _ range: Range<Int>, marking words: ArraySlice<MarkedText.Word>) {
        var offset = range.lowerBound
        var isOpen = false
        for word in words where word.clauses != 0 && word.start >= offset && word.end <= range.upperBound {
            if !isOpen {
                append(text[offset..<word.start])
                append(markup: "<mark>")
                offset = word.start
            }
            append(text[offset..<word.end])
            isOpen = word.isContinued
            if !isOpen { append(markup: "</mark>") }
            offset = word.end
        }
        if isOpen { append(markup: "</mark>") }
        append(text[offset..<range.upperBound])
    }
}
