public import Records

/// Whether an order or a sample may go, with everything that was looked at.
public struct CheckAnswer: Hashable, Sendable {
  /// The day that was judged.
  public var date: CalendarDate
  /// The packages in force that day, by name.
  public var packages: [PackageName]
  /// What every rule said, in the order of the packages and of the rules in them.
  public var results: [RuleResult]

  /// The worst of what the rules say.
  public var answer: OrderAnswer {
    OrderAnswer(results.map(\.verdict).max() ?? .pass)
  }

  /// Collects what rules said.
  public init(date: CalendarDate, packages: [PackageName], results: [RuleResult]) {
    self.date = date
    self.packages = packages
    self.results = results
  }
}

/// A rule package's name and version.
public struct PackageName: Hashable, Sendable {
  /// Its name: `eu-2004-273`.
  public var name: String
  /// Its version, as the package gives it.
  public var version: String

  /// Names a package.
  public init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}
