import Foundation
import Search

/// A source, with a link where it has an address that a browser may follow.
struct SourcePart: TemplateModel {
    /// Its number in the editors' list.
    let code: String?
    let title: String
    let url: String?

    /// A source as the entry names it.
    init(_ source: DocumentDetail.Source) {
        code = source.code
        title = source.title
        url = source.url.flatMap { url in
            let start = url.lowercased()
            return start.hasPrefix("https://") || start.hasPrefix("http://") ? Self.conforming(url) : nil
        }
    }

    /// The address with what no address holds encoded (RFC 3986); what is encoded already stays.
    private static func conforming(_ url: String) -> String? {
        url.addingPercentEncoding(withAllowedCharacters: allowed)
    }

    private static let allowed = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%")
}
