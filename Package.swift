// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
]

let package = Package(
    name: "reperes",
    products: [
        .executable(name: "reperes", targets: ["reperes"]),
        .library(name: "Search", targets: ["Search"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .target(name: "CPlatform", cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),
        .target(name: "CICU", linkerSettings: [.linkedLibrary("icuuc")]),
        .systemLibrary(
            name: "CCmark", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CHunspell", pkgConfig: "hunspell", providers: [.apt(["libhunspell-dev"])]),
        .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
        .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .target(
            name: "Analysis", dependencies: ["CHunspell", "CICU", "CStemmer"],
            resources: [
                .embedInCode("Resources/stop-words.txt"), .embedInCode("Resources/question-words.txt"),
                .embedInCode("Resources/stems.tsv"), .embedInCode("Resources/prefixes.txt"),
                .embedInCode("Resources/short-words.txt"), .embedInCode("Resources/homographs.txt"),
                .embedInCode("Resources/weak-words.txt"),
            ],
            swiftSettings: strict),
        .target(
            name: "Corpus", dependencies: ["Analysis", "CCmark", "CXXHash", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict),
        .target(
            name: "SearchIndex",
            dependencies: [
                "Analysis", "CPlatform", "CZstd", "Corpus", "Meaning", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        // Not even tests can do without the optimizer here: x150 (a text of 100 words in 0.6 s).
        .target(
            name: "CMeaning", cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))],
            linkerSettings: [.linkedLibrary("m")]),
        .target(name: "Meaning", dependencies: ["CMeaning", "CXXHash"], swiftSettings: strict),
        .target(name: "Search", dependencies: ["Analysis", "Corpus", "Meaning", "SearchIndex"], swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "Corpus", "CZlib", "Search", "SearchIndex",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.copy("Templates"), .copy("Public")],
            swiftSettings: strict),
        .executableTarget(
            name: "reperes",
            dependencies: [
                "Analysis", "CPlatform", "Corpus", "Meaning", "Search", "SearchIndex", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "MeaningTests", dependencies: ["CMeaning", "Meaning"],
            swiftSettings: strict),
        .testTarget(name: "AnalysisTests", dependencies: ["Analysis"], swiftSettings: strict),
        .testTarget(name: "CorpusTests", dependencies: ["Analysis", "Corpus"], swiftSettings: strict),
        .testTarget(
            name: "SearchIndexTests",
            dependencies: [
                "Analysis", "Corpus", "Meaning", "SearchIndex", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "SearchTests", dependencies: ["Analysis", "Corpus", "Meaning", "Search", "SearchIndex"],
            swiftSettings: strict),
        .testTarget(
            name: "WebTests", dependencies: ["Corpus", "Meaning", "Search", "SearchIndex", "Web"], swiftSettings: strict
        ),
        .testTarget(name: "EndToEndTests", dependencies: ["reperes"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
