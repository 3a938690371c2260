/// Where lines about requests go; nil for nowhere.
package struct RequestLogs: Sendable {
    package var access: AccessLog?
    package var requests: RequestLog?

    package init(access: AccessLog? = nil, requests: RequestLog? = nil) {
        self.access = access
        self.requests = requests
    }
}
