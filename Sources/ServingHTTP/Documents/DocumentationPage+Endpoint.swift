import Foundation
import HTTPTypes
import Identity
import ModelSwitchAPI

/// One endpoint of the page: what it is, what it takes, a form that tries it, and what it answers.
extension DocumentationPage {
    func article(_ endpoint: Endpoint) -> String {
        let documentation = endpoint.documentation
        let method = endpoint.method.rawValue
        return """
            <details id="\(anchor(endpoint))">
            <summary><b class="\(method.lowercased())">\(method)</b> <code>\(endpoint.path.escapedForHTML)</code>
            <span>\(documentation.summary.escapedForHTML)</span></summary>
            \(documentation.details.map { "<p>\($0.escapedForHTML)</p>" } ?? "")
            \(endpoint.scope.map { "<p class=\"scope\">Scope: <code>\($0.rawValue)</code></p>" } ?? "")
            <form data-method="\(method)" data-path="\(endpoint.path.escapedForHTML)">
            \(parameters(endpoint).map(field).joined(separator: "\n"))
            \(documentation.request.map(requestBody) ?? "")
            <button type="submit" disabled>Send</button>
            <pre class="curl"></pre>
            <output></output>
            </form>
            <table>\(answers(endpoint))</table>
            </details>
            """
    }

    private func anchor(_ endpoint: Endpoint) -> String {
        OpenAPIDocument.operationID(endpoint).escapedForHTML
    }

    // MARK: - What it takes

    /// Those of the path first, whether they are described or not.
    private func parameters(_ endpoint: Endpoint) -> [Endpoint.Documentation.Parameter] {
        OpenAPIDocument.parameters(of: endpoint)
    }

    private func field(_ parameter: Endpoint.Documentation.Parameter) -> String {
        let isRequired = parameter.isRequired || parameter.place == .path
        let value = isRequired ? parameter.example?.plainText ?? "" : ""
        return """
            <label><code>\(parameter.name.escapedForHTML)</code> <small>\(parameter.place.rawValue)</small>
            <input name="\(parameter.name.escapedForHTML)" data-place="\(parameter.place.rawValue)" \
            value="\(value.escapedForHTML)" placeholder="\((parameter.example?.plainText ?? "").escapedForHTML)" \
            spellcheck="false"\(isRequired ? " required" : "")>
            <span>\(parameter.meaning.escapedForHTML)</span></label>
            """
    }

    private func requestBody(_ body: Endpoint.Documentation.Body) -> String {
        guard let content = body.contents.first else { return "" }
        let example = examples.example(of: content)?.text ?? (body.isRequired ? "{}" : "")
        return """
            <label>Body <small>\(content.mediaType.escapedForHTML)\(body.isRequired ? "" : ", optional")</small>
            <textarea name="body" data-type="\(content.mediaType.escapedForHTML)" rows="\(min(12, 2 + example.count / 90))" \
            spellcheck="false">\(example.escapedForHTML)</textarea></label>
            """
    }

    // MARK: - What it answers

    private func answers(_ endpoint: Endpoint) -> String {
        let good = endpoint.documentation.answers.map { answer in
            (answer.status.code, answer.meaning, answer.contents.map(\.mediaType).joined(separator: " or "))
        }
        let bad = OpenAPIResponses(endpoint).problems.map { ($0.status, $0.meaning, $0.form.mediaType) }
        return (good + bad.sorted { $0.0 < $1.0 }).map { status, meaning, type in
            """
            <tr><td><code>\(status)</code></td><td>\(meaning.escapedForHTML)</td>\
            <td><small>\(type.escapedForHTML)</small></td></tr>
            """
        }.joined(separator: "\n")
    }
}

extension JSONValue {
    /// The value as JSON, on one line.
    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// The value as a form has it: a text without quotes.
    fileprivate var plainText: String {
        if case .string(let text) = self { text } else { text }
    }
}
