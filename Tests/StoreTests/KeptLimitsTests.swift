import CentralView
import Foundation
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

@Suite("Limits of what waits")
struct KeptLimitsTests {
  let fixture = Fixture()

  private func size(_ path: FilePath) throws -> Int64 {
    try #require(PosixSize.of(path))
  }

  /// Bundles of strangers, one each.
  private func strangers(_ names: String..., for authority: Store) throws -> [FilePath] {
    try names.map { name in
      let firm = try fixture.store(name)
      _ = try firm.trust(authority.card(), as: .authority, isCompared: true)
      return try fixture.pack(firm, name)
    }
  }

  @Test("Strangers share one limit", .temporaryFolder)
  func unknown() throws {
    let authority = try fixture.store("authority", role: .authority)
    let bundles = try strangers("one", "two", for: authority)
    let limits = KeptLimits(ofUnknown: try size(bundles[0]) + 100)
    let before = try authority.snapshot()
    let rehearsed = try authority.importBundles(bundles, isRehearsal: true, limits: limits)
    #expect(rehearsed.bundles.map(\.outcome) == [.quarantined, .refused])
    #expect(try authority.snapshot().filter { $0.key != "lock" } == before)
    let report = try authority.importBundles(bundles, limits: limits)
    #expect(report.bundles.map(\.outcome) == rehearsed.bundles.map(\.outcome))
    #expect(report.bundles.map(\.reason) == rehearsed.bundles.map(\.reason))
    let refused = report.bundles[1]
    #expect(refused.reason?.contains("whose senders you do not trust may take") == true)
    #expect(refused.reason?.contains("bytes") == true)
    #expect(refused.remedy?.contains("steward trust add") == true)
    #expect(try authority.names(in: authority.layout.quarantine).count == 1)
    // What is kept already counts the next time.
    let again = try authority.importBundles([bundles[1]], limits: limits)
    #expect(again.bundles.map(\.outcome) == [.refused])
    #expect(try authority.importBundles([bundles[1]]).bundles.map(\.outcome) == [.quarantined])
    #expect(try authority.names(in: authority.layout.quarantine).count == 2)
  }

  @Test(
    "One signer's gaps do not crowd out another's, and all together have an end",
    .temporaryFolder,
  )
  func signers() throws {
    let (authority, firms) = try fixture.introduced("firm", "other")
    func later(_ firm: Store, _ name: String) throws -> FilePath {
      try firm.addCustomer(["name": "A customer of \(name)", "reference": "K-\(name)"])
      return try fixture.pack(firm, name, since: firm.ownSize - 1)
    }
    let bundles = try [later(firms[0], "a"), later(firms[0], "b"), later(firms[1], "c")]
    let largest = try bundles.map(size).max() ?? 0
    let limits = KeptLimits(ofSigner: largest + 100)
    let copy = try fixture.copy(authority, "copy")
    let report = try authority.importBundles(bundles, limits: limits)
    #expect(report.bundles.map(\.outcome) == [.held, .refused, .held])
    #expect(report.bundles[1].reason?.contains("bundles of firm works may take") == true)
    #expect(report.bundles[1].remedy?.contains("steward pack --full") == true)
    let all = try copy.importBundles(bundles, limits: KeptLimits(inAll: 2 * largest + 100))
    #expect(all.bundles.map(\.outcome) == [.held, .held, .refused])
    #expect(all.bundles[2].reason?.hasPrefix("all bundles that wait may take") == true)
    // The gap closes, and what was kept merges by itself.
    let whole = try fixture.pack(firms[0], "whole")
    let merged = try authority.importBundles([whole], limits: limits)
    #expect(merged.bundles.allSatisfy { [.merged, .nothingNew].contains($0.outcome) })
    #expect(try authority.names(in: authority.layout.held).count == 1)
  }

  @Test("The limits are those of the format")
  func standard() {
    let limits = KeptLimits()
    #expect(limits.ofSigner == 1 << 30)
    #expect(limits.ofUnknown == 1 << 30)
    #expect(limits.inAll == 4 << 30)
  }
}

/// How many bytes a file has.
private enum PosixSize {
  static func of(_ path: FilePath) -> Int64? {
    (try? FileManager.default.attributesOfItem(atPath: path.string))?[.size] as? Int64
  }
}
