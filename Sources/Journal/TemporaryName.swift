public import SystemPackage

/// The names that files have while they are being written.
///
/// A name is never given twice, so that two processes which replace one file at the same
/// time cannot write into each other's.
public enum TemporaryName {
  /// A new name beside `path`: its own name, eight random characters and `.new`.
  public static func make(for path: FilePath) -> FilePath {
    let number = UInt32.random(in: .min ... .max)
    let digits = String(number, radix: 16)
    let padding = String(repeating: "0", count: 8 - digits.count)
    return FilePath("\(path.string).\(padding)\(digits).new")
  }

  /// Whether a file of this name was left behind by a crash.
  public static func matches(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[parts.count - 1] == "new" else { return false }
    let digits = parts[parts.count - 2].utf8
    return digits.count == 8 && digits.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }
}
