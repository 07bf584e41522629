// swift-tools-version: 6.2
import PackageDescription

/// Measures what DESIGN promises to cost, side by side with what it is compared with.
///
/// A package of its own, so that nobody who builds the program builds this.
let package = Package(
  name: "benchmarks",
  dependencies: [
    .package(name: "steward", path: "../.."),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
  ],
  targets: [
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        .product(name: "Store", package: "steward"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
      ],
    )
  ],
  swiftLanguageModes: [.v6],
)
