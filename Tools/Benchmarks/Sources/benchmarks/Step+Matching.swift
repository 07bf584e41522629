import CentralView
import Journal
import Records
import Store
import SystemPackage

/// Which records are about one customer.
extension Step {
  private static let customers = 100_000
  private static let fewCustomers = 1_000
  private static let moreCustomers = 100

  /// Matches a hundred thousand customers for the first time.
  static func matchAll(_ workspace: Workspace) throws -> Measurement {
    try match(customers, in: "-matched", workspace)
  }

  /// Matches a hundred more.
  static func matchMore(_ workspace: Workspace) throws -> Measurement {
    try matchMore(in: "-matched", workspace)
  }

  /// Matches a hundred more than a thousand.
  static func matchMoreThanFew(_ workspace: Workspace) throws -> Measurement {
    _ = try match(fewCustomers, in: "-few", workspace)
    return try matchMore(in: "-few", workspace)
  }

  private static func match(
    _ count: Int,
    in suffix: String,
    _ workspace: Workspace,
  ) throws -> Measurement {
    try workspace.makePair(suffix)
    try write(count, seed: 6, in: suffix, workspace)
    let firm = try workspace.open("firm\(suffix)")
    let measurement = try measure(count) { try firm.view.matchParties() }
    guard try firm.view.partyCount() >= count else { throw StepFailure("parties are missing") }
    return measurement
  }

  private static func matchMore(in suffix: String, _ workspace: Workspace) throws -> Measurement {
    try write(moreCustomers, seed: 7, in: suffix, workspace)
    let firm = try workspace.open("firm\(suffix)")
    return try measure(moreCustomers) { try firm.view.matchParties() }
  }

  private static func write(
    _ count: Int,
    seed: UInt64,
    in suffix: String,
    _ workspace: Workspace,
  ) throws {
    let firm = try workspace.open("firm\(suffix)")
    var generator = CustomerGenerator(organisation: firm.settings.organisation, seed: seed)
    var writer = try writer(of: firm)
    var done = 0
    while done < count {
      let lines = generator.lines(min(4_096, count - done))
      _ = try writer.append(lines)
      done += lines.count
    }
  }
}
