import Foundation
import TestSupport
import Testing

@testable import CentralView

@Suite("Matching quality")
struct MatchingQualityTests {
  /// What became of the names that were changed in one way.
  struct Count {
    var right = 0
    var wrong = 0
    var missed = 0

    var precision: Double { Double(right) / Double(max(1, right + wrong)) }
    var recall: Double { Double(right) / Double(max(1, right + missed)) }

    static func + (left: Self, right: Self) -> Self {
      Self(
        right: left.right + right.right,
        wrong: left.wrong + right.wrong,
        missed: left.missed + right.missed,
      )
    }
  }

  @Test(
    "Names that come back changed find their company, and hardly ever another",
    .enabled(if: SharedFolder.isPresent, SharedFolder.absence),
  )
  func quality() throws {
    let rows = try CompanyRow.all()
    let index = PartyIndex(rows.map { $0.party() })
    var random = SeededGenerator(seed: 7)
    var total = Count()
    var report = ""
    for change in NameChange.allCases {
      var count = Count()
      for (number, row) in rows.enumerated() {
        guard let name = change.apply(to: row, &random) else { continue }
        var changed = row
        (changed.name, changed.tradeName) = (name, "")
        let found = index.best(changed.party(withNumber: false))
        let isTwin = { (other: Int) in
          FoldedText.words(rows[other].name) == FoldedText.words(row.name)
        }
        count.wrong += found.count { $0 != number && !isTwin($0) }
        if found.contains(number) { count.right += 1 } else { count.missed += 1 }
      }
      total = total + count
      report += Self.line(change.rawValue, count)
    }
    report += Self.line("all", total)
    print("way              names  precision  recall\n\(report)")
    #expect(total.precision >= 0.98)
    #expect(total.recall >= 0.90)
  }

  @Test(
    "No two companies with different numbers in one register are ever matched",
    .enabled(if: SharedFolder.isPresent, SharedFolder.absence),
  )
  func registers() throws {
    let rows = try CompanyRow.all()
    let profiles = rows.map { PartyProfile($0.party(), tables: .standard) }
    let index = PartyIndex(rows.map { $0.party() })
    var compared = 0
    for (number, row) in rows.enumerated() where !row.number.isEmpty {
      for other in index.candidates(profiles[number]) where other < number {
        let second = rows[other]
        guard second.country == row.country, !second.number.isEmpty, second.number != row.number
        else { continue }
        compared += 1
        #expect(
          PartyMatch(profiles[number], profiles[other]) == nil,
          "\(row.name), \(second.name)",
        )
      }
    }
    #expect(compared > 500)
  }

  private static func line(_ name: String, _ count: Count) -> String {
    let names = String(count.right + count.missed)
    let padded = name.padding(toLength: 16, withPad: " ", startingAt: 0)
    let figures = [count.precision, count.recall].map { String(format: "%.3f", $0) }
    return "\(padded)\(String(repeating: " ", count: max(0, 6 - names.count)))\(names)"
      + "      \(figures[0])   \(figures[1])\n"
  }
}

/// The companies of a test, filed under their keys as the view files them.
private struct PartyIndex {
  private let profiles: [PartyProfile]
  private var places: [Int64: [Int]] = [:]

  init(_ parties: [Party]) {
    profiles = parties.map { PartyProfile($0, tables: .standard) }
    for (number, profile) in profiles.enumerated() {
      for key in MatchKeys(profile, pool: "customer").keys {
        places[key, default: []].append(number)
      }
    }
  }

  /// Those that share a strong key or two weak ones.
  func candidates(_ profile: PartyProfile) -> [Int] {
    var counts: [Int: Int] = [:]
    for key in MatchKeys(profile, pool: "customer").keys {
      for number in MatchKeys.partners(of: key).flatMap({ places[$0] ?? [] }) {
        counts[number, default: 0] += 1 + Int(key & 1)
      }
    }
    return counts.filter { $0.value >= 2 }.keys.sorted()
  }

  /// The best matches, and those nearly as good.
  func best(_ party: Party) -> [Int] {
    let profile = PartyProfile(party, tables: .standard)
    let matches = candidates(profile).compactMap { number in
      PartyMatch(profile, profiles[number]).map { (number, $0.score) }
    }
    let best = matches.map(\.1).max() ?? 0
    return matches.filter { $0.1 >= best - 2 }.map(\.0)
  }
}
