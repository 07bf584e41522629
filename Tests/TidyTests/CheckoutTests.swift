import Testing

/// What git keeps: skipped, and visibly so, where the sources are no checkout.
@Suite(
  "Checkout",
  .enabled(if: GitFiles.paths != nil, "not a git checkout, or git is absent"),
)
struct CheckoutTests {
  @Test("The top level holds what the design names, and hidden files")
  func topLevel() throws {
    let allowed: Set = ["Package.swift", "Sources", "Tests", "Bundles", "Tools", "README.md"]
    let names = Set(try #require(GitFiles.paths).compactMap { $0.split(separator: "/").first })
    for name in names where !name.hasPrefix(".") {
      #expect(allowed.contains(String(name)), "\(name) stands at the top level")
    }
  }

  @Test("Every file has a name that Windows, FAT32 and a plain archive can hold")
  func names() throws {
    for path in try #require(GitFiles.paths) {
      if let reason = Self.fault(of: path) { Issue.record("\(path): \(reason)") }
    }
  }

  @Test("No two files differ only in case")
  func cases() throws {
    let files = try #require(GitFiles.paths)
    #expect(Set(files.map { $0.lowercased() }).count == files.count)
  }

  @Test(
    "A bad name is noticed",
    arguments: [
      "a/b:c", "a/con", "a/NUL.txt", "a/lpt1", "a./b", "a /b", "a/b?", "a/b\\c", "a/é", "a/b\u{1}",
      String(repeating: "x", count: 101), "a/\"b\"",
    ],
  )
  func badName(_ path: String) { #expect(Self.fault(of: path) != nil) }

  private static func fault(of path: String) -> String? {
    let devices = ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] }
    for name in path.split(separator: "/") {
      if name.utf8.count > 100 { return "longer than 100 bytes" }
      let isPlain = name.utf8.allSatisfy { 0x20..<0x7F ~= $0 }
      if !isPlain { return "has a character outside ASCII" }
      if name.contains(where: { #"<>:"\|?*"#.contains($0) }) { return "has a character of Windows" }
      if name.hasSuffix(".") || name.hasSuffix(" ") { return "ends in a full stop or a space" }
      let stem = name.prefix { $0 != "." }.lowercased()
      if devices.contains(stem) { return "is the name of a device" }
    }
    return nil
  }
}
