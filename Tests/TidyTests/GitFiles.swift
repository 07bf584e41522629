import Foundation
import TestSupport

/// What git keeps of the checkout that these tests were built from.
enum GitFiles {
  /// The paths that git keeps, or `nil` where it keeps none here.
  static let paths: [String]? = {
    let git = Process()
    git.executableURL = URL(filePath: "/usr/bin/env")
    // A checkout that belongs to somebody else, as in a container, is read all the same.
    git.arguments = [
      "git", "-c", "safe.directory=*", "-C", Checkout.url.path(), "ls-files", "-z", "--cached",
      "--others", "--exclude-standard",
    ]
    let output = Pipe()
    git.standardOutput = output
    git.standardError = Pipe()
    guard (try? git.run()) != nil else { return nil }
    let bytes = (try? output.fileHandleForReading.readToEnd()) ?? Data()
    git.waitUntilExit()
    guard git.terminationStatus == 0 else { return nil }
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }()
}
