import CentralView
import Practices
import Records
import Store

/// A new record that is made from the last one of its kind: everything is copied but what is
/// true of one paper only, and the period follows on.
struct RecordRenewal {
  let form: Form
  let plan: RenewalPlan
  /// The record that was copied.
  let last: RecordSummary
  /// The new body, without what only a person can say.
  let body: JSON

  /// Copies what `name` means: a record of the form, or the newest one about a customer.
  ///
  /// `matching`: What the record has to say, where a customer has several.
  /// `author`: Who decides anew.
  /// - Throws: ``CommandFault/notRenewable(form:renewable:)``,
  ///   ``CommandFault/nothingToCopy(form:name:)`` or
  ///   ``CommandFault/severalToCopy(form:name:candidates:)``.
  init(
    of form: Form,
    named name: String,
    matching conditions: JSON,
    in store: Store,
    author: String,
    today: CalendarDate = .today,
  ) throws {
    guard let plan = AskingPlan.plan(for: form).renewal else {
      throw CommandFault.notRenewable(form: form.name.name, renewable: AskingPlan.renewable)
    }
    self.form = form
    self.plan = plan
    last = try Self.last(form, named: name, matching: conditions, in: store)
    var body = Self.renewed(last.body, plan: plan, form: form, today: today)
    for member in ["assessor", "decided_by"] where plan.left.contains(member) {
      if form.field(member) != nil { body = body.setting(member, .string(author)) }
    }
    self.body = body
  }

  // MARK: The last one

  /// The fields that tell the records about one customer apart.
  private static let kinds = ["substance", "site", "kind"]

  private static func last(
    _ form: Form,
    named name: String,
    matching conditions: JSON,
    in store: Store,
  ) throws -> RecordSummary {
    let named = try store.view.record(named: name, of: store.settings.organisation)
    let formName = form.name.name
    if named.form.prefix(while: { $0 != "/" }).utf8.elementsEqual(formName.utf8) { return named }
    guard let subject = form.subject else {
      throw CommandFault.nothingToCopy(form: formName, name: name)
    }
    let told = (conditions.members ?? []).filter { kinds.contains($0.name) }
    let about = try store.view.records(
      ofForm: formName,
      organisation: store.settings.organisation,
    ).filter { record in
      !record.isVoid && record.body[subject]?.string == named.id.text
        && told.allSatisfy { record.body[$0.name] == $0.value }
    }
    // The newest of each kind: the others were renewed already.
    let groups = Dictionary(grouping: about) { record in
      kinds.map { record.body[$0]?.string ?? "" }
    }
    let newest = groups.values.compactMap { $0.max(by: UsualValues.isOlder) }
      .sorted { $0.id < $1.id }
    guard let last = newest.first else {
      throw CommandFault.nothingToCopy(form: formName, name: name)
    }
    guard newest.count == 1 else {
      let candidates = newest.map { record in
        let facts = ["substance", "valid_until"].compactMap { record.body[$0]?.string?.shown }
        return ([record.id.short] + facts).joined(separator: ", ")
      }
      throw CommandFault.severalToCopy(form: formName, name: name, candidates: candidates)
    }
    return last
  }

  // MARK: The copy

  private static func renewed(
    _ old: JSON,
    plan: RenewalPlan,
    form: Form,
    today: CalendarDate,
  ) -> JSON {
    var body = old
    for member in plan.left { body = body.setting(member, nil) }
    let period = period(old, plan: plan, today: today)
    if form.field(plan.from) != nil,
      old[plan.from] != nil || form.field(plan.from)?.isRequired == true
    {
      body = body.setting(plan.from, .string(period.from.text))
    }
    body = body.setting(plan.until, .string(period.until.text))
    // What lies more than a year before the new period says nothing about it.
    if let supplies = old["prior_supplies"]?.elements {
      let start = period.from.adding(days: -366).text
      let recent = supplies.filter { ($0["date"]?.string ?? "") >= start }
      body = body.setting("prior_supplies", recent.isEmpty ? nil : .array(recent))
    }
    return body
  }

  /// The period that follows on the old one and is as long; it never begins in the past,
  /// since nobody declared anything for the time between.
  private static func period(_ old: JSON, plan: RenewalPlan, today: CalendarDate)
    -> (from: CalendarDate, until: CalendarDate)
  {
    let from = old[plan.from]?.string.flatMap { CalendarDate($0) }
    let until = old[plan.until]?.string.flatMap { CalendarDate($0) }
    let isDecision = plan.from == "date"
    let start = isDecision ? today : max(today, until?.adding(days: 1) ?? today)
    guard let from, let until, from <= until else {
      return (start, start.lastDay(ofYears: plan.years))
    }
    for years in 1...10 where from.lastDay(ofYears: years) == until {
      return (start, start.lastDay(ofYears: years))
    }
    return (start, start.adding(days: until.dayNumber - from.dayNumber))
  }
}

extension JSON {
  /// The object with a member that says this; without it for `nil`.
  func setting(_ name: String, _ value: JSON?) -> JSON {
    var members = (members ?? []).filter { !$0.name.utf8.elementsEqual(name.utf8) }
    if let value { members.append(.init(name, value)) }
    return .object(members)
  }
}
