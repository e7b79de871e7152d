extension Document {
    /// A heading and its own text; sub-headings are sections of their own, in one flat list.
    public struct Section: Sendable, Equatable {
        /// Plain text, empty for the text before the first heading.
        public var heading: String
        /// 1...6, or 0 for the text before the first heading.
        public var level: Int
        /// The text as searched: no markup, a line for each paragraph, list item and table row.
        public var text: String
        /// The text as shown, without its heading; raw HTML and script links are gone. `nil` for plain text input.
        public var html: String?
        /// The text as CommonMark, without its heading, raw HTML gone; `nil` for plain text input.
        public var markdown: String?

        /// A section whose `html` is trusted.
        public init(heading: String, level: Int, text: String, html: String? = nil, markdown: String? = nil) {
            self.heading = heading
            self.level = level
            self.text = text
            self.html = html
            self.markdown = markdown
        }
    }

    /// Something that an entry rests on.
    public struct Source: Sendable, Equatable, Codable {
        /// What it is, as a reader would cite it.
        public var title: String
        /// Where to read it: `http` or `https` only.
        public var url: String?
        /// Its number in the editors' list of sources.
        public var code: String?

        /// A source whose address is trusted.
        public init(title: String, url: String? = nil, code: String? = nil) {
            self.title = title
            self.url = url
            self.code = code
        }
    }

    /// A key of the header that has no property of its own.
    public struct Field: Sendable, Equatable, Codable {
        /// What stands after the key.
        public enum Value: Sendable, Equatable, Codable {
            /// A single value, as written.
            case text(String)
            /// Several values, in written order.
            case list([String])
        }

        /// The key as written: `porteur`, `moyens_humains`.
        public var key: String
        /// Never empty.
        public var value: Value

        /// A key and its value.
        public init(key: String, value: Value) {
            self.key = key
            self.value = value
        }
    }
}
