import CentralView
import Foundation
import Journal
import Practices
import Records
import Store
import SystemPackage

/// What an authority asks of the records of many firms.
extension Step {
  private static let firmCount = 20
  private static let firmSize = 5_000
  private static let knownCompanies = 500

  /// Writes, packs and imports the journals of the firms.
  static func makeFirms(_ workspace: Workspace) throws -> Measurement {
    let authority = try workspace.makeAuthority("authority-firms")
    var bundles: [FilePath] = []
    for number in 1...firmCount {
      let firm = try workspace.makeFirm("firm-\(number)", reportingTo: authority)
      try write(firm, seed: UInt64(100 + number))
      let bundle = workspace.bundle("firm-\(number)")
      _ = try workspace.open("firm-\(number)").pack(PackOptions(output: bundle))
      bundles.append(bundle)
    }
    let opened = try workspace.open("authority-firms")
    return try measure(firmCount * firmSize) {
      _ = try opened.importBundles(bundles)
      if let first = try opened.view.malformed().first {
        throw StepFailure("an entry is malformed: \(first.reason)")
      }
    }
  }

  private static func write(_ firm: Store, seed: UInt64) throws {
    var generator = FirmGenerator(
      organisation: firm.settings.organisation,
      seed: seed,
      known: knownCompanies,
    )
    var writer = try writer(of: firm)
    for _ in 0..<5 { _ = try writer.append(generator.lines(firmSize / 5, of: firmSize)) }
  }

  /// Compares their customers, as the first question does.
  static func matchFirms(_ workspace: Workspace) throws -> Measurement {
    let authority = try workspace.open("authority-firms")
    var measurement = try measure(0) { try authority.view.matchParties() }
    measurement.entries = try authority.view.partyCount()
    return measurement
  }

  /// All rules together; what each takes goes to standard error.
  static func askForFindings(_ workspace: Workspace) throws -> Measurement {
    let authority = try workspace.open("authority-firms")
    guard let date = CalendarDate(FirmGenerator.judgedOn) else { throw StepFailure("no date") }
    for rule in CrossFirmRule.allCases {
      let options = FindingOptions(date: date, rules: [rule])
      let (seconds, found) = try measured { try authority.findings(options) }
      tell(rule.rawValue, found.count, seconds)
    }
    return try measure(0) {
      guard try !authority.findings(FindingOptions(date: date)).isEmpty else {
        throw StepFailure("nothing was found")
      }
    }
  }

  /// Where the firms say different things.
  static func askForContradictions(_ workspace: Workspace) throws -> Measurement {
    let authority = try workspace.open("authority-firms")
    var count = 0
    let measurement = try measure(0) {
      let parties = try authority.view.parties(judgedBy: authority.settings.organisation)
      count = try authority.view.contradictions(
        among: parties.map { $0.members.map { PartyRecord($0.record, of: $0.organisation) } }
      ).count
    }
    tell("contradictions", count, measurement.seconds)
    return measurement
  }

  /// What `conflicts list` asks.
  static func askForConflicts(_ workspace: Workspace) throws -> Measurement {
    let authority = try workspace.open("authority-firms")
    var count = 0
    let measurement = try measure(0) { count = try authority.conflicts().count }
    tell("conflicts", count, measurement.seconds)
    return measurement
  }

  private static func tell(_ name: String, _ count: Int, _ seconds: Double) {
    let line = "  \(name): \(count) in \(String(format: "%.3f", seconds)) s\n"
    FileHandle.standardError.write(Data(line.utf8))
  }
}
