internal import CCmark

/// The body of a Markdown file (GitHub's dialect: tables, autolinks, strikethrough, task lists), cut at its headings.
///
/// The one file that owns cmark's pointers: nodes belong to the tree that `Tree` frees, strings that cmark gives are
/// copied at once.
struct MarkdownBody {
    /// A section and the line of its heading, from 1 within the body.
    struct Part {
        var section: Document.Section
        var line: Int
    }

    /// In order; the text before the first heading comes first, when there is any.
    let parts: [Part]

    /// Cuts `text` at its headings, not at those inside quotations and lists.
    ///
    /// - Parameter title: a first heading of level 1 that says the same is dropped, since pages show the title.
    init(_ text: String, title: String) {
        guard let tree = Tree(text) else {
            parts = []
            return
        }
        var parts = [Part(section: Document.Section(heading: "", level: 0, text: "", html: "", markdown: ""), line: 1)]
        var isFirstHeading = true
        unsafe tree.forEachBlock { block in
            guard unsafe tree.type(of: block) == "heading" else {
                unsafe tree.append(block, to: &parts[parts.count - 1].section)
                return
            }
            let heading = unsafe tree.text(of: block).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let level = unsafe Int(cmark_node_get_heading_level(block))
            let repeatsTitle = level == 1 && Folding.folded(heading) == Folding.folded(title)
            if !(isFirstHeading && repeatsTitle) {
                let section = Document.Section(heading: heading, level: level, text: "", html: "", markdown: "")
                parts.append(Part(section: section, line: unsafe Int(cmark_node_get_start_line(block))))
            }
            isFirstHeading = false
        }
        for index in parts.indices { parts[index].section.text.trimEnd() }
        if parts[0].section.text.isEmpty && parts[0].section.html?.isEmpty == true { parts.removeFirst() }
        self.parts = parts
    }
}

/// cmark's tree of a text, without its raw HTML.
@safe private final class Tree {
    typealias Node = OpaquePointer

    private static let extensions: Void = cmark_gfm_core_extensions_ensure_registered()

    private let parser: OpaquePointer
    private let root: Node

    init?(_ text: String) {
        _ = Self.extensions
        // Without CMARK_OPT_UNSAFE, links to scripts lose their address.
        guard let parser = unsafe cmark_parser_new(CMARK_OPT_DEFAULT) else { return nil }
        for name in ["table", "autolink", "strikethrough", "tasklist"] {
            if let found = unsafe cmark_find_syntax_extension(name) {
                unsafe cmark_parser_attach_syntax_extension(parser, found)
            }
        }
        unsafe cmark_parser_feed(parser, text, text.utf8.count)
        guard let root = unsafe cmark_parser_finish(parser) else {
            unsafe cmark_parser_free(parser)
            return nil
        }
        unsafe self.parser = unsafe parser
        unsafe self.root = unsafe root
        dropRawHTML()
    }

    deinit {
        unsafe cmark_node_free(root)
        unsafe cmark_parser_free(parser)
    }

    /// Gives the blocks at the top of the document, in order; they live as long as the tree.
    func forEachBlock(_ visit: (Node) -> Void) {
        var next = unsafe cmark_node_first_child(root)
        while let block = unsafe next {
            unsafe visit(block)
            unsafe next = unsafe cmark_node_next(block)
        }
    }

    /// cmark's name for a node's type; extensions' types have no constant that Swift can read safely.
    func type(of node: Node) -> String {
        unsafe String(cString: cmark_node_get_type_string(node))
    }

    /// Adds a block's text, HTML and CommonMark to a section.
    func append(_ block: Node, to section: inout Document.Section) {
        section.text += unsafe text(of: block)
        let extensions = unsafe cmark_parser_get_syntax_extensions(parser)
        guard let html = unsafe cmark_render_html(block, CMARK_OPT_DEFAULT, extensions) else { return }
        section.html = unsafe (section.html ?? "") + String(cString: html)
        unsafe cmark_get_default_mem_allocator().pointee.free(html)
        guard let markdown = unsafe cmark_render_commonmark(block, CMARK_OPT_DEFAULT, 0) else { return }
        let before = section.markdown ?? ""
        section.markdown = unsafe before + (before.isEmpty ? "" : "\n") + String(cString: markdown)
        unsafe cmark_get_default_mem_allocator().pointee.free(markdown)
    }

    /// The text that a reader sees, a line for each paragraph, list item and table row.
    func text(of node: Node) -> String {
        var text = ""
        unsafe walk(node) { node, isEntering in
            switch unsafe (type(of: node), isEntering) {
            case ("text", true), ("code", true), ("code_block", true):
                if let literal = unsafe cmark_node_get_literal(node) { text += unsafe String(cString: literal) }
            case ("softbreak", true): text += " "
            case ("linebreak", true): text += "\n"
            case ("table_cell", false): text += " "
            case ("paragraph", false), ("heading", false), ("table_row", false), ("table_header", false):
                text.trimEnd()
                text += "\n"
            default: break
            }
        }
        return text
    }

    /// A line break in HTML stays a line break; the rest goes, contents of blocks included.
    private func dropRawHTML() {
        var found = unsafe [Node]()
        unsafe walk(root) { node, isEntering in
            if isEntering, unsafe ["html_block", "html_inline"].contains(type(of: node)) { unsafe found.append(node) }
        }
        while let node = unsafe found.popLast() {
            let literal = unsafe cmark_node_get_literal(node).map { unsafe String(cString: $0) } ?? ""
            let isBreak = unsafe type(of: node) == "html_inline" && literal.lowercased().hasPrefix("<br")
            // A table's cell may not hold a line break: a space keeps its words apart.
            if isBreak, unsafe !insert(cmark_node_new(CMARK_NODE_LINEBREAK), before: node),
                let space = unsafe cmark_node_new(CMARK_NODE_TEXT)
            {
                unsafe cmark_node_set_literal(space, " ")
                _ = unsafe insert(space, before: node)
            }
            unsafe cmark_node_free(node)
        }
    }

    /// Whether the tree took `new`, which is freed otherwise.
    private func insert(_ new: Node?, before node: Node) -> Bool {
        guard let new = unsafe new else { return false }
        if unsafe cmark_node_insert_before(node, new) == 1 { return true }
        unsafe cmark_node_free(new)
        return false
    }

    private func walk(
        _ start: Node, _ visit: (Node, Bool) -> Void
    ) {
        let iterator = unsafe cmark_iter_new(start)
        defer { unsafe cmark_iter_free(iterator) }
        var event = unsafe cmark_iter_next(iterator)
        while event != CMARK_EVENT_DONE {
            if let node = unsafe cmark_iter_get_node(iterator) { unsafe visit(node, event == CMARK_EVENT_ENTER) }
            event = unsafe cmark_iter_next(iterator)
        }
    }
}

extension String {
    fileprivate mutating func trimEnd() {
        while let last, last.isWhitespace { removeLast() }
    }
}
