import Admission
import HTTPTypes
package import Hummingbird
package import Identity
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
        /// Recognises callers, and says which routes want one who is known.
        package var authenticator = Authenticator()
        /// Where admin actions are written down; nil for nowhere.
        package var audit: AuditLog?
        /// What bounds the requests of each caller.
        package var limits = RequestLimits()
        /// Whether the listener speaks TLS, and browsers may be told to use nothing else.
        package var isTLS: Bool
        /// Where lines about requests go.
        package var logs = RequestLogs()

        package init(
            maximumBodyBytes: Int,
            allowedOrigins: [String],
            isMetricsEnabled: Bool,
            serverVersion: String,
            isTLS: Bool = false
        ) {
            self.maximumBodyBytes = maximumBodyBytes
            self.allowedOrigins = allowedOrigins
            self.isMetricsEnabled = isMetricsEnabled
            self.serverVersion = serverVersion
            self.isTLS = isTLS
        }
    }

    private let service: ModelService
    private let configuration: Configuration
    /// Shared by the listeners: a caller has one bucket, wherever it asks.
    private let rateLimiter: RateLimiter?

    package init(service: ModelService, configuration: Configuration) {
        self.service = service
        self.configuration = configuration
        rateLimiter = configuration.limits.rateLimit.map { RateLimiter($0) }
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
        let table = AccessTable(endpoints)
        // The order is the contract: what stands first sees every request, and every answer last.
        if !configuration.limits.trustedProxies.isEmpty {
            router.add(middleware: ClientAddressMiddleware(proxies: configuration.limits.trustedProxies))
        }
        router.add(
            middleware: RequestMiddleware(
                service: service,
                series: RouteSeries(routes, in: service.metrics.http),
                logs: configuration.logs
            )
        )
        router.add(middleware: SecurityHeadersMiddleware(endpoints, isTLS: configuration.isTLS))
        if !configuration.allowedOrigins.isEmpty {
            router.add(
                middleware: AllowedOriginsMiddleware(
                    configuration.allowedOrigins,
                    methods: Dictionary(uniqueKeysWithValues: routes.map { ($0.path, $0.methods) }),
                    table: table,
                    adminGuard: adminGuard
                )
            )
        }
        router.add(middleware: ProblemMiddleware())
        if let audit = configuration.audit { router.add(middleware: AuditMiddleware(table: table, log: audit)) }
        router.add(middleware: admission(endpoints, table, adminGuard))
        for endpoints in Dictionary(grouping: endpoints, by: \.path).values {
            add(endpoints, to: router)
        }
        return MethodResponder(inner: router.buildResponder())
    }

    private func admission(
        _ endpoints: [Endpoint],
        _ table: AccessTable,
        _ adminGuard: AdminGuard
    ) -> AdmissionMiddleware {
        AdmissionMiddleware(
            table: table,
            identification: Identification(authenticator: configuration.authenticator),
            rateLimit: rateLimiter.map {
                RateLimitRule(limiter: $0, endpoints, rejections: service.metrics.http.rejections)
            },
            authorization: Authorization(
                adminGuard: adminGuard,
                coverage: configuration.authenticator.coverage
            ),
            patience: CallerPatience(deadline: configuration.limits.deadline)
        )
    }

    // MARK: - Routes

    func endpoints(_ offer: Offer) -> [Endpoint] {
        let described = sources(offer).flatMap(\.endpoints)
        guard offer != .admin else { return described }
        let documents = DocumentRoutes(
            service: service,
            serverVersion: configuration.serverVersion,
            described: described,
            coverage: configuration.authenticator.coverage
        )
        return described + documents.endpoints
    }

    private func sources(_ offer: Offer) -> [any EndpointSource] {
        let reader = RequestReader(maximumBodyBytes: configuration.maximumBodyBytes)
        var sources: [any EndpointSource] = []
        if offer != .admin {
            sources += [PredictRoutes(service: service, reader: reader), HealthRoutes(service: service)]
            sources.append(
                OpenInferenceRoutes(service: service, reader: reader, serverVersion: configuration.serverVersion)
            )
            if configuration.isMetricsEnabled { sources.append(MetricsRoutes(exposition: exposition)) }
        }
        if offer != .open {
            sources.append(AdminRoutes(service: service, reader: reader))
            sources.append(OpenInferenceRepositoryRoutes(service: service, reader: reader))
            if let audit = configuration.audit { sources.append(AuditRoutes(log: audit)) }
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
            router.on(RouterPath(path), method: .head, use: endpoint.handler)
        }
        let allowed = Self.allMethods(of: endpoints)
        for method in KnownMethods.all.union([KnownMethods.other]) where !allowed.contains(method) {
            router.on(RouterPath(path), method: method) { request, _ -> Response in
                throw Self.wrongMethod(request.method, allowed)
            }
        }
    }

    private static func wrongMethod(_ method: HTTPRequest.Method, _ allowed: [HTTPRequest.Method]) -> HTTPFailure {
        let names = allowed.map(\.rawValue).joined(separator: ", ")
        let given = method == KnownMethods.other ? "another method" : method.rawValue
        return HTTPFailure(.wrongMethod, "got \(given), expected \(names)", headers: [.allow: names])
    }
}
