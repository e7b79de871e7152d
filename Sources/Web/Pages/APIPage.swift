import Foundation

/// `/api`: what programs may ask, as `openapi.json` describes it.
struct APIPage: Page {
    static let template = "api"

    /// An address that answers.
    struct Operation: TemplateModel {
        let anchor: String
        let path: String
        let summary: String
        let parameters: [Parameter]
        let responses: [Status]
    }

    /// A parameter of an address.
    struct Parameter: TemplateModel {
        let name: String
        let descriptionHTML: HTML
        let values: String
        let isRequired: Bool
    }

    /// What an address may answer.
    struct Status: TemplateModel {
        let separator: String
        let code: String
        let descriptionHTML: HTML
    }

    let head = PageHead(title: "Données et API", path: "/api")
    let descriptionHTML: HTML
    let operations: [Operation]

    /// The page of a description in JSON (OpenAPI 3.1).
    init(_ json: Data) throws {
        let api = try JSONDecoder().decode(OpenAPIDescription.self, from: json)
        descriptionHTML = Self.html(api.info.description ?? api.info.summary ?? "")
        operations = api.paths.sorted { $0.key < $1.key }.compactMap { path, methods in
            methods["get"].map { Self.operation(path, $0, api) }
        }
    }

    private static func operation(
        _ path: String, _ operation: OpenAPIDescription.Operation, _ api: OpenAPIDescription
    ) -> Operation {
        let parameters = (operation.parameters ?? []).compactMap { api.resolved($0) }.map { parameter in
            Parameter(
                name: parameter.name ?? "", descriptionHTML: html(parameter.description ?? ""),
                values: values(parameter.schema), isRequired: parameter.required ?? false)
        }
        let responses = operation.responses.sorted { $0.key < $1.key }.enumerated().map { place, response in
            Status(
                separator: place == 0 ? "" : " · ", code: response.key,
                descriptionHTML: html(api.resolved(response.value)?.description ?? ""))
        }
        return Operation(
            anchor: operation.operationId, path: path, summary: operation.summary, parameters: parameters,
            responses: responses)
    }

    /// A description, which is Markdown: what stands between back-ticks is code, and there is nothing else in ours.
    private static func html(_ text: String) -> HTML {
        let parts = French.typeset(text).split(separator: "`", omittingEmptySubsequences: false)
        return HTML(
            trusted: parts.enumerated().map { place, part in
                let text = HTML(escaping: String(part)).text
                return place % 2 == 1 ? "<code>\(text)</code>" : text
            }.joined())
    }

    /// « all, any, auto ; par défaut auto », « de 0 à 100 ».
    private static func values(_ schema: OpenAPIDescription.Schema?) -> String {
        guard let schema else { return "" }
        var parts: [String] = []
        let choices = (schema.enum ?? []).filter { !$0.text.isEmpty }.map(\.text)
        if !choices.isEmpty { parts.append(choices.joined(separator: ", ")) }
        if let least = schema.minimum, let most = schema.maximum {
            parts.append("de \(French.number(least)) à \(French.number(most))")
        }
        if let longest = schema.maxLength { parts.append("\(French.count(longest, "caractère")) au plus") }
        if let usual = schema.default { parts.append("par défaut \(usual.text)") }
        return parts.joined(separator: "\(French.space); ")
    }
}

/// The part of an OpenAPI description that people read.
struct OpenAPIDescription: Decodable {
    struct Info: Decodable {
        let summary: String?
        let description: String?
    }

    struct Operation: Decodable {
        let operationId: String
        let summary: String
        let parameters: [Parameter]?
        let responses: [String: Answer]
    }

    struct Parameter: Decodable {
        let reference: String?
        let name: String?
        let description: String?
        let required: Bool?
        let schema: Schema?

        private enum CodingKeys: String, CodingKey {
            case reference = "$ref"
            case name, description, required, schema
        }
    }

    struct Answer: Decodable {
        let reference: String?
        let description: String?

        private enum CodingKeys: String, CodingKey {
            case reference = "$ref"
            case description
        }
    }

    struct Schema: Decodable {
        let `enum`: [Value]?
        let `default`: Value?
        let minimum: Int?
        let maximum: Int?
        let maxLength: Int?
    }

    /// A text or a number.
    struct Value: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                text = String(number)
            } else {
                text = try container.decode(String.self)
            }
        }
    }

    struct Components: Decodable {
        let parameters: [String: Parameter]
        let responses: [String: Answer]
    }

    let info: Info
    let paths: [String: [String: Operation]]
    let components: Components

    func resolved(_ parameter: Parameter) -> Parameter? {
        parameter.reference.map { components.parameters[Self.name($0)] } ?? parameter
    }

    func resolved(_ answer: Answer) -> Answer? {
        answer.reference.map { components.responses[Self.name($0)] } ?? answer
    }

    /// The last part of `#/components/parameters/id`.
    private static func name(_ reference: String) -> String {
        reference.split(separator: "/").last.map(String.init) ?? ""
    }
}
