import Practices
import Records

/// What can be wrong with a question for findings.
enum FindingFault: UserFacingError, Hashable {
  /// No finding has an id that begins so, or several have.
  case unknownFinding(String, count: Int)
  /// No rule is called so.
  case unknownRule(String)

  var problem: String {
    switch self {
    case .unknownFinding(let id, let count):
      count == 0
        ? "no finding’s id begins with ‘\(id)’" : "\(count) findings’ ids begin with ‘\(id)’"
    case .unknownRule(let name): "no rule is called ‘\(name)’"
    }
  }

  var remedy: String? {
    switch self {
    case .unknownFinding(_, let count):
      count == 0
        ? "‘steward findings’ lists them; name the same day with --at, as another day’s may differ"
        : "give more characters of it"
    case .unknownRule:
      "the rules are: \(CrossFirmRule.allCases.map(\.rawValue).joined(separator: ", "))"
    }
  }

  var kind: FailureKind { .refused }
}
