public import Records

/// One rule of a package.
public struct Rule: Sendable {
  /// Its name, unique in its package: `eu-category-1-single-declaration`.
  public let name: String
  /// What people are shown: the rule in a few words.
  public let label: String
  /// The practice of the code that it belongs to, 1 to 8, where it does.
  public let practice: Int?
  /// What it judges.
  public let subjects: Set<CheckRequest.Subject>
  /// The name of its function, one of a fixed list: `declaration-valid`.
  public let function: String
  /// What it says where it is broken.
  public let verdict: Verdict
  /// Whether a law asks for it.
  public let basis: RuleBasis
  /// Where it comes from: a law's article, a code's paragraph.
  public let source: String
  /// Whether that source was read in the original.
  public let isConfirmed: Bool
  /// What settles it, with the command.
  public let remedy: String
  /// The first day on which it is applied, where that differs from the package's.
  public let validFrom: CalendarDate?
  /// The last day on which it is applied, where that differs from the package's.
  public let validUntil: CalendarDate?
  /// Cases with the verdict that the rule gives in each: one that passes and one that
  /// does not, at the least.
  public let examples: [RuleExample]

  /// Which cases it is about.
  let condition: RuleCondition
  /// What it looks at.
  let test: any RuleTest

  init(
    _ source: MemberReader,
    in package: String,
    countries: [String],
  ) throws(PackageFault) {
    var reader = source
    let name = try reader.requiredString("rule")
    guard RulePackage.isName(name) else {
      throw reader.place.fault("rule", "is not made of a-z, 0-9 and hyphens, at most 60")
    }
    let place = MemberReader.Place(package: package, rule: name)
    reader = try MemberReader(.object(source.members), at: place)
    _ = reader.has("rule")
    self.name = name
    label = try reader.string("label") ?? name
    practice = try reader.count("practice", from: 1)
    if let practice, practice > 8 { throw place.fault("practice", "is none of the eight") }
    let subjects = try reader.choices("on", CheckRequest.Subject.allCases.map(\.rawValue))
    guard let subjects else { throw place.fault("on", "is missing") }
    self.subjects = Set(subjects.compactMap(CheckRequest.Subject.init(rawValue:)))
    condition = try RuleCondition(try reader.object("applies"), countries: countries)
    function = try reader.requiredString("function")
    guard let read = RuleFunctions.all[function] else {
      throw place.fault(
        "function",
        "is ‘\(function)’, which is no function that is known here",
        "the functions are: \(RuleFunctions.all.keys.sorted().joined(separator: ", "))",
      )
    }
    let with = try reader.object("with")
    var parameters = try MemberReader(with.map { .object($0.members) }, at: place.inside("with"))
    test = try read(&parameters)
    try parameters.finish()
    if let (member, reason) = test.problem(judging: self.subjects) {
      throw place.inside("with").fault(member, reason)
    }
    guard let verdict = try reader.verdict("verdict") else {
      throw place.fault("verdict", "is missing")
    }
    guard verdict != .pass else { throw place.fault("verdict", "is ‘pass’, so nothing breaks it") }
    self.verdict = verdict
    basis = try Self.basis(&reader)
    // Only a list's own entry can carry an authority's notice into a voluntary rule.
    if verdict == .refuse, basis == .voluntary, function != "list-hit" {
      throw place.fault(
        "verdict",
        "is ‘refuse’, and the rule is voluntary",
        "refuse only what a law forbids; write hold",
      )
    }
    self.source = try reader.requiredString("source")
    guard let isConfirmed = try reader.bool("confirmed") else {
      throw place.fault("confirmed", "is missing")
    }
    self.isConfirmed = isConfirmed
    remedy = try reader.requiredString("remedy")
    validFrom = try reader.date("valid_from")
    validUntil = try reader.date("valid_until")
    var examples: [RuleExample] = []
    for example in try reader.objects("examples") ?? [] {
      examples.append(try RuleExample(example))
    }
    self.examples = examples
    try reader.finish()
  }

  private static func basis(_ reader: inout MemberReader) throws(PackageFault) -> RuleBasis {
    let values = RuleBasis.allCases.map(\.rawValue)
    guard let basis = try reader.choice("basis", values).flatMap(RuleBasis.init(rawValue:)) else {
      throw reader.place.fault("basis", "is missing")
    }
    return basis
  }

  /// Whether a firm may record that it does not apply to it: never what a law asks for, nor what
  /// carries the notices of an authority.
  public var canBeExempted: Bool { basis == .voluntary && function != "list-hit" }

  /// Whether it is applied on a day.
  func isInForce(on date: CalendarDate) -> Bool {
    validFrom.map { $0 <= date } ?? true && validUntil.map { date <= $0 } ?? true
  }
}
