/// Members of a form that mean something only together, and so are merged as one field.
///
/// A quantity without its unit, or a street of one office and a city of another, is
/// worse than an open question.
public struct FormGroup: Hashable, Sendable {
  /// The name of the field that the members make up.
  public let name: String
  /// What people are shown instead of the name.
  public let label: String
  /// The top-level members, in the order of the form.
  public let members: [String]
  /// What is shown while writes of the group disagree.
  public let mergeRule: MergeRule
  /// The member whose value a cautious rule orders; `nil` under any other rule.
  public let decidingMember: String?
}
