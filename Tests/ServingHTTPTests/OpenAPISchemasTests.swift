import Foundation
import ModelSwitchAPI
import Testing

@testable import ServingHTTP

@Suite struct OpenAPISchemasTests {
    private func schema(_ name: String) throws -> [String: Any] {
        let all = try JSONSerialization.jsonObject(with: Data(OpenAPISchemas.json.utf8)) as? [String: Any]
        return try #require(all?[name] as? [String: Any])
    }

    /// The properties of a schema are the fields of its type, and what it requires is what the type always has.
    private func check(_ name: String, full: some Encodable, least: some Encodable) throws {
        func fields(_ value: some Encodable) throws -> Set<String> {
            let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(value)) as? [String: Any]
            return Set(try #require(object).keys)
        }
        let schema = try schema(name)
        #expect(Set(try #require(schema["properties"] as? [String: Any]).keys) == (try fields(full)), "\(name)")
        #expect(Set(schema["required"] as? [String] ?? []) == (try fields(least)), "\(name)")
    }

    @Test func `the schemas are those of the wire types`() throws {
        try check(
            "ActiveVersion",
            full: ActiveVersion(activeVersion: "v", availableVersions: [], generation: 1, rollbackVersion: "u"),
            least: ActiveVersion(activeVersion: nil, availableVersions: [], generation: 1)
        )
        try check(
            "SetActiveVersion",
            full: SetActiveVersion(version: "v", reason: "r", generation: 1),
            least: SetActiveVersion(version: "v")
        )
        try check("Rollback", full: Rollback(reason: "r", generation: 1), least: Rollback())
        try check("Warm", full: Warm(version: "v"), least: Warm(version: "v"))
        try check(
            "ActivationResult",
            full: ActivationResult(success: true, message: "m", activeVersion: "v", generation: 1),
            least: ActivationResult(success: true, message: "m", activeVersion: nil, generation: nil)
        )
        try check(
            "CacheCleared",
            full: CacheCleared(success: true, message: "m", clearedVersion: "v"),
            least: CacheCleared(success: true, message: "m", clearedVersion: nil)
        )
        try check("Health", full: health("v"), least: health(nil))
        try check("ServerEvent", full: event(full: true), least: event(full: false))
        try check("HistoryEntry", full: entry("x"), least: entry(nil))
        try check("AuditEntry", full: audit("x"), least: audit(nil))
        try check("Problem", full: problem("i", []), least: problem(nil, nil))
        try check("ServiceInfo", full: info("v"), least: info(nil))
        try check("Signature", full: signature(full: true), least: signature(full: false))
        let batching = BatchingObject(maxBatchSize: 64, maxDelay: 2)
        try check("Batching", full: batching, least: batching)
        try check("VersionObject", full: version(full: true), least: version(full: false))
    }

    private func health(_ active: String?) -> Health {
        Health(status: .healthy, activeVersion: active, availableVersions: [], modelsLoaded: 0)
    }

    private func event(full: Bool) -> ServerEvent {
        var event = ServerEvent(id: "e-1", kind: .switched, at: 1)
        guard full else { return event }
        event.model = "m"
        event.version = "v"
        event.from = "u"
        event.generation = 1
        event.who = "w"
        event.reason = "r"
        event.seconds = 1
        event.requestID = "i"
        event.count = 1
        return event
    }

    private func entry(_ text: String?) -> HistoryEntry {
        HistoryEntry(
            model: "m",
            generation: 1,
            from: text,
            to: "v",
            at: 0,
            who: "w",
            reason: text,
            kind: "activate",
            digest: text
        )
    }

    private func audit(_ text: String?) -> AuditEntry {
        AuditEntry(
            sequence: 1,
            at: 0,
            kind: "key",
            who: text,
            address: "a",
            method: "POST",
            route: "/",
            model: text,
            version: text,
            reason: text,
            requestID: "r",
            status: 200,
            outcome: "o",
            previousHash: "p",
            hash: "h"
        )
    }

    private func problem(_ instance: String?, _ errors: [Problem.Field]?) -> Problem {
        Problem(type: "t", title: "t", status: 400, detail: "d", instance: instance, errors: errors)
    }

    private func info(_ active: String?) -> ServiceInfo {
        ServiceInfo(name: "n", version: "v", activeVersion: active, availableVersions: [], links: [:])
    }

    private func signature(full: Bool) -> SignatureObject {
        SignatureObject(
            features: 1,
            featureNames: full ? ["a"] : nil,
            task: "classification",
            classes: full ? [.integer(1)] : nil,
            acceptsMissing: false,
            probabilities: true,
            scores: full ? true : nil,
            textFeatures: full ? [0] : nil,
            estimator: full ? "E" : nil
        )
    }

    private func version(full: Bool) -> VersionObject {
        var object = VersionObject(model: "m", version: "v", exists: true, loaded: true, state: .ready, active: true)
        guard full else { return object }
        object.loadTime = 1
        object.fileSize = 1
        object.modifiedTime = 1
        object.format = "f"
        object.digest = "d"
        object.memoryBytes = 1
        object.goldenRows = 1
        object.reason = "r"
        object.signature = signature(full: true)
        object.metadata = [:]
        object.batching = BatchingObject(maxBatchSize: 64, maxDelay: 2)
        return object
    }
}
