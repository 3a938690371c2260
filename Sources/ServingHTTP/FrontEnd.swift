import HTTPTypes
package import Hummingbird
package import Serving

/// The HTTP contract over the use cases: which routes a listener has, and what stands before them.
package struct FrontEnd: Sendable {
    /// What a listener offers.
    package enum Offer: Sendable {
        /// The public routes.
        case open
        case admin
        case all
    }

    package struct Configuration: Sendable {
        /// Bytes that a request's body may have.
        package var maximumBodyBytes: Int
        /// Browser origins that may read answers; `*` for any.
        package var allowedOrigins: [String]
        package var isMetricsEnabled: Bool
        package var serverVersion: String
        /// Where lines about requests go.
        package var logs = RequestLogs()

        package init(
            maximumBodyBytes: Int,
            allowedOrigins: [String],
            isMetricsEnabled: Bool,
            serverVersion: String
        ) {
            self.maximumBodyBytes = maximumBodyBytes
            self.allowedOrigins = allowedOrigins
            self.isMetricsEnabled = isMetricsEnabled
            self.serverVersion = serverVersion
        }
    }

    private let service: ModelService
    private let configuration: Configuration

    package init(service: ModelService, configuration: Configuration) {
        self.service = service
        self.configuration = configuration
    }

    /// What answers the requests of a listener.
    package func makeResponder(offering offer: Offer, guardedBy adminGuard: AdminGuard) -> some HTTPResponder<
        ServingContext
    > {
        let endpoints = endpoints(offer)
        let routes = Dictionary(grouping: endpoints, by: \.path).map { path, endpoints in
            (path: path, methods: Self.allMethods(of: endpoints))
        }
        let router = Router(context: ServingContext.self)
        // The order is the contract: what stands first sees every request, and every answer last.
        router.add(
            middleware: RequestMiddleware(
                service: service,
                series: RouteSeries(routes, in: service.metrics.http),
                logs: configuration.logs
            )
        )
        router.add(middleware: AllowedOriginsMiddleware(configuration.allowedOrigins))
        router.add(middleware: ProblemMiddleware())
        router.add(middleware: AuthorizationMiddleware(table: AccessTable(endpoints), adminGuard: adminGuard))
        for endpoints in Dictionary(grouping: endpoints, by: \.path).values {
            add(endpoints, to: router)
        }
        return router.buildResponder()
    }

    // MARK: - Routes

    private func endpoints(_ offer: Offer) -> [Endpoint] {
        let described = sources(offer).flatMap(\.endpoints)
        guard offer != .admin else { return described }
        let documents = DocumentRoutes(
            service: service,
            serverVersion: configuration.serverVersion,
            described: described
        )
        return described + documents.endpoints
    }

    private func sources(_ offer: Offer) -> [any EndpointSource] {
        let reader = RequestReader(maximumBodyBytes: configuration.maximumBodyBytes)
        var sources: [any EndpointSource] = []
        if offer != .admin {
            sources += [PredictRoutes(service: service, reader: reader), HealthRoutes(service: service)]
            if configuration.isMetricsEnabled { sources.append(MetricsRoutes(exposition: exposition)) }
        }
        if offer != .open {
            sources.append(AdminRoutes(service: service, reader: reader))
            sources.append(EventRoutes(service: service))
        }
        return sources
    }

    private var exposition: MetricsExposition {
        MetricsExposition(
            metrics: service.metrics,
            registry: service.registry,
            serverVersion: configuration.serverVersion
        )
    }

    // MARK: - The router

    private static let knownMethods: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .patch, .delete, .options, .trace, .connect,
    ]

    /// The methods that a path takes, `HEAD` included where there is `GET`.
    private static func allMethods(of endpoints: [Endpoint]) -> [HTTPRequest.Method] {
        let methods = endpoints.map(\.method)
        return methods.contains(.get) ? methods + [.head] : methods
    }

    /// Adds a path: its endpoints, and for every other method the answer that says which ones there are.
    private func add(_ endpoints: [Endpoint], to router: Router<ServingContext>) {
        guard let path = endpoints.first?.path else { return }
        for endpoint in endpoints {
            router.on(RouterPath(path), method: endpoint.method, use: endpoint.handler)
            guard endpoint.method == .get else { continue }
            router.on(RouterPath(path), method: .head) { request, context in
                try await endpoint.handler(request, context).createHeadResponse()
            }
        }
        let allowed = Self.allMethods(of: endpoints)
        for method in Self.knownMethods where !allowed.contains(method) {
            router.on(RouterPath(path), method: method) { request, _ -> Response in
                throw Self.wrongMethod(request.method, allowed)
            }
        }
    }

    private static func wrongMethod(_ method: HTTPRequest.Method, _ allowed: [HTTPRequest.Method]) -> HTTPFailure {
        let names = allowed.map(\.rawValue).joined(separator: ", ")
        return HTTPFailure(.wrongMethod, "got \(method.rawValue), expected \(names)", headers: [.allow: names])
    }
}
