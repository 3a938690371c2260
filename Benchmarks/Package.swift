// swift-tools-version:6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// The modules of the server that answer from a file are linked into `Sources`: their interfaces are for one package.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    ],
    targets: [
        .executableTarget(
            name: "BareServer",
            dependencies: [.product(name: "Hummingbird", package: "hummingbird")]
        ),
        .executableTarget(
            name: "InferenceBenchmark",
            dependencies: ["Inference", "ModelFormats"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "JSONBenchmark",
            dependencies: [
                "Inference", "JSONText", "ModelSwitchAPI", "Serving",
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            swiftSettings: settings
        ),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CBZip2", providers: [.apt(["libbz2-dev"])]),
        .systemLibrary(name: "CLZMA", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"]), .brew(["xz"])]),
        .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"]), .brew(["lz4"])]),
        .target(name: "Decompression", dependencies: ["CZlib", "CBZip2", "CLZMA", "CLZ4"], swiftSettings: settings),
        .target(name: "Inference", swiftSettings: settings),
        .target(name: "JSONText", dependencies: ["ModelSwitchAPI"], swiftSettings: settings),
        .target(name: "ModelSwitchAPI", swiftSettings: settings),
        .target(name: "PickleReader", swiftSettings: settings),
        .target(name: "Serving", dependencies: ["Inference"], swiftSettings: settings),
        .target(
            name: "ModelFormats",
            dependencies: ["Decompression", "Inference", "PickleReader"],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
