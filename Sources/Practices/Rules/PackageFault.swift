public import Records

/// What is wrong with a rule package, and where in it.
public struct PackageFault: UserFacingError, Hashable {
  /// The package, where its name could be read.
  public var package: String?
  /// The rule in it, where the fault is inside one.
  public var rule: String?
  /// The member, as a path from the rule or the package: `with.months`.
  public var member: String
  /// What is wrong with it, as the end of a sentence: `is no date`.
  public var reason: String
  /// What to write instead.
  public var remedy: String?

  /// Names a fault.
  public init(
    package: String? = nil,
    rule: String? = nil,
    member: String,
    reason: String,
    remedy: String? = nil,
  ) {
    self.package = package
    self.rule = rule
    self.member = member
    self.reason = reason
    self.remedy = remedy
  }

  public var problem: String {
    let subject =
      switch (rule, package) {
      case (let rule?, let package?): "rule ‘\(rule)’ of package ‘\(package)’"
      case (let rule?, nil): "rule ‘\(rule)’"
      case (nil, let package?): "package ‘\(package)’"
      case (nil, nil): "the rule package"
      }
    return member.isEmpty ? "\(subject) \(reason)" : "\(subject): ‘\(member)’ \(reason)"
  }

  public var kind: FailureKind { .refused }
}
