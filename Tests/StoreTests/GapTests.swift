import CentralView
import Foundation
import Journal
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

@Suite("Gaps")
struct GapTests {
  let fixture = Fixture()

  /// What is missing, computed entry by entry.
  private func slow(held: UInt64, _ stretches: [Range<UInt64>], end: UInt64) -> [UInt64] {
    guard stretches.contains(where: { $0.lowerBound <= end }) else { return [] }
    let last = stretches.map(\.lowerBound).filter { $0 <= end }.max() ?? 0
    return (held..<max(held, last)).filter { index in !stretches.contains { $0.contains(index) } }
  }

  @Test("The gaps are the entries that are neither held nor waiting")
  func everyCombination() {
    for seed in 0..<500 {
      var random = SeededGenerator(seed: UInt64(seed))
      let held = UInt64.random(in: 0..<6, using: &random)
      var survey = GapSurvey()
      var stretches: [Range<UInt64>] = []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let start = UInt64.random(in: 0..<30, using: &random)
        let stretch = start..<start + UInt64.random(in: 1..<8, using: &random)
        stretches.append(stretch)
        survey.add(stretch, of: "a", held: held)
      }
      let end = UInt64.random(in: 0..<40, using: &random)
      let found = survey.missing(of: "a", before: end)
      #expect(
        found.flatMap { Array($0) } == slow(held: held, stretches, end: end),
        "seed \(seed)",
      )
      #expect(zip(found, found.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
      let waiting = (held..<60).filter { index in stretches.contains { $0.contains(index) } }
      #expect(survey.waiting(of: "a") == UInt64(waiting.count), "seed \(seed)")
    }
    #expect(GapSurvey.words([3..<10, 12..<13]) == "entries 3 to 9 and 12")
    #expect(GapSurvey.words([3..<4]) == "entry 3")
    #expect(GapSurvey.words([0..<2, 3..<5, 6..<7]) == "entries 0 to 1, 3 to 4 and 6")
  }

  /// A firm, and its journal in bundles of `count` entries each.
  private func increments(_ number: Int) throws -> (Store, Store, [FilePath], [UInt64]) {
    let (authority, firms) = try fixture.introduced("firm")
    var (bundles, sizes): ([FilePath], [UInt64]) = ([], [])
    for index in 0..<number {
      let since = index == 0 ? 0 : try firms[0].ownSize
      for row in 0..<3 { try firms[0].addCustomer(["name": "Number \(index) \(row)"]) }
      bundles.append(try fixture.pack(firms[0], "part-\(index)", since: since))
      sizes.append(try firms[0].ownSize)
    }
    return (authority, firms[0], bundles, sizes)
  }

  @Test("Each bundle that waits names exactly what is missing before it", .temporaryFolder)
  func exactReasons() throws {
    let (authority, firm, parts, sizes) = try increments(6)
    _ = try authority.importBundles([parts[0]])
    let report = try authority.importBundles([parts[2], parts[4], parts[5]])
    #expect(report.bundles.map(\.outcome) == [.held, .held, .held])
    let between = [sizes[0]..<sizes[1], sizes[2]..<sizes[3]]
    #expect(report.bundles.map { $0.journals[0].missing } == [[between[0]], between, between])
    #expect(report.bundles[1].reason?.contains(GapSurvey.words(between)) == true)
    #expect(report.bundles[0].remedy?.hasSuffix("steward pack --since \(sizes[0])") == true)
    #expect(report.bundles[0].remedy?.contains("firm works") == true)
    let gap = try #require(try authority.gaps().first)
    #expect(gap.missing == between)
    #expect(gap.waiting == sizes[2] - sizes[1] + sizes[5] - sizes[3])
    let listed = try authority.journals().first { $0.origin == firm.settings.origin.text }
    #expect(listed?.gap == gap)
    // The first gap closes, and what waited for it alone is merged by itself.
    let first = try authority.importBundles([parts[1]])
    #expect(first.bundles.count { $0.outcome == .merged } == 2)
    #expect(try authority.gaps().map(\.missing) == [[between[1]]])
    let second = try authority.importBundles([parts[3]])
    #expect(second.bundles.allSatisfy { $0.outcome == .merged })
    #expect(try authority.gaps().isEmpty)
    #expect(try authority.view.records(ofForm: "customer").count == 18)
  }

  @Test("A journal of which the beginning is missing is listed with what waits", .temporaryFolder)
  func atTheStart() throws {
    let (authority, firm, parts, sizes) = try increments(2)
    let report = try authority.importBundles([parts[1]])
    #expect(report.bundles[0].journals[0].missing == [0..<sizes[0]])
    let listed = try authority.journals().first { $0.origin == firm.settings.origin.text }
    #expect(listed?.size == 0)
    #expect(listed?.gap?.missing == [0..<sizes[0]])
    #expect(try authority.verify().allSatisfy { $0.problem == nil })
    // A rehearsal says the same, and leaves it waiting.
    let rehearsal = try authority.importBundles([parts[0]], isRehearsal: true)
    #expect(rehearsal.bundles.allSatisfy { $0.outcome == .merged })
    #expect(try authority.gaps().count == 1)
    #expect(try authority.importBundles([parts[0]]).bundles.count == 2)
    #expect(try authority.gaps().isEmpty)
  }

  @Test("A gap in one office’s journal does not hold back the other’s", .temporaryFolder)
  func otherJournal() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let office = try fixture.office("office", of: firms[0])
    _ = try office.trust(authority.card(), as: .authority, isCompared: true)
    try office.addCustomer(["name": "One", "reference": "O-1"])
    _ = try fixture.pack(office, "never-sent")
    let since = try office.ownSize
    try office.addCustomer(["name": "Two", "reference": "O-2"])
    let late = try fixture.pack(office, "late", since: since)
    try firms[0].addCustomer(["name": "Three", "reference": "F-1"])
    let report = try authority.importBundles([late, fixture.pack(firms[0], "whole")])
    #expect(report.bundles.map(\.outcome) == [.held, .merged])
    #expect(try authority.gaps().map(\.origin) == [office.settings.origin.text])
    #expect(try authority.gaps().map(\.missing) == [[0..<since]])
    #expect(try authority.customer("F-1").body["name"]?.string == "Three")
  }

  @Test("Stubs fill a gap: it is the bytes that are missing, not the place", .temporaryFolder)
  func stubs() throws {
    let (authority, firms) = try fixture.introduced("firm")
    _ = try firms[0].add(
      form: firms[0].form(named: "customer"),
      body: .object(strings: ["name": "At home"]),
      audience: [],
    )
    let first = try fixture.pack(firms[0], "first")
    let since = try firms[0].ownSize
    try firms[0].addCustomer(["name": "Shown", "reference": "K-1"])
    let second = try fixture.pack(firms[0], "second", since: since)
    #expect(try authority.importBundles([second]).bundles.map(\.outcome) == [.held])
    _ = try authority.importBundles([first])
    #expect(try authority.gaps().isEmpty)
    #expect(try authority.customer("K-1").body["name"]?.string == "Shown")
  }
}
