// swift-tools-version:6.2
import PackageDescription

// `scripts/fuzz` copies the rooms that are fuzzed beside these targets: a package cannot reach outside of its folder,
// and what is `package` in the sources must stay in one package.

/// `fuzzer` alone runs several times as fast, and then only traps are found.
let sanitizers = "-sanitize=" + (Context.environment["SANITIZERS"] ?? "fuzzer,address")

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .unsafeFlags([sanitizers]),
]

#if os(Linux)
// gold ends with an internal error in these.
let linker = ["-use-ld=lld"]
#else
let linker: [String] = []
#endif

func room(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func fuzzer(_ name: String, uses dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name,
        dependencies: ["FuzzDriver"] + dependencies,
        swiftSettings: settings,
        linkerSettings: [.unsafeFlags([sanitizers] + linker)]
    )
}

let package = Package(
    name: "Fuzzing",
    platforms: [.macOS(.v15)],
    targets: [
        .systemLibrary(name: "CZlib"),
        .systemLibrary(name: "CBZip2"),
        .systemLibrary(name: "CLZMA", pkgConfig: "liblzma"),
        .systemLibrary(name: "CLZ4", pkgConfig: "liblz4"),
        room("Decompression", uses: ["CZlib", "CBZip2", "CLZMA", "CLZ4"]),
        room("Inference"),
        room("PickleReader"),
        room("ModelFormats", uses: ["Decompression", "Inference", "PickleReader"]),

        .target(name: "FuzzDriver", swiftSettings: settings),
        fuzzer("FuzzPickle", uses: ["PickleReader"]),
        fuzzer("FuzzModel", uses: ["Inference", "ModelFormats"]),
    ],
    swiftLanguageModes: [.v6]
)
