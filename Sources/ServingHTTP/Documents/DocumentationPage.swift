import HTTPTypes

/// The page at `/docs`: every endpoint with an example, in one piece of HTML without scripts.
struct DocumentationPage {
    let endpoints: [Endpoint]
    let serverVersion: String

    var html: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>ModelSwitch \(Self.escaped(serverVersion))</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        <h1>ModelSwitch <small>\(Self.escaped(serverVersion))</small></h1>
        <p>Serves trained models and switches between their versions without downtime. The machine-readable description is
        <a href="/openapi.json">/openapi.json</a>.</p>
        <pre>\(Self.escaped(Self.example))</pre>
        <p><code>features</code> are the model's own, as a list in training order or as an object by name;
        <code>GET /admin/models</code> tells how many and which. Many rows go as <code>"instances": [[…], […]]</code>;
        <code>"probabilities": true</code> adds the classes' probabilities, <code>"version": "v2"</code> asks that version.</p>
        \(Endpoint.Documentation.Section.allCases.map(section).joined(separator: "\n"))
        </body>
        </html>
        """
    }

    private func section(_ section: Endpoint.Documentation.Section) -> String {
        let endpoints = endpoints.filter { $0.documentation.section == section }
        guard !endpoints.isEmpty else { return "" }
        let rows = endpoints.map { endpoint in
            let query = endpoint.documentation.parameters
                .filter { $0.place == .query }
                .map { "<br><code>?\(Self.escaped($0.name))=</code> \(Self.escaped($0.meaning))" }
                .joined()
            return """
                <tr><td><code>\(endpoint.method.rawValue)</code></td><td><code>\(Self.escaped(endpoint.path))</code></td>\
                <td>\(Self.escaped(endpoint.documentation.summary))\(query)</td></tr>
                """
        }
        return "<h2>\(section.rawValue)</h2>\n<table>\n\(rows.joined(separator: "\n"))\n</table>"
    }

    private static let example = """
        curl -s HOST:PORT/predict -H 'Content-Type: application/json' -d '{"features": [5.1, 3.5, 1.4, 0.2]}'  # as many as the model takes
        {"prediction":0,"model_version":"v1","latency_ms":0.031,"model":"default"}
        """

    private static let style = """
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1c2128; }
        small { color: #57606a; font-weight: normal; }
        pre, code { font: 14px/1.5 ui-monospace, monospace; background: #f4f6f8; border-radius: 4px; }
        pre { padding: 1rem; overflow-x: auto; } code { padding: 0 .25rem; }
        table { border-collapse: collapse; width: 100%; } td { border-top: 1px solid #d8dee4; padding: .5rem; vertical-align: top; }
        """

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(character)
            }
        }
    }
}
