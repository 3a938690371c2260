import Crypto
import Foundation
import ModelSwitchAPI

/// The page at `/docs`: every endpoint with a form that tries it, in one piece of HTML that loads nothing from elsewhere.
///
/// Without scripts the page still reads as documentation.
struct DocumentationPage {
    let endpoints: [Endpoint]
    let examples: ExampleBodies
    let serverVersion: String

    /// What a browser may run and load on the page: its own style and script, and requests to this server.
    static let contentSecurityPolicy = [
        "default-src 'none'", "style-src '\(digest(style))'", "script-src '\(digest(script))'", "connect-src 'self'",
        "img-src data:", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    private static func digest(_ text: String) -> String {
        "sha256-" + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }

    var html: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,">
        <title>ModelSwitch \(serverVersion.escapedForHTML)</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        <header>
        <h1>ModelSwitch <small>\(serverVersion.escapedForHTML)</small></h1>
        <p id="health" role="status"></p>
        <p>Serves trained models and switches between their versions without downtime. The description for programs is
        <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1).</p>
        <label>Key or token <input id="key" type="password" autocomplete="off" spellcheck="false"
        placeholder="only where the server asks for one; kept on this page"></label>
        </header>
        <main>
        \(Endpoint.Documentation.Section.allCases.map(section).joined(separator: "\n"))
        </main>
        <script>\(Self.script)</script>
        </body>
        </html>
        """
    }

    private func section(_ section: Endpoint.Documentation.Section) -> String {
        let endpoints = endpoints.filter { $0.documentation.section == section }
        guard !endpoints.isEmpty else { return "" }
        return "<h2>\(section.rawValue)</h2>\n" + endpoints.map(article).joined(separator: "\n")
    }
}
