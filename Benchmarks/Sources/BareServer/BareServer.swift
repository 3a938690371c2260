import Hummingbird

/// The yardstick of `scripts/bench`: what Hummingbird alone takes to answer a request of the same size.
///
/// `BareServer PORT` listens on 127.0.0.1. `GET /healthz` answers a fixed word; `POST /predict` collects the body,
/// looks at nothing in it, and answers fixed JSON as long as a real prediction.
@main
enum BareServer {
    static let prediction = #"{"prediction":0,"model":"default","model_version":"v1","latency_ms":0.031}"#

    static func main() async throws {
        guard CommandLine.arguments.count == 2, let port = Int(CommandLine.arguments[1]) else {
            print("usage: BareServer PORT")
            return
        }
        let configuration = ApplicationConfiguration(address: .hostname("127.0.0.1", port: port))
        try await Application(router: router(), configuration: configuration).runService()
    }

    private static func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("healthz") { _, _ in "healthy" }
        router.post("predict") { request, _ in
            _ = try await request.body.collect(upTo: 10 << 20)
            return Response(
                status: .ok,
                headers: [.contentType: "application/json"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: prediction))
            )
        }
        return router
    }
}
