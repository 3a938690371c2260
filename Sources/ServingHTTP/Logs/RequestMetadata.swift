package import Logging

/// The names of the request that a line is logged for.
package enum RequestMetadata {
    package static var provider: Logger.MetadataProvider { RequestRecord.metadataProvider }
}
