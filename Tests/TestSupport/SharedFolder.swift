public import Foundation
public import Testing

/// The folder of public vectors and real data that lies beside a checkout.
///
/// It is not part of the project, so a test that reads it is skipped, and says so,
/// where the folder is absent:
///
///     @Test("…", .enabled(if: SharedFolder.isPresent, SharedFolder.absence))
public enum SharedFolder {
  /// The folder: `STEWARD_SHARED`, else `../shared` beside the checkout.
  public static let url: URL = {
    if let path = ProcessInfo.processInfo.environment["STEWARD_SHARED"], !path.isEmpty {
      return URL(filePath: path)
    }
    return Checkout.url.deletingLastPathComponent().appending(path: "shared")
  }()

  /// Whether the folder is there.
  public static var isPresent: Bool { FileManager.default.fileExists(atPath: url.path()) }

  /// Why a test that needs the folder is skipped.
  public static let absence: Comment = "no shared folder; set STEWARD_SHARED to its path"

  /// The bytes of the file at `path` inside the folder.
  public static func bytes(_ path: String) throws -> [UInt8] {
    try Array(Data(contentsOf: url.appending(path: path)))
  }

  /// The names of the files in the folder at `path`, in order.
  ///
  /// Empty where the shared folder is absent, so that it can be the argument list of a
  /// parameterised test.
  public static func names(in path: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: url.appending(path: path).path()
    )
    return (names ?? []).sorted()
  }
}

/// The checkout that these tests were built from.
public enum Checkout {
  /// Its top folder.
  public static let url = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
