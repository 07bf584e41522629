public import Records

/// Why a decision on an order or a sample request is not taken down.
public enum DecisionError: UserFacingError, Hashable {
  /// A record that nothing is decided about.
  case notDecidable(String, form: String)
  /// A record that is withdrawn.
  case withdrawn(String)
  /// To supply what a law or an authority forbids; the rules, each with its reason.
  case forbidden([String])
  /// To supply what a source forbids or holds that not everybody may read.
  case heldBack
  /// To supply against a hold, without a reason.
  case reasonNeeded([String])
  /// To supply against a hold, without a second person.
  case secondPersonNeeded([String])
  /// A second person who is the first.
  case samePerson(String)

  public var problem: String {
    switch self {
    case .notDecidable(let id, let form):
      "the record \(id) is of the form ‘\(form)’, and only orders and samples are decided"
    case .withdrawn(let id): "the record \(id) is withdrawn"
    case .forbidden(let rules):
      rules.count == 1
        ? "this must not be supplied: \(rules[0])"
        : "this must not be supplied, for \(rules.count) reasons: \(rules.joined(separator: "; "))"
    case .heldBack: "this must not be supplied, for a reason that is held back"
    case .reasonNeeded: "the check says hold, so supplying wants a reason"
    case .secondPersonNeeded: "the check says hold, so supplying wants a second person"
    case .samePerson(let name): "‘\(name)’ decides and cannot be the second person too"
    }
  }

  public var remedy: String? {
    switch self {
    case .notDecidable: "name an order or a sample by its reference, or by its id"
    case .withdrawn: "a record that is withdrawn needs no decision"
    case .forbidden:
      "decide refuse or hold; where a record is out of date, correct it first and decide again"
    case .heldBack:
      "decide hold; who may read confidential records sees why with ‘steward check RECORD --confidential’"
    case .reasonNeeded(let open): "say why with -m" + Self.list(open)
    case .secondPersonNeeded(let open):
      """
      name who agrees with --second; a firm of one person records once that this does not \
      apply to it: steward add applicability --field subject=rule --field rule=four-eyes \
      --field applies=no --field reason='…'
      """ + Self.list(open)
    case .samePerson: "name somebody else with --second, or decide hold"
    }
  }

  public var kind: FailureKind { .refused }

  private static func list(_ rules: [String]) -> String {
    rules.isEmpty ? "" : "\nit holds because:" + rules.map { "\n  " + $0 }.joined()
  }
}
