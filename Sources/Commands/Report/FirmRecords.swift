import CentralView
import Practices
import Records
import Store

/// The records of the own organisation, as reports read them.
struct FirmRecords {
  let store: Store
  /// The day that the reports are made for.
  let date: CalendarDate

  private var own: OrganisationID { store.settings.organisation }

  /// The organisation's records of a form, withdrawn ones too, with every state that stands.
  func known(_ form: String) throws -> [KnownRecord] {
    try store.view.records(ofForm: form, organisation: own).map { record in
      KnownRecord(
        id: record.id,
        form: form,
        organisation: record.organisation,
        bodies: try store.view.standingBodies(of: record),
        isVoid: record.isVoid,
        isIncomplete: record.isIncomplete,
      )
    }
  }

  /// The records of a form that nobody knows whether to count, each with the reason.
  func doubtful(_ form: String) throws -> [EntryID: String] {
    var reasons: [EntryID: String] = [:]
    for record in try store.view.records(ofForm: form, organisation: own) {
      if record.conflicts.contains("void") {
        reasons[record.id] = "in conflict: whether it was withdrawn"
      } else if record.conflicts.contains("") {
        reasons[record.id] = "in conflict: it has too many versions"
      }
    }
    return reasons
  }

  /// How many calendar years back an inspector may ask for records.
  func inspectionYears() throws -> Int {
    try store.rulePackages(on: date).compactMap(\.inspectionYears).max() ?? 3
  }

  /// Who reports.
  func firm() throws -> ReportingFirm {
    let settings = store.settings
    return ReportingFirm(
      organisation: settings.organisation.text,
      name: settings.name,
      country: settings.country,
      contact: settings.contact,
      officer: try officer(),
      date: date,
    )
  }

  /// The single point of contact on that day: of several, who came into office last.
  private func officer() throws -> String? {
    let inOffice = try known("officer").filter { record in
      !record.isVoid && isCurrent(record.body)
    }
    let latest = inOffice.max { first, second in
      let (left, right) = (since(first.body), since(second.body))
      return left == right ? second.id < first.id : left < right
    }
    guard let body = latest?.body, let name = body["name"]?.string else { return nil }
    var text = name
    if let contact = body["contact"]?.string { text += ", \(contact)" }
    if let deputy = body["deputy"]?.string { text += " (deputy: \(deputy))" }
    return text
  }

  private func since(_ body: JSON) -> CalendarDate {
    body["valid_from"]?.string.flatMap { CalendarDate($0) } ?? CalendarDate(dayNumber: .min)
  }

  /// Whether the day lies between `valid_from` and `valid_until`, as far as they are given.
  func isCurrent(_ body: JSON) -> Bool {
    func date(_ name: String) -> CalendarDate? { body[name]?.string.flatMap { CalendarDate($0) } }
    return date("valid_from").map { $0 <= self.date } ?? true
      && date("valid_until").map { self.date <= $0 } ?? true
  }

  /// What a report calls a customer or whoever else a record is about: the name with town
  /// and country.
  func partyName(_ id: EntryID) throws -> String {
    guard let record = try store.view.record(id) else { return "\(id.short) (not here)" }
    let parts = ["name", "city", "country"].compactMap { record.body[$0]?.string }
    return parts.isEmpty ? id.short : parts.joined(separator: ", ")
  }

  /// The one substance that a person means, with its number; a number that the register does
  /// not know is taken as it is.
  func substance(_ text: String) throws -> (cas: String, substance: Substance?) {
    let found = SubstanceRegister.standard.find(text).filter { $0.cas != nil }
    if let only = found.first, found.count == 1, let cas = only.cas {
      return (CASNumber.isValid(text) ? text : cas, only)
    }
    guard found.isEmpty else {
      throw ReportFault.severalSubstances(text, names: found.map(\.fullName))
    }
    guard CASNumber.isValid(text) else { throw ReportFault.unknownSubstance(text) }
    return (text, nil)
  }
}

extension CASNumber {
  /// Whether the text is a CAS number whose check digit is right.
  fileprivate static func isValid(_ text: String) -> Bool {
    problem(of: Array(text.utf8).span) == nil
  }
}
