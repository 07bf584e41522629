import Testing

/// Which target may import what.
///
/// Arrows point one way, from the program to the core.
@Suite("Arrows")
struct ArrowsTests {
  /// The modules of this package and of others that a target may import.
  private static let allowed: [String: Set<String>] = [
    "Records": ["Crypto"],
    "Journal": ["Records", "Crypto", "SystemPackage"],
    "Sealing": ["Records", "Journal", "Crypto", "CryptoExtras"],
    "Bundling": [
      "CArchive", "CZlib", "Records", "Journal", "Sealing", "Crypto", "SystemPackage",
    ],
    "CentralView": ["Dispatch", "GRDB", "GRDBSQLite", "Records", "Journal"],
    "Practices": ["Records", "CentralView"],
    "Store": [
      "Records", "Journal", "Sealing", "Bundling", "CentralView", "Practices", "Crypto",
      "SystemPackage",
    ],
    "Commands": [
      "ArgumentParser", "Store", "Records", "CentralView", "Practices", "Journal", "Sealing",
      "SystemPackage",
    ],
    "steward": ["Commands"],
  ]

  /// Modules that come with Swift and ask nothing of the machine.
  private static let harmless: Set<String> = ["Swift", "Synchronization"]

  /// Targets that are linked where there is no Foundation.
  private static let withoutFoundation: Set<String> = ["Records", "Journal", "steward"]

  /// Where the machine's own interface may be imported: one file of system calls, the
  /// clock, and the command line, which asks what a terminal is.
  private static func mayImportSystem(_ file: SourceFile) -> Bool {
    file.target == "Commands" || file.path == "Sources/Records/Timestamp+Now.swift"
  }

  @Test("Every import is one that the table allows")
  func imports() throws {
    let files = try SourceFile.all(under: "Sources")
    #expect(files.count > 20)
    for file in files {
      let allowed = Self.allowed[file.target]
      #expect(allowed != nil, "\(file.target) is not in the table")
      for module in file.imports where !Self.harmless.contains(module) {
        switch module {
        case "Foundation", "FoundationEssentials":
          #expect(!Self.withoutFoundation.contains(file.target), "\(file) imports \(module)")
        case "Glibc", "Musl", "Darwin", "WinSDK":
          #expect(
            file.target == "Journal" || Self.mayImportSystem(file),
            "\(file) imports \(module)",
          )
        default:
          #expect(allowed?.contains(module) ?? false, "\(file) imports \(module)")
        }
      }
    }
  }

  @Test("System calls stand in one file of the journal")
  func systemCalls() throws {
    let files = try SourceFile.all(under: "Sources/Journal").filter { $0.imports.contains("Glibc") }
    #expect(files.count <= 1, "\(files)")
  }

  @Test("Imports are found however they are written")
  func parsing() {
    let file = SourceFile(
      path: "Sources/Records/X.swift",
      lines: [
        "import A", "public import B", "@testable import C", "  import D", "import struct E.Name",
        "// import F", "let important = 1", "@_spi(X) public import G  // why", "import H.Part",
      ],
    )
    #expect(file.imports == ["A", "B", "C", "D", "E", "G", "H"])
    #expect(file.target == "Records")
  }
}
