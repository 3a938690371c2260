import Inference
import PickleReader

/// Reads outlier detection by covariance.
enum EllipticEnvelopeReader {
    static func model(_ object: EstimatorObject) throws(ModelFileError) -> EllipticEnvelope {
        guard object["precision_"]?.array != nil else {
            throw object.unsupported(
                "it was saved without the inverse of its covariance",
                instead: "train it with store_precision=True"
            )
        }
        let precision = try object.matrix("precision_")
        let centre = try object.numbers("location_")
        let offset = try object.number("offset_")
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try EllipticEnvelope(centre: centre, precision: precision, offset: offset, featureNames: names)
        }
    }
}
