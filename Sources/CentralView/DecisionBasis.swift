public import Records

/// Whether what was decided about an order or a sample request still holds.
///
/// `decide` keeps beside the decision what it was decided on, so that it shows wherever a
/// change came from: a revision, a table that was loaded, or what another office wrote.
public enum DecisionBasis: String, CaseIterable, Hashable, Sendable {
  /// Nothing was decided, or it is held or refused, which takes no check.
  case none
  /// It was checked and may go, and says what it said then.
  case holds
  /// It may go, and nobody checked it here: the decision came with a table or from elsewhere.
  case unchecked
  /// It was to go, and says something else by now: it is to be decided anew.
  case stale

  /// The member that holds the digest of what was decided on.
  public static let member = "decision_digest"

  /// The members that a decision writes.
  public static let decisionMembers = [
    "decision", "decided_by", "second_approver", "decision_reason", "check", member,
  ]

  /// What no rule judges: the firm's own number, the way it came in, and how far it has come;
  /// and what is written about the decision rather than decided.
  private static let incidental = ["reference", "channel", "stage", "check", member]

  /// How the decision in a body stands.
  public init(of body: JSON) {
    guard body["decision"]?.string == "supply" else {
      self = .none
      return
    }
    guard let basis = body[Self.member]?.string else {
      self = .unchecked
      return
    }
    self = basis.utf8.elementsEqual(Self.digest(of: body).utf8) ? .holds : .stale
  }

  /// What stands for everything in a body that is judged, and for what was decided of it: the
  /// first 20 characters of the id that its canonical bytes would have as an entry.
  ///
  /// The decision is in it, so that a table that turns a refusal into a supply makes no checked
  /// decision of it.
  public static func digest(of body: JSON) -> String {
    let judged = (body.members ?? []).filter { !incidental.contains($0.name) }
    let bytes = JSON.object(judged).canonicalBytes
    return String(EntryID(line: bytes.span.bytes).text.prefix(20))
  }

  /// What was decided, as far as it still holds.
  public static func decision(in body: JSON) -> String? {
    Self(of: body) == .stale ? nil : body["decision"]?.string
  }
}
