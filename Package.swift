// swift-tools-version: 6.2

import PackageDescription

/// The language features every target is held to.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    // Tests run against the release build, the one that ships, so that there is a single configuration to build.
    .unsafeFlags(["-enable-testing"], .when(configuration: .release)),
]

/// Loops over pixels and samples are unusable without optimisation, so these targets have it in debug builds too.
let optimised: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// Long tables of cases run once: optimising them takes minutes and gains nothing.
let data: [SwiftSetting] = strict + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let tracing: Target.Dependency = .product(name: "Tracing", package: "swift-distributed-tracing")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "lectern",
    products: [
        .executable(name: "lectern", targets: ["lectern"]),
        .executable(name: "lectern-media", targets: ["lectern-media"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.4"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: [.defaults, "YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-http-structured-headers", from: "1.7.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // The service's side. A target imports only targets above it; scripts/lint.sh proves it.
        .target(name: "ReviewModel", swiftSettings: strict),
        .target(
            name: "Storage",
            dependencies: [
                "ReviewModel", .product(name: "GRDB", package: "GRDB.swift"), nio,
                .product(name: "NIOPosix", package: "swift-nio"), .product(name: "SystemPackage", package: "swift-system"), crypto, metrics,
                "CPostgres", "CFileSystem",
            ],
            swiftSettings: strict),
        .target(name: "CFileSystem"),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(
            name: "JobQueue",
            dependencies: [
                "ReviewModel", "Storage", .product(name: "AsyncAlgorithms", package: "swift-async-algorithms"), lifecycle, logging, metrics,
                tracing,
            ],
            swiftSettings: strict),
        .target(
            name: "MediaProcess",
            dependencies: [
                "ReviewModel", .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"), logging,
            ],
            swiftSettings: strict),
        .target(
            name: "Ingest",
            dependencies: [
                "ReviewModel", "Storage", "JobQueue", "MediaProcess", .product(name: "AsyncAlgorithms", package: "swift-async-algorithms"), crypto,
                .product(name: "AsyncHTTPClient", package: "async-http-client"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"), lifecycle, logging, nio,
            ],
            swiftSettings: strict),
        .target(
            name: "Transcription", dependencies: ["ReviewModel", "Storage", "JobQueue", "MediaProcess"], swiftSettings: strict),
        .target(
            name: "Analysis", dependencies: ["ReviewModel", "Storage", "JobQueue", "MediaProcess"], swiftSettings: strict),
        .target(
            name: "Feedback",
            dependencies: [
                "ReviewModel", "Storage", "JobQueue", "MediaProcess", "Ingest", "Transcription", "Analysis",
                .product(name: "Mustache", package: "swift-mustache"),
                nio, .product(name: "NIOHTTP1", package: "swift-nio"), crypto, lifecycle, logging, metrics,
            ],
            resources: [
                .embedInCode("Templates/report.mustache"), .embedInCode("Templates/content.mustache"), .embedInCode("Templates/report.css"),
            ],
            swiftSettings: strict),
        .target(name: "OpenAPI", resources: [.embedInCode("openapi.yaml")], swiftSettings: strict),
        .target(
            name: "Server",
            dependencies: [
                "ReviewModel", "Storage", "JobQueue", "Ingest", "Transcription", "Feedback", "OpenAPI",
                .product(name: "Hummingbird", package: "hummingbird"), .product(name: "AsyncAlgorithms", package: "swift-async-algorithms"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"), .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "RawStructuredFieldValues", package: "swift-http-structured-headers"), lifecycle, logging, metrics, nio, crypto,
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"), .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "Yams", package: "Yams"),
            ],
            resources: [
                .embedInCode("Templates/answer.mustache"), .embedInCode("Templates/course.mustache"), .embedInCode("Templates/frame.mustache"),
                .embedInCode("Templates/home.mustache"), .embedInCode("Templates/menus.mustache"), .embedInCode("Templates/problem.mustache"),
                .embedInCode("Templates/progress.mustache"), .embedInCode("Templates/queues.mustache"), .embedInCode("Templates/review.mustache"),
                .embedInCode("Templates/signin.mustache"), .embedInCode("Templates/spoken.mustache"),
                .embedInCode("Assets/icon.svg"), .embedInCode("Assets/list.js"), .embedInCode("Assets/live.js"), .embedInCode("Assets/page.js"),
                .embedInCode("Assets/pages.css"), .embedInCode("Assets/player.js"), .embedInCode("Assets/queues.js"),
                .embedInCode("Assets/responses.js"), .embedInCode("Assets/review.js"), .embedInCode("Assets/signin.js"),
                .embedInCode("Assets/swap.js"), .embedInCode("Assets/texts.js"), .embedInCode("Assets/transcript.js"), .embedInCode("Assets/tus.js"),
                .embedInCode("Assets/unfinished.js"), .embedInCode("Assets/upload.js"),
            ],
            swiftSettings: strict),
        .target(
            name: "Telemetry", dependencies: [.product(name: "CoreMetrics", package: "swift-metrics")], swiftSettings: strict),
        .executableTarget(
            name: "lectern",
            dependencies: [
                "ReviewModel", "Storage", "JobQueue", "MediaProcess", "Ingest", "Transcription", "Analysis", "Feedback", "Server", "Telemetry",
                arguments, lifecycle, logging, metrics, .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "AsyncAlgorithms", package: "swift-async-algorithms"),
                .product(name: "Hummingbird", package: "hummingbird"), nio, .product(name: "Yams", package: "Yams"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Subprocess", package: "swift-subprocess"), .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),

        // The child's side: the only code that opens media. It shares ReviewModel alone with the service.
        .target(name: "Detection", dependencies: ["ReviewModel"], swiftSettings: optimised),
        .target(name: "Media", dependencies: ["ReviewModel", "Detection", "CLibAV"], swiftSettings: optimised),
        .target(name: "Speech", dependencies: ["ReviewModel", "CWhisper"], swiftSettings: optimised),
        .executableTarget(
            name: "lectern-media",
            dependencies: ["ReviewModel", "Detection", "Media", "Speech", "CSandbox", arguments],
            swiftSettings: strict),
        .systemLibrary(name: "CLibAV", providers: [.apt(["libavformat-dev", "libavcodec-dev", "libswscale-dev", "libswresample-dev"])]),
        .systemLibrary(name: "CWhisper", pkgConfig: "lectern-whisper"),
        .target(name: "CSandbox", linkerSettings: [.linkedLibrary("seccomp")]),

        .target(name: "TestSupport", dependencies: ["ReviewModel"], path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(name: "ReviewModelTests", dependencies: ["ReviewModel"], swiftSettings: strict),
        .target(
            name: "StorageTestSupport", dependencies: ["Storage", "TestSupport"], path: "Tests/StorageTestSupport", swiftSettings: strict),
        .testTarget(
            name: "StorageTests", dependencies: ["ReviewModel", "Storage", "TestSupport", "StorageTestSupport", nio], swiftSettings: strict),
        .testTarget(
            name: "JobQueueTests",
            dependencies: [
                "ReviewModel", "Storage", "JobQueue", "TestSupport", "StorageTestSupport", lifecycle, logging, tracing,
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
            ],
            swiftSettings: strict),
        // Web servers of the tests' own, and a client that reaches these and no others of the house.
        .target(
            name: "WebTestSupport", dependencies: ["Ingest", nio, .product(name: "NIOPosix", package: "swift-nio")], path: "Tests/WebTestSupport",
            swiftSettings: strict),
        .testTarget(
            name: "IngestTests",
            dependencies: [
                "ReviewModel", "Storage", "JobQueue", "Ingest", "TestSupport", "StorageTestSupport", "WebTestSupport", crypto, logging, nio,
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .testTarget(name: "TranscriptionTests", dependencies: ["ReviewModel", "Transcription"], swiftSettings: strict),
        .testTarget(name: "AnalysisTests", dependencies: ["ReviewModel", "Analysis"], swiftSettings: strict),
        .testTarget(
            name: "FeedbackTests",
            dependencies: [
                "ReviewModel", "Storage", "JobQueue", "MediaProcess", "Ingest", "Transcription", "Analysis", "Feedback", "TestSupport",
                "StorageTestSupport", "WebTestSupport",
                lifecycle, logging,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ServerTests",
            dependencies: [
                "ReviewModel", "Storage", "JobQueue", "Ingest", "Server", "OpenAPI", "TestSupport", "StorageTestSupport", nio, crypto, logging,
                .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "JWTKit", package: "jwt-kit"), .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),
        .testTarget(name: "TelemetryTests", dependencies: ["Telemetry", metrics], swiftSettings: strict),
        .testTarget(name: "DetectionTests", dependencies: ["ReviewModel", "Detection"], swiftSettings: strict),
        .testTarget(name: "MediaTests", dependencies: ["ReviewModel", "Detection", "Media", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "SpeechTests", dependencies: ["ReviewModel", "Speech"], swiftSettings: strict),
        .testTarget(
            name: "LecternTests",
            dependencies: [
                "ReviewModel", "TestSupport", "StorageTestSupport", .product(name: "AsyncHTTPClient", package: "async-http-client"), nio,
                .product(name: "NIOHTTP1", package: "swift-nio"), crypto,
            ],
            swiftSettings: strict),

        // Faults injected at known times, which prove the checks: `make truth`, and in a small form the tests.
        .target(name: "TruthSuite", dependencies: ["ReviewModel", "TestSupport"], path: "Tests/TruthSuite", swiftSettings: data),
        .executableTarget(
            name: "lectern-truth", dependencies: ["ReviewModel", "TestSupport", "TruthSuite", arguments], path: "Tests/TruthProgram",
            swiftSettings: strict),
        .executableTarget(
            name: "lectern-bench",
            dependencies: [
                "ReviewModel", "Storage", "JobQueue", "Analysis", "TestSupport", "StorageTestSupport", arguments, logging, lifecycle, nio,
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            path: "Tests/BenchProgram", swiftSettings: strict),
        // Workers that are killed, stopped and cut off while they work, which proves the queue: `make chaos`, and in a small form the tests.
        .target(
            name: "ChaosSuite",
            dependencies: [
                "ReviewModel", "Storage", "JobQueue", "TestSupport", "StorageTestSupport", lifecycle, logging, nio,
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Tests/ChaosSuite", swiftSettings: strict),
        .executableTarget(
            name: "lectern-chaos", dependencies: ["ChaosSuite", "StorageTestSupport", arguments], path: "Tests/ChaosProgram", swiftSettings: strict),
        .testTarget(name: "ChaosTests", dependencies: ["ChaosSuite", "StorageTestSupport", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "TruthTests", dependencies: ["ReviewModel", "TestSupport", "TruthSuite"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
