import Foundation
import Search

/// An entry as schema.org describes it, in JSON-LD, for search engines and catalogues.
struct StructuredData: Encodable {
    private let context = "https://schema.org"
    private let type = "Article"
    private let headline: String
    private let description: String?
    private let inLanguage = "fr"
    private let url: String
    private let dateModified: String?
    private let temporalCoverage: String?
    private let spatialCoverage: String?
    private let about: [String]
    private let audience: [String]
    private let isBasedOn: [String]
    private let license: String?
    private let isPartOf: Whole

    private struct Whole: Encodable {
        let type = "WebSite"
        let name = "Repères"
        let url: String

        enum CodingKeys: String, CodingKey {
            case type = "@type"
            case name, url
        }
    }

    private enum CodingKeys: String, CodingKey {
        case context = "@context"
        case type = "@type"
        case headline, description, inLanguage, url, dateModified, temporalCoverage, spatialCoverage, about, audience
        case isBasedOn, license, isPartOf
    }

    private init(_ document: DocumentDetail, origin: String) {
        headline = document.title.isEmpty ? document.id : document.title
        description = document.summary.isEmpty ? nil : document.summary
        url = origin + document.url
        dateModified = document.updated
        temporalCoverage = document.year.map(String.init)
        spatialCoverage = document.territory
        about = document.axes.map(\.label)
        audience = document.publics
        isBasedOn = document.sources.compactMap { SourcePart($0).url }
        license = document.fields.first { $0.key == "licence" }?.values.first
        isPartOf = Whole(url: origin + "/")
    }

    /// JSON in which nothing ends the element that holds it.
    static func html(of document: DocumentDetail, origin: String) -> HTML? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(StructuredData(document, origin: origin)) else { return nil }
        return HTML(trusted: String(decoding: bytes, as: UTF8.self).replacing("<", with: "\\u003c"))
    }
}
