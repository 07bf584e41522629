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
  private let party: JoinedParty?
  private var records: [EntryID: KnownRecord] = [:]
  private var missing: Set<EntryID> = []
  private var families: [String: [KnownRecord]] = [:]
  private var about: [About: [KnownRecord]] = [:]

  /// How many records were read so far, each once.
  public var readCount: Int { records.count }

  private struct About: Hashable {
    let form: String
    let subject: EntryID
  }

  /// The forms in which an authority says what others have to heed.
  public static let formsOfAuthorities = ["alert", "surveillance_list"]

  /// A book of one organisation's records, in which those of one customer are read together.
  init(
    view: CentralView,
    own: OrganisationID,
    authorities: [OrganisationID],
    party: JoinedParty? = nil,
  ) {
    self.view = view
    self.party = party
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
    var found: Set<KnownRecord> = []
    for one in try subjects(form, subject) {
      found.formUnion(try own(form, about: one).map(known))
    }
    let known = found.sorted { $0.id < $1.id }
    about[key] = known
    return known
  }

  private func own(_ form: String, about subject: EntryID) throws -> [RecordSummary] {
    try whose(form).flatMap {
      try view.records(ofForm: form, about: subject, organisation: $0, confidential: .included)
    }
  }

  /// The records by which a record of this form may be about `subject`.
  private func subjects(_ form: String, _ subject: EntryID) throws -> [EntryID] {
    guard let party, party.contains(subject) else { return [subject] }
    let isSpeakersOwn =
      try form == "assessment" && own(form, about: party.speaker).contains { !$0.isVoid }
    return isSpeakersOwn ? [party.speaker] : party.members
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

  /// The movements of these substances since a day, the newest first.
  public func forEachMovement(
    of substances: Set<String>,
    since first: CalendarDate,
    _ body: (KnownRecord) throws -> Bool,
  ) throws {
    for id in try view.movements(of: substances, by: own, since: first) {
      guard let record = try record(id) else { continue }
      guard try body(record) else { return }
    }
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
      bodies: try party.map { try bodies(states.bodies, of: record, in: $0) } ?? states.bodies,
      isVoid: record.isVoid,
      // Of what could not be listed whole nobody knows the worst.
      isIncomplete: record.isIncomplete || !states.isWhole,
      isConfidential: FormName(record.form).flatMap { view.forms[$0] }?.isConfidential ?? false,
    )
    records[record.id] = known
    return known
  }

  /// The bodies of a record as its customer's records say it together.
  private func bodies(
    _ bodies: [JSON],
    of record: RecordSummary,
    in party: JoinedParty,
  ) throws -> [JSON] {
    guard record.id == party.customer else { return bodies.map(party.renamed) }
    let others = try party.members.filter { $0 != party.speaker }
      .compactMap { try view.record($0, of: own)?.body }
    let spoken =
      try party.speaker == record.id
      ? bodies : view.record(party.speaker, of: own).map { try view.standingStates(of: $0).bodies }
    return (spoken ?? bodies).map { JoinedParty.filled($0, from: others) }
  }

  private static func family(of form: String) -> String { String(form.prefix { $0 != "/" }) }
}
