// swift-tools-version:6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A library target of this package: documented in `docs/architecture.md`, row by row.
func room(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of one room; they mirror `Sources/`.
func tests(of name: String, uses dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: [.byName(name: name)] + dependencies,
        resources: resources,
        swiftSettings: settings
    )
}

let package = Package(
    name: "ModelSwitch",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "modelswitch", targets: ["modelswitch"]),
        .executable(name: "modelswitch-tui", targets: ["modelswitch-tui"]),
        .library(name: "ModelSwitchClient", targets: ["ModelSwitchClient"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.3.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // Rung 0: values and mathematics; these know nothing of each other.
        room("Inference"),
        room("PickleReader"),
        room("PrometheusText"),
        room("ModelSwitchAPI"),
        room("Admission"),
        room("LogLines", uses: [.product(name: "Logging", package: "swift-log")]),
        .systemLibrary(name: "CNCurses", providers: [.apt(["libncurses-dev"]), .brew(["ncurses"])]),
        .target(name: "CTerminalGuard"),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CBZip2", providers: [.apt(["libbz2-dev"])]),
        .systemLibrary(name: "CLZMA", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"]), .brew(["xz"])]),
        .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"]), .brew(["lz4"])]),

        // Rung 1
        room("Decompression", uses: ["CZlib", "CBZip2", "CLZMA", "CLZ4"]),
        room("JSONText", uses: ["ModelSwitchAPI"]),
        room(
            "Identity",
            uses: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
            ]
        ),
        room(
            "ModelStore",
            uses: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        room(
            "ModelSwitchClient",
            uses: [
                "ModelSwitchAPI",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOFoundationCompat", package: "swift-nio"),
            ]
        ),

        // Rung 2
        room("ModelFormats", uses: ["Decompression", "Inference", "PickleReader"]),
        room("OpenInference", uses: ["Inference", "JSONText", "ModelSwitchAPI"]),
        room(
            "ModelRegistry",
            uses: [
                "Inference", "JSONText", "ModelSwitchAPI",
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        room("ConsoleCore", uses: ["ModelSwitchAPI", "PrometheusText"]),

        // Rung 3
        room(
            "Serving",
            uses: [
                "Admission", "Inference", "LogLines", "ModelRegistry", "ModelStore", "PrometheusText",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),

        // Rung 4
        room(
            "ServingHTTP",
            uses: [
                "Admission", "Decompression", "Identity", "Inference", "JSONText", "LogLines", "ModelRegistry",
                "ModelStore", "ModelSwitchAPI", "OpenInference", "PrometheusText", "Serving",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdHTTP2", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOExtras", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        room("ConsoleCurses", uses: ["ConsoleCore", "CNCurses", "CTerminalGuard"]),

        // Rung 5: composition only.
        .executableTarget(
            name: "modelswitch",
            dependencies: [
                "Admission", "Identity", "Inference", "LogLines", "ModelFormats", "ModelRegistry", "ModelStore",
                "ModelSwitchAPI", "ModelSwitchClient", "Serving", "ServingHTTP",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "modelswitch-tui",
            dependencies: [
                "ConsoleCore", "ConsoleCurses", "ModelSwitchAPI", "ModelSwitchClient", "PrometheusText",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),

        // What tests of several rooms need: temporary repositories and models that answer as told.
        .target(
            name: "TestSupport",
            dependencies: ["Inference", "ModelRegistry"],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),

        tests(of: "Inference", uses: ["TestSupport"]),
        tests(of: "PickleReader", uses: ["TestSupport"]),
        tests(of: "Decompression", uses: ["CZlib", "CBZip2", "CLZMA"]),
        tests(of: "PrometheusText"),
        tests(of: "Admission", uses: ["TestSupport"]),
        tests(of: "LogLines", uses: ["TestSupport", .product(name: "Logging", package: "swift-log")]),
        tests(
            of: "Identity",
            uses: [
                "TestSupport",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
            ]
        ),
        tests(of: "OpenInference", uses: ["Inference", "TestSupport"]),
        tests(of: "ModelSwitchAPI"),
        tests(of: "JSONText", uses: ["ModelSwitchAPI", "TestSupport"]),
        tests(of: "ModelStore", uses: ["TestSupport", .product(name: "GRDB", package: "GRDB.swift")]),
        tests(of: "ModelFormats", uses: ["Decompression", "Inference", "PickleReader", "TestSupport"]),
        // Recorded models of many library versions.
        .testTarget(
            name: "ConformanceTests",
            dependencies: ["Decompression", "Inference", "ModelFormats", "PickleReader"],
            swiftSettings: settings
        ),
        tests(of: "ModelRegistry", uses: ["Inference", "ModelSwitchAPI", "TestSupport"]),
        tests(of: "ConsoleCore", uses: ["ModelSwitchAPI", "PrometheusText"], resources: [.copy("Pictures")]),
        tests(
            of: "Serving",
            uses: [
                "Admission", "Inference", "ModelFormats", "ModelRegistry", "ModelStore", "PrometheusText",
                "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        tests(
            of: "ServingHTTP",
            uses: [
                "Admission", "Decompression", "Identity", "Inference", "LogLines", "ModelFormats", "ModelRegistry",
                "ModelStore", "ModelSwitchAPI", "OpenInference", "PrometheusText", "Serving", "TestSupport",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "ModelSwitchAPI", "ModelSwitchClient", "PrometheusText", "TestSupport", "modelswitch",
                "modelswitch-tui",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
