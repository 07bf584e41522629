import CentralView
import Practices
import Records

/// What an inspector asks to see: all that is recorded of one customer or one substance.
struct InspectionScope {
  /// What it is about.
  enum Subject {
    case customer(RecordSummary)
    case substance(cas: String, Substance?)
  }

  let subject: Subject
  let from: CalendarDate
  let until: CalendarDate

  /// The first day that may be asked for today: the law counts from the end of the calendar
  /// year of a transaction (Regulation (EC) No 273/2004, Article 5).
  static func firstDay(years: Int, today: CalendarDate) -> CalendarDate {
    CalendarDate(year: max(1, today.year - years), month: 1, day: 1) ?? today
  }

  // MARK: Choosing

  /// The records of `all` that belong to it, by id.
  ///
  /// `states`: Every state that stands of a record.
  /// `isConfidential`: Whether a record is of a confidential form; nothing points at such
  ///   records, so they are found by what they say.
  func records(
    of all: [RecordSummary],
    states: (RecordSummary) throws -> [JSON],
    isConfidential: (RecordSummary) -> Bool,
  ) throws -> [RecordSummary] {
    var bodies: [EntryID: [JSON]] = [:]
    for record in all { bodies[record.id] = try states(record) }
    let named = Dictionary(all.map { ($0.id.text, $0) }) { first, _ in first }
    var chosen: Set<EntryID> = []
    let open = all.filter { !isConfidential($0) }
    switch subject {
    case .customer(let customer):
      chosen.insert(customer.id)
      addAbout(&chosen, from: open, bodies)
      addNamed(&chosen, in: named, bodies) { other in
        !other.form.hasPrefix("customer/") && !isAboutOther(other, than: customer.id, named)
      }
    case .substance(let cas, _):
      for record in open where bodies[record.id]?.contains(where: { has(cas, in: $0) }) == true {
        chosen.insert(record.id)
      }
      // What has a substance of its own was chosen by that, or not.
      let cases = chosen.filter { id in bodies[id]?.contains { $0["substance"] != nil } == true }
      var about = cases
      addAbout(&about, from: open.filter { $0.body["substance"] == nil }, bodies)
      chosen.formUnion(about)
      addNamed(&chosen, in: named, bodies) { _ in true }
    }
    for record in all where isConfidential(record) && saysSo(record.body) {
      chosen.insert(record.id)
    }
    return all.filter { record in
      chosen.contains(record.id)
        && (isSubject(record) || isInPeriod(record, bodies[record.id] ?? [record.body]))
    }
  }

  /// Adds what names something chosen, what names that, and so on.
  private func addAbout(
    _ chosen: inout Set<EntryID>,
    from records: [RecordSummary],
    _ bodies: [EntryID: [JSON]],
  ) {
    var names = Set(chosen.map(\.text))
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for record in records where !chosen.contains(record.id) {
        let isAbout = bodies[record.id]?.contains { body in
          Self.namedRecords(in: body).contains { names.contains($0) }
        }
        guard isAbout == true else { continue }
        chosen.insert(record.id)
        names.insert(record.id.text)
        isGrowing = true
      }
    }
  }

  /// Adds the records that something chosen names, one step on, where `condition` holds.
  private func addNamed(
    _ chosen: inout Set<EntryID>,
    in named: [String: RecordSummary],
    _ bodies: [EntryID: [JSON]],
    where condition: (RecordSummary) -> Bool,
  ) {
    for id in chosen {
      for name in (bodies[id] ?? []).flatMap(Self.namedRecords) {
        if let record = named[name], condition(record) { chosen.insert(record.id) }
      }
    }
  }

  /// Whether a record is about another customer.
  private func isAboutOther(
    _ record: RecordSummary,
    than customer: EntryID,
    _ named: [String: RecordSummary],
  ) -> Bool {
    Self.namedRecords(in: record.body).contains { name in
      name != customer.text && named[name]?.form.hasPrefix("customer/") == true
    }
  }

  /// The records that a body names in members of its own: not those in tables that list many.
  private static func namedRecords(in body: JSON) -> [String] {
    (body.members ?? []).flatMap { member in
      (member.value.elements ?? [member.value]).compactMap { value in
        value.string.flatMap { EntryID($0) == nil ? nil : $0 }
      }
    }
  }

  private func has(_ cas: String, in value: JSON) -> Bool {
    switch value {
    case .string(let text): isSame(cas, text)
    case .array(let elements): elements.contains { has(cas, in: $0) }
    case .object(let members): members.contains { has(cas, in: $0.value) }
    default: false
    }
  }

  private func isSame(_ cas: String, _ text: String) -> Bool {
    if Text(cas) == Text(text) { return true }
    guard text.utf8.count <= 12, case .substance(_, let substance?) = subject else { return false }
    return SubstanceRegister.standard.substance(cas: text) == substance
  }

  // MARK: Confidential records

  /// Whether a record that nothing may point at speaks of the subject all the same.
  private func saysSo(_ body: JSON) -> Bool {
    switch subject {
    case .substance(let cas, let substance):
      let asked = body["substance_as_asked"]?.string
      return has(cas, in: body)
        || asked.map {
          SubstanceRegister.standard.matches($0).contains { $0.substance == substance }
        }
          ?? false
    case .customer(let customer):
      let names =
        [
          "name", "trade_name", "registration_number", "vat", "lei", "eori", "email", "phone",
        ].compactMap { customer.body[$0]?.string } + [customer.id.text]
      return Self.texts(in: body).contains { text in
        names.contains { Text($0.lowercased()) == Text(text.lowercased()) }
      }
    }
  }

  private static func texts(in value: JSON) -> [String] {
    switch value {
    case .string(let text): [text]
    case .array(let elements): elements.flatMap(texts)
    case .object(let members): members.flatMap { texts(in: $0.value) }
    default: []
    }
  }

  // MARK: Period

  private func isSubject(_ record: RecordSummary) -> Bool {
    if case .customer(let customer) = subject { return customer.id == record.id }
    return false
  }

  /// Whether any state of a record touches the period; one without a date does.
  private func isInPeriod(_ record: RecordSummary, _ bodies: [JSON]) -> Bool {
    record.isIncomplete
      || bodies.contains { body in
        let (first, last) = Self.days(of: body)
        return first.map { $0 <= until } ?? true && last.map { from <= $0 } ?? true
      }
  }

  /// From when to when a record counts; `nil` for an end that is open or not said.
  static func days(of body: JSON) -> (first: CalendarDate?, last: CalendarDate?) {
    func date(_ name: String) -> CalendarDate? { body[name]?.string.flatMap { CalendarDate($0) } }
    let day = date("date") ?? date("noticed") ?? date("signed_on")
    if date("valid_from") != nil || date("valid_until") != nil {
      return (date("valid_from") ?? day, date("valid_until"))
    }
    return (day, day)
  }
}
