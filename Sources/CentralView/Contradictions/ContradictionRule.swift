public import Records

/// One thing that firms say about a customer and that is compared across them.
///
/// Statements are compared as they are written, by canonical bytes, member by member; a
/// member that one of them leaves out says nothing. Dates that pass change nothing: what is
/// compared is what was written, not what is in force today.
public struct ContradictionRule: Hashable, Sendable {
  /// The form, without version.
  public let form: String
  /// The field or group whose writes disagree.
  public let field: String
  /// The members of it that are compared.
  public let members: [String]
  /// Which members have to be the same for two records to speak of one thing.
  let key: [String]
  /// The first of these that a record has says how new it is: of each firm the newest counts.
  let rank: [String]
  /// Records with this value say nothing comparable.
  var passedOver: (member: String, value: String)? { isPerDelivery ? ("kind", "single") : nil }
  /// Whether a record that is good for one delivery only is passed over.
  let isPerDelivery: Bool
  /// Whether a firm may know several: then it is enough that two firms know one in common.
  let isOneOfSeveral: Bool
  /// Whether a firm may be told what another one wrote, where an authority takes that: facts
  /// that a register or a permit shows, and neither a refusal nor a quantity.
  public let isTold: Bool

  private init(
    _ form: String,
    _ field: String,
    _ members: [String],
    key: [String] = [],
    rank: [String] = [],
    isPerDelivery: Bool = false,
    isOneOfSeveral: Bool = false,
    isTold: Bool = false,
  ) {
    self.form = form
    self.field = field
    self.members = members
    self.key = key
    self.rank = rank
    self.isPerDelivery = isPerDelivery
    self.isOneOfSeveral = isOneOfSeveral
    self.isTold = isTold
  }

  /// Everything that is compared.
  public static let all = [
    ContradictionRule(
      "customer",
      "address",
      ["street", "postal_code", "city", "country"],
      isTold: true,
    ),
    ContradictionRule("assessment", "decision", ["outcome"], rank: ["date"]),
    ContradictionRule(
      "licence",
      "number",
      ["number"],
      key: ["kind", "issued_by"],
      isOneOfSeveral: true,
      isTold: true,
    ),
    ContradictionRule(
      "licence",
      "period",
      ["valid_from", "valid_until"],
      key: ["number"],
      rank: ["valid_until"],
      isTold: true,
    ),
    ContradictionRule(
      "declaration",
      "amount",
      ["quantity", "unit"],
      key: ["substance", "site"],
      rank: ["valid_from", "signed_on"],
      isPerDelivery: true,
    ),
    ContradictionRule(
      "declaration",
      "end_use",
      ["end_use"],
      key: ["substance", "site"],
      rank: ["valid_from", "signed_on"],
    ),
  ]

  /// What of a record's field is compared, if it is.
  ///
  /// `form`: The form's name, with version.
  public static func rule(form: String, field: String) -> ContradictionRule? {
    let family = form.prefix { $0 != "/" }
    return all.first {
      $0.form.utf8.elementsEqual(family.utf8) && $0.field.utf8.elementsEqual(field.utf8)
    }
  }

  /// What a write of the field says of one of its members.
  public func member(_ name: String, of value: JSON?) -> JSON? {
    guard let value else { return nil }
    return value.members == nil ? value : value[name]
  }

  /// What a value says of the members that are compared.
  func compared(_ value: JSON?) -> JSON {
    guard let value else { return .object([]) }
    guard value.members != nil else {
      return .object(members.prefix(1).map { JSON.Member($0, value) })
    }
    return .object(
      members.compactMap { name in value[name].map { JSON.Member(name, $0) } }
    )
  }
}
