/// What a form says to the merge: which members are one field, and which rule
/// chooses what is shown.
///
/// A **field** is a top-level member of the body, or a **group** of members that
/// mean something only together, such as quantity and unit (DESIGN, section 9).
/// A member that no form knows is a field of its own under
/// ``MergeRule/manual``, so a record of an unknown form merges too.
public struct FieldRules: Hashable, Sendable {
  /// A group: members of the body that are written, merged and shown as one value.
  public struct Group: Hashable, Sendable {
    /// The name that `writes` uses for the whole group.
    public let name: Text
    /// Its members; a body may leave any of them out.
    public let members: [Text]

    /// Names a group of members.
    public init(name: String, members: [String]) {
      self.name = Text(name)
      self.members = members.map { Text($0) }
    }
  }

  private let groups: [Text: Group]
  private let groupOfMember: [Text: Text]
  private let rules: [Text: MergeRule]

  /// Every member a field of its own, every rule ``MergeRule/manual``.
  public static let none = FieldRules()

  /// The name of the field that says whether a record is withdrawn.
  ///
  /// It is no member of the body: a member of this name belongs to no field and
  /// is never shown.
  public static let void: Text = "void"

  /// Collects what a form says.
  ///
  /// - Parameters:
  ///   - groups: Where two claim a member, the first has it. A group cannot be
  ///     named ``void`` or hold it; such a claim is passed over.
  ///   - rules: By the name of a member or a group. A group under
  ///     ``MergeRule/cautious(order:)`` is decided by its first member with such a
  ///     rule; it is enough to give that member the rule.
  public init(groups: [Group] = [], rules: [String: MergeRule] = [:]) {
    var byName: [Text: Group] = [:]
    var ofMember: [Text: Text] = [:]
    for group in groups where group.name != Self.void && byName[group.name] == nil {
      byName[group.name] = group
      for member in group.members where member != Self.void && ofMember[member] == nil {
        ofMember[member] = group.name
      }
    }
    self.groups = byName
    self.groupOfMember = ofMember
    var byText: [Text: MergeRule] = [:]
    for (name, rule) in rules { byText[Text(name)] = rule }
    self.rules = byText
  }

  /// The field that a member of the body belongs to: its group, else itself.
  ///
  /// A name in `writes` is read through this too, so that a writer who names a
  /// member of a group has written the group.
  public func fieldName(ofMember member: Text) -> Text {
    isGroup(member) ? member : groupOfMember[member] ?? member
  }

  /// Whether a field is a group.
  public func isGroup(_ field: Text) -> Bool { groups[field] != nil }

  /// The members of a group, or `nil` for a field that is no group.
  public func members(ofGroup field: Text) -> [Text]? { groups[field]?.members }

  /// The rule that chooses what is shown of a field.
  ///
  /// A group is never a union, and is cautious only where a member decides.
  public func rule(ofField field: Text) -> MergeRule {
    guard isGroup(field) else { return rules[field] ?? .manual }
    guard let member = decidingMember(ofField: field) else { return .manual }
    if case .cautious = rules[field] { return rules[field] ?? .manual }
    return rules[member] ?? .manual
  }

  /// The member whose value ranks the values of a cautious group, or `nil` if there
  /// is none and for a field that is no group.
  public func decidingMember(ofField field: Text) -> Text? {
    groups[field]?.members.first { member in
      guard fieldName(ofMember: member) == field, case .cautious = rules[member] else {
        return false
      }
      return true
    }
  }

  /// What a body holds of a field: for a group an object of the members present.
  func value(ofField field: Text, in body: JSON) -> FieldValue {
    guard field != Self.void, let members = body.members else { return .absent }
    guard isGroup(field) else {
      guard let value = body[field.string] else { return .absent }
      return .present(value)
    }
    let own = sortedMembers(members.filter { fieldName(ofMember: Text($0.name)) == field })
    return own.isEmpty ? .absent : .present(.object(own))
  }

  /// Members in the order of the bytes of their names, each once.
  func sortedMembers(_ members: [JSON.Member]) -> [JSON.Member] {
    var seen: Set<Text> = [Self.void]
    return
      members
      .filter { seen.insert(Text($0.name)).inserted }
      .sorted { Text($0.name) < Text($1.name) }
  }
}
