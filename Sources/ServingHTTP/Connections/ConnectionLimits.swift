/// How long clients may take, and how many connections there may be; times are in seconds.
package struct ConnectionLimits: Sendable, Equatable {
    /// From a request's first byte to the end of its head; also from connecting to the first byte.
    package var headerTimeout = 10.0
    /// What a body may take besides the time that its bytes need at the slowest rate.
    package var bodyTimeout = 20.0
    /// What an answer may take to be read, besides the time that its bytes need at the slowest rate.
    package var writeTimeout = 30.0
    /// Bytes a second below which bodies and answers are too slow.
    package var slowestRate = 16_384.0
    /// A connection on which nothing is asked for so long is closed.
    package var idleTimeout = 75.0
    /// How long requests have to finish once the server was told to stop.
    package var shutdownTimeout = 30.0
    /// nil for as many as the process may have open files, but for a few.
    package var connections: Int?
    package var connectionsPerAddress = 256

    package init() {}

    /// How long a body may still take to arrive once the server was told to stop.
    var lastBodyTimeout: Double { min(10, shutdownTimeout / 3) }
    /// How long an answer may still take to be read then.
    var lastAnswerTimeout: Double { shutdownTimeout * 0.8 }
}
