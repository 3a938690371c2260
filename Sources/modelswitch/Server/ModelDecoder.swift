import ModelFormats
import ModelRegistry

/// Makes models of artefacts' bytes.
struct ModelDecoder: Sendable {
    let limits: ModelFileLimits

    @Sendable func decode(_ bytes: [UInt8]) throws -> DecodedArtefact {
        let loaded = try ModelFile.load(bytes, limits: limits)
        return DecodedArtefact(
            model: loaded.model,
            format: loaded.description.format,
            library: loaded.description.library,
            estimator: loaded.description.estimator
        )
    }
}
