public import Records

/// What a person is asked for when they fill in a form, and what is taken as usual.
///
/// What is neither asked nor usual is offered by name at the end. A plan says nothing about
/// what a record needs: that is its form's and the rules' business.
public struct AskingPlan: Hashable, Sendable {
  /// The fields to ask for, in order, written as on a command line: `name`, `requester.name`,
  /// `evidence[].what`.
  public var asked: [String]
  /// What fields say where the person says nothing; of a list's entry, where it has begun.
  ///
  /// A field that is asked for shows it in brackets, and one that is not takes it unless
  /// the person changes it at the end.
  public var usual: [String: UsualValue]
  /// What fields certainly say, so that they are not asked for after all.
  public var known: [String: UsualValue]
  /// The fields that are asked for only where another one says this.
  public var when: [String: Condition]
  /// How a record of the form is renewed by copying the last; `nil` where that makes no sense.
  public var renewal: RenewalPlan?

  /// Describes a plan.
  public init(
    asked: [String] = [],
    usual: [String: UsualValue] = [:],
    known: [String: UsualValue] = [:],
    when: [String: Condition] = [:],
    renewal: RenewalPlan? = nil,
  ) {
    self.asked = asked
    self.usual = usual
    self.known = known
    self.when = when
    self.renewal = renewal
  }

  /// What another field has to say.
  public struct Condition: Hashable, Sendable {
    /// The other field.
    public var field: String
    /// What it says, as text.
    public var value: String
  }

  /// The plan for a form: what the form cannot do without first, where the plan does not say
  /// when to ask for it and it is not usual anyway.
  public static func plan(for form: Form) -> AskingPlan {
    var plan = plan(named: form.name.name) ?? AskingPlan()
    plan.asked.removeAll { form.field(atPath: $0) == nil }
    plan.usual = plan.usual.filter { form.field(atPath: $0.key) != nil }
    for field in form.fields {
      if field.kind == .date, field.name == "date", plan.usual[field.name] == nil {
        plan.usual[field.name] = .today
      }
      if let unit = field.unit, plan.usual[unit] == nil { plan.usual[unit] = .text("kg") }
    }
    let members = plan.asked.map { $0.prefix { $0 != "." && $0 != "[" } }
    let units = form.fields.compactMap(\.unit)
    let missing = form.fields.filter { field in
      field.isRequired && plan.usual[field.name] == nil && !units.contains(field.name)
        && !members.contains { $0.utf8.elementsEqual(field.name.utf8) }
    }
    plan.asked = missing.map(\.name) + plan.asked
    return plan
  }

  /// The names of the forms whose records are renewed by copying the last one.
  public static let renewable: [String] =
    planned.filter { plan(named: $0)?.renewal != nil }.sorted()

  /// The forms whose records a field of this name can mean; none where any will do.
  public static func forms(namedBy member: String) -> [String] {
    switch member {
    case "customer", "holder", "distributor", "counterparty": ["customer"]
    case "licences": ["licence"]
    case "site", "licence", "declaration", "order", "review": [member]
    default: []
    }
  }
}

/// How a record is made from the last one of its kind.
public struct RenewalPlan: Hashable, Sendable {
  /// The one field that is asked for, with the old value as the usual one.
  public var asked: String
  /// The fields that are not copied, since they say what is true of one paper only.
  public var left: Set<String>
  /// The field with the first day; the new one follows on the old record's last.
  public var from: String
  /// The field with the last day.
  public var until: String
  /// How many years the period has where the old record does not say.
  public var years: Int

  /// Describes a way to renew.
  public init(asked: String, left: Set<String>, from: String, until: String, years: Int = 1) {
    self.asked = asked
    self.left = left
    self.from = from
    self.until = until
    self.years = years
  }
}

extension Form {
  /// The field that a path means: `name`, `requester.name`, `evidence[].what`.
  public func field(atPath path: String) -> FormField? {
    let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
    guard var name = parts.first else { return nil }
    let isElement = name.hasSuffix("[]")
    if isElement { name.removeLast(2) }
    guard let field = field(name) else { return nil }
    var kind = field.kind
    if isElement {
      guard case .list(let element) = kind else { return nil }
      kind = element
    }
    guard parts.count == 2 else { return field }
    guard case .group(let fields) = kind else { return nil }
    return fields.first { $0.name.utf8.elementsEqual(parts[1].utf8) }
  }
}

extension CalendarDate {
  /// The last day of so many years that begin on this one.
  public func lastDay(ofYears years: Int) -> CalendarDate {
    let anniversary = CalendarDate(year: year + years, month: month, day: day)
    // Only 29 February has no anniversary; the year that began on it ends on the 28th.
    return anniversary?.adding(days: -1)
      ?? CalendarDate(year: year + years, month: 2, day: 28) ?? self
  }
}
