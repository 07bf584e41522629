import CentralView
public import Practices
public import Records

/// The records that a firm's orders are judged by: its own, and the lists and alerts that
/// authorities sent it.
///
/// What it has looked up it keeps, since rules ask for the same records again and again; so
/// it is made anew for each judgement.
public final class ViewBook: RecordBook {
  private let view: CentralView
  private let own: OrganisationID
  private let authorities: [OrganisationID]
  private var records: [EntryID: KnownRecord] = [:]
  private var missing: Set<EntryID> = []
  private var families: [String: [KnownRecord]] = [:]
  private var about: [About: [KnownRecord]] = [:]

  private struct About: Hashable {
    let form: String
    let subject: EntryID
  }

  /// The forms in which an authority says what others have to heed.
  public static let formsOfAuthorities = ["alert", "surveillance_list"]

  /// A book of one organisation's records.
  init(view: CentralView, own: OrganisationID, authorities: [OrganisationID]) {
    self.view = view
    self.own = own
    self.authorities = authorities.filter { $0 != own }
  }

  /// The record with this id, if it is one that counts here.
  public func record(_ id: EntryID) throws -> KnownRecord? {
    if let record = records[id] { return record }
    if missing.contains(id) { return nil }
    var found = try view.record(id, of: own, confidential: .included)
    if found == nil {
      found = try authorities.lazy
        .compactMap { [view] in try view.record(id, of: $0, confidential: .included) }.first
        .flatMap { Self.formsOfAuthorities.contains(Self.family(of: $0.form)) ? $0 : nil }
    }
    guard let found else {
      missing.insert(id)
      return nil
    }
    return try known(found)
  }

  /// The records of a form about `subject`.
  public func records(ofForm form: String, about subject: EntryID) throws -> [KnownRecord] {
    let key = About(form: form, subject: subject)
    if let known = about[key] { return known }
    let found = try whose(form).flatMap {
      try view.records(ofForm: form, about: subject, organisation: $0, confidential: .included)
    }
    let known = try found.map(known).sorted { $0.id < $1.id }
    about[key] = known
    return known
  }

  /// All records of a form.
  public func records(ofForm form: String) throws -> [KnownRecord] {
    if let known = families[form] { return known }
    var found: [RecordSummary] = []
    for organisation in whose(form) {
      try view.forEachRecord(
        ofForm: form,
        organisation: organisation,
        confidential: .included,
      ) { found.append($0) }
    }
    let known = try found.map(known).sorted { $0.id < $1.id }
    families[form] = known
    return known
  }

  private func whose(_ form: String) -> [OrganisationID] {
    Self.formsOfAuthorities.contains(form) ? [own] + authorities : [own]
  }

  private func known(_ record: RecordSummary) throws -> KnownRecord {
    if let known = records[record.id] { return known }
    let states = try view.standingStates(of: record)
    let known = KnownRecord(
      id: record.id,
      form: Self.family(of: record.form),
      organisation: record.organisation,
      bodies: states.bodies,
      isVoid: record.isVoid,
      // Of what could not be listed whole nobody knows the worst.
      isIncomplete: record.isIncomplete || !states.isWhole,
      isConfidential: FormName(record.form).flatMap { view.forms[$0] }?.isConfidential ?? false,
    )
    records[record.id] = known
    return known
  }

  private static func family(of form: String) -> String { String(form.prefix { $0 != "/" }) }
}
