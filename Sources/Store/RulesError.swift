public import Records

/// What can be wrong with a rule package that somebody adds or chooses.
public enum RulesError: UserFacingError, Hashable {
  /// A file that is no rule package; the fault names rule and member.
  case file(String, problem: String, remedy: String?)
  /// A rule that does not say of its own example what the file says it does.
  case example(file: String, rule: String, number: Int, expected: String, found: String)
  /// A rule that lacks an example that passes, or one that does not.
  case noExample(file: String, rule: String, passing: Bool)
  /// Another file has this name and version.
  case taken(file: String, name: String, version: String)
  /// A name that is no package’s.
  case unknown(String, known: [String])
  /// A name that is no rule’s, and the rule that may be meant.
  case unknownRule(String, nearest: String?)
  /// A rule that a law makes, which no firm can do without.
  case mandatory(String, source: String)
  /// A rule that carries the notices of an authority, which no firm lowers.
  case notice(String)
  /// No package was named.
  case none

  public var problem: String {
    switch self {
    case .file(let path, let problem, _): "the file ‘\(path)’: \(problem)"
    case .example(let path, let rule, let number, let expected, let found):
      "the file ‘\(path)’: the rule ‘\(rule)’ says \(found) in its example \(number), where the file says \(expected)"
    case .noExample(let path, let rule, let passing):
      "the file ‘\(path)’: the rule ‘\(rule)’ has no example that \(passing ? "passes" : "fails")"
    case .taken(let path, let name, let version):
      "the file ‘\(path)’: there is another package ‘\(name)’, version \(version)"
    case .unknown(let name, _): "there is no rule package ‘\(name)’"
    case .unknownRule(let name, _): "no rule is called ‘\(name)’"
    case .mandatory(let name, let source): "the rule ‘\(name)’ is law (\(source))"
    case .notice(let name):
      "the rule ‘\(name)’ carries lists, alerts and reports, and always applies"
    case .none: "no rule package was named"
    }
  }

  public var remedy: String? {
    switch self {
    case .file(_, _, let remedy): remedy
    case .example:
      "mend the rule’s ‘with’ or ‘applies’, or the example’s ‘verdict’; nothing was added"
    case .noExample(_, _, let passing):
      "add one to its ‘examples’ whose ‘verdict’ is \(passing ? "pass" : "the rule’s own"); nothing was added"
    case .taken: "give the changed package a ‘version’ of its own; nothing was added"
    case .unknown(_, let known):
      known.isEmpty ? nil : "the packages are: \(known.joined(separator: ", "))"
    case .unknownRule(_, let nearest?): "did you mean ‘\(nearest)’?"
    case .unknownRule(_, nil): "a check names its rules; ‘steward rules show PACKAGE’ lists them"
    case .mandatory:
      "only what is voluntary can be left out; where the law’s rule fits the case wrongly, decide with a reason"
    case .notice:
      "no exemption lowers what an authority gave notice of; where a list is wrong or over, withdraw it or give it an end"
    case .none: "name one or more; ‘steward rules’ lists them"
    }
  }

  public var kind: FailureKind { .refused }
}
