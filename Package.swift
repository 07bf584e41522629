// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is held to the same rules; a warning is a failed build.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "steward",
  products: [
    .executable(name: "steward", targets: ["steward"]),
    // For `Tools/Benchmarks`, a package of its own.
    .library(
      name: "Store",
      targets: ["Store", "Bundling", "CentralView", "Journal", "Practices", "Records", "Sealing"],
    ),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
  ],
  targets: [
    // System libraries.
    .systemLibrary(
      name: "CArchive",
      pkgConfig: "libarchive",
      providers: [.apt(["libarchive-dev"])],
    ),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // The core: values, then the log of values, then who signs it, then the log in a parcel.
    .target(name: "Records", dependencies: [.crypto], swiftSettings: strict),
    .target(
      name: "Journal",
      dependencies: ["Records", .crypto, .systemPackage],
      swiftSettings: strict,
    ),
    .target(
      name: "Sealing",
      dependencies: ["Records", "Journal", .crypto],
      swiftSettings: strict,
    ),
    .target(
      name: "Bundling",
      dependencies: [
        "CArchive", "CZlib", "Records", "Journal", "Sealing", .crypto, .systemPackage,
      ],
      swiftSettings: strict,
    ),

    // What the journals say, and what the practices ask of it.
    .target(
      name: "CentralView",
      dependencies: ["Records", "Journal", .grdb, .sqlite],
      resources: [.embedInCode("Matching/Tables")],
      swiftSettings: strict,
    ),
    .target(
      name: "Practices",
      dependencies: ["Records", "CentralView"],
      resources: [
        .embedInCode("Forms"), .embedInCode("Packages"),
        .embedInCode("Register/substances.json"), .embedInCode("Texts"),
      ],
      swiftSettings: strict,
    ),

    // The program.
    .target(
      name: "Store",
      dependencies: [
        "Records", "Journal", "Sealing", "Bundling", "CentralView", "Practices", .crypto,
        .systemPackage,
      ],
      swiftSettings: strict,
    ),
    .target(
      name: "Commands",
      dependencies: [
        "Store", "CentralView", "Journal", "Practices", "Records", "Sealing", .argumentParser,
        .systemPackage,
      ],
      swiftSettings: strict,
    ),
    .executableTarget(name: "steward", dependencies: ["Commands"], swiftSettings: strict),

    // Tests, and what several of them share.
    .target(
      name: "TestSupport",
      dependencies: ["Journal", "Records", .systemPackage],
      path: "Tests/TestSupport",
      swiftSettings: strict,
    ),
    .testTarget(
      name: "RecordsTests",
      dependencies: ["Records", "TestSupport"],
      swiftSettings: strict,
    ),
    .testTarget(
      name: "JournalTests",
      dependencies: ["Journal", "Records", "TestSupport", .systemPackage],
      swiftSettings: strict,
    ),
    .testTarget(
      name: "SealingTests",
      dependencies: ["Sealing", "Journal", "Records", "TestSupport", .systemPackage],
      swiftSettings: strict,
    ),
    .testTarget(
      name: "BundlingTests",
      dependencies: [
        "Bundling", "CZlib", "Journal", "Records", "Sealing", "TestSupport", .systemPackage,
      ],
      swiftSettings: strict,
    ),
    .testTarget(
      name: "CentralViewTests",
      dependencies: ["CentralView", "Journal", "Records", "TestSupport", .grdb, .systemPackage],
      swiftSettings: strict,
    ),
    .testTarget(
      name: "PracticesTests",
      dependencies: ["CentralView", "Practices", "Records", "TestSupport"],
      exclude: ["Year"],
      swiftSettings: strict,
    ),
    .testTarget(
      name: "StoreTests",
      dependencies: [
        "Store", "Bundling", "CentralView", "Journal", "Practices", "Records", "Sealing",
        "TestSupport", .systemPackage,
      ],
      swiftSettings: strict,
    ),
    .testTarget(
      name: "CommandsTests",
      dependencies: [
        "CentralView", "Commands", "Practices", "Records", "Sealing", "Store", "TestSupport",
        "steward",
        .argumentParser, .systemPackage,
      ],
      exclude: ["Transcripts"],
      swiftSettings: strict,
    ),
    .testTarget(name: "TidyTests", dependencies: ["TestSupport"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
)

extension Target.Dependency {
  static var argumentParser: Self {
    .product(name: "ArgumentParser", package: "swift-argument-parser")
  }
  static var crypto: Self { .product(name: "Crypto", package: "swift-crypto") }
  static var grdb: Self { .product(name: "GRDB", package: "GRDB.swift") }
  /// The SQLite C API that GRDB is built on, for rows by the million.
  static var sqlite: Self { .product(name: "GRDBSQLite", package: "GRDB.swift") }
  static var systemPackage: Self { .product(name: "SystemPackage", package: "swift-system") }
}
