import HTTPTypes
import ModelSwitchAPI

extension Endpoint {
    /// What the OpenAPI description says of an endpoint.
    ///
    /// What follows from elsewhere is added where the description is made: path parameters without a meaning of their
    /// own, and the answers that every endpoint of a scope can give (401, 403, 429, …).
    struct Documentation: Sendable {
        /// The section that an endpoint stands in.
        enum Section: String, Sendable, CaseIterable {
            case predictions = "Predictions"
            case openInference = "Open Inference Protocol"
            case administration = "Administration"
            case health = "Health and metrics"
            case documents = "Documents"
        }

        let section: Section
        /// One line.
        let summary: String
        /// More than the summary, for people.
        var details: String?
        var parameters: [Parameter] = []
        var request: Body?
        /// The good answers.
        var answers: [Answer]
        /// Why it may refuse; ``ProblemTable`` gives the statuses.
        var failures: [HTTPFailure.Code] = []
    }
}

extension Endpoint.Documentation {
    struct Parameter: Sendable {
        enum Place: String, Sendable {
            case path
            case query
            case header
        }

        let name: String
        var place = Place.query
        let meaning: String
        /// As JSON Schema.
        var schema: JSONValue = .object(["type": .string("string")])
        var isRequired = false
        var example: JSONValue?
    }

    /// A body in one of its forms.
    struct Content: Sendable {
        var mediaType = "application/json"
        /// The schema's name among the components; nil for bytes or text that no schema describes.
        let schema: String?
        /// One that the sample models answer.
        var example: JSONValue?
    }

    struct Body: Sendable {
        let contents: [Content]
        var isRequired = true

        static func json(_ schema: String, example: JSONValue? = nil, isRequired: Bool = true) -> Body {
            Body(contents: [Content(schema: schema, example: example)], isRequired: isRequired)
        }
    }

    struct Answer: Sendable {
        var status = HTTPResponse.Status.ok
        let meaning: String
        /// Empty for an answer without a body.
        let contents: [Content]
        /// Names and meanings of headers.
        var headers: [(name: String, meaning: String)] = []

        static func json(_ schema: String, _ meaning: String, example: JSONValue? = nil) -> Answer {
            Answer(meaning: meaning, contents: [Content(schema: schema, example: example)])
        }
    }
}
