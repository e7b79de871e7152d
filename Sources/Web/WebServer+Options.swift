extension WebServer {
    /// Where the server listens, and how the world calls it.
    public struct Options: Sendable {
        /// The name or address to listen on; others than this machine's own let anyone in the network read the pages.
        public var host: String
        /// The port to listen on; 0 lets the system choose.
        public var port: Int
        /// How the site's addresses begin for its readers, `https://reperes.example`, when another server stands in
        /// front of this one.
        public var baseURL: String?
        /// Where readers send entries and say what is in their way: an e-mail address or a page's address.
        public var contact: String?

        /// Options with the defaults of `reperes serve`; a final slash of `baseURL` is dropped.
        public init(host: String = "127.0.0.1", port: Int = 8080, baseURL: String? = nil, contact: String? = nil) {
            self.contact = contact
            self.host = host
            self.port = port
            self.baseURL = baseURL.map { url in
                var url = url[...]
                while url.hasSuffix("/") { url.removeLast() }
                return String(url)
            }
        }
    }
}
