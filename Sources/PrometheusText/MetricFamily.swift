/// A metric with its help, its type and its samples, as one block of the text format.
package struct MetricFamily: Sendable, Equatable {
    package enum Kind: String, Sendable {
        case counter
        case gauge
        case histogram
        case summary
        case untyped
    }

    /// The family's name; a histogram's samples add `_bucket`, `_sum` and `_count` to it.
    package var name: String
    package var help: String
    package var kind: Kind
    package var samples: [Sample]

    package init(name: String, help: String, kind: Kind, samples: [Sample]) {
        self.name = name
        self.help = help
        self.kind = kind
        self.samples = samples
    }
}

/// One line: a name, labels and a value.
package struct Sample: Sendable, Equatable {
    /// The name as it stands on the line, suffix included.
    package var name: String
    /// Label names and values in the order in which they stand; names are unique.
    package var labels: [Label]
    package var value: Double

    package init(name: String, labels: [Label] = [], value: Double) {
        self.name = name
        self.labels = labels
        self.value = value
    }

    /// The value of a label, if it is there.
    package func label(_ name: String) -> String? {
        labels.first { $0.name == name }?.value
    }
}

/// A label of a sample.
package struct Label: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
