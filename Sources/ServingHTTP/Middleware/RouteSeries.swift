import HTTPTypes
import Serving

/// The request counters by route and method; made from the routes, so a request cannot add any.
struct RouteSeries: Sendable {
    static let unmatched = "unmatched"
    private static let otherMethod = "other"

    private struct Route {
        let byMethod: [HTTPRequest.Method: HTTPInstruments.Series]
        /// For the methods that the route does not take.
        let other: HTTPInstruments.Series
    }

    private let routes: [String: Route]
    private let unmatched: HTTPInstruments.Series

    init(_ routes: [(path: String, methods: [HTTPRequest.Method])], in instruments: HTTPInstruments) {
        func series(_ path: String, _ method: String) -> HTTPInstruments.Series {
            instruments.series(route: path, method: method)
        }
        self.routes = Dictionary(
            uniqueKeysWithValues: routes.map { path, methods in
                let byMethod = methods.map { ($0, series(path, $0.rawValue)) }
                let route = Route(
                    byMethod: Dictionary(uniqueKeysWithValues: byMethod),
                    other: series(path, Self.otherMethod)
                )
                return (path, route)
            }
        )
        unmatched = series(Self.unmatched, Self.otherMethod)
    }

    /// The route's template as it may be told: nothing that a request made up.
    func template(_ path: String?) -> String {
        path.flatMap { routes[$0] == nil ? nil : $0 } ?? Self.unmatched
    }

    /// - Parameter path: the route's template; nil, or another text, for a path that is none.
    func find(_ path: String?, _ method: HTTPRequest.Method) -> HTTPInstruments.Series {
        guard let route = path.flatMap({ routes[$0] }) else { return unmatched }
        return route.byMethod[method] ?? route.other
    }
}
