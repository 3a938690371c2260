import Inference
import PickleReader

/// Reads isotonic regression: the corners of its curve.
enum IsotonicReader {
    static func model(_ object: EstimatorObject) throws(ModelFileError) -> IsotonicRegression {
        IsotonicRegression(try curve(object), featureNames: try object.featureNames())
    }

    static func curve(_ object: EstimatorObject) throws(ModelFileError) -> IsotonicCurve {
        // They were _necessary_X_ and _necessary_y_ before scikit-learn 0.24.
        let isOld = object["X_thresholds_"] == nil && object["_necessary_X_"] != nil
        let places = try object.doubles(isOld ? "_necessary_X_" : "X_thresholds_")
        let heights = try object.doubles(isOld ? "_necessary_y_" : "y_thresholds_")
        let outside = try outside(object)
        return try object.making { () throws(ModelStructureError) in
            try IsotonicCurve(places: places, heights: heights, outside: outside)
        }
    }

    private static func outside(_ object: EstimatorObject) throws(ModelFileError) -> IsotonicCurve.Outside {
        switch object.text("out_of_bounds") {
        case "clip":
            return .clip(
                lower: try object.number("X_min_"),
                upper: try object.number("X_max_")
            )
        case "raise": return .refused
        default: return .missing
        }
    }
}
