public import Records

/// One record as rules read it.
public struct KnownRecord: Hashable, Sendable {
  /// The record.
  public var id: EntryID
  /// Its form, without version.
  public var form: String
  /// Whose record it is.
  public var organisation: OrganisationID
  /// Every state that stands, never empty: first what is shown, then, where fields are in
  /// conflict, one for every other combination of the values that stand.
  public var bodies: [JSON]
  /// Whether it is withdrawn; such records count for nothing.
  public var isVoid: Bool
  /// Whether an entry of it is missing or cannot be read, so that `hold` is the best answer
  /// of whatever reads it.
  public var isIncomplete: Bool
  /// Whether it is of a confidential form.
  public var isConfidential: Bool

  /// What is shown.
  public var body: JSON { bodies.first ?? .object([]) }

  /// The id tells records apart well enough; bodies are long.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }

  /// Describes a record.
  public init(
    id: EntryID,
    form: String,
    organisation: OrganisationID,
    bodies: [JSON],
    isVoid: Bool = false,
    isIncomplete: Bool = false,
    isConfidential: Bool = false,
  ) {
    self.id = id
    self.form = form
    self.organisation = organisation
    self.bodies = bodies
    self.isVoid = isVoid
    self.isIncomplete = isIncomplete
    self.isConfidential = isConfidential
  }
}

/// Where rules look records up: a firm's view, or the few records of an example.
///
/// Confidential records are in it; what came of them is marked by whoever read them.
public protocol RecordBook {
  /// The record with this id.
  func record(_ id: EntryID) throws -> KnownRecord?
  /// The records of a form that name `subject` in the form's subject member, by id.
  func records(ofForm form: String, about subject: EntryID) throws -> [KnownRecord]
  /// All records of a form, by id.
  func records(ofForm form: String) throws -> [KnownRecord]
  /// Calls `body` with the firm's movements of one of these substances, by CAS number, since
  /// a day, the newest first, until it returns `false`.
  ///
  /// Others may be among them: whoever asks looks at each.
  func forEachMovement(
    of substances: Set<String>,
    since first: CalendarDate,
    _ body: (KnownRecord) throws -> Bool,
  ) throws
}

extension RecordBook {
  /// Reads every movement: for books that hold few.
  public func forEachMovement(
    of substances: Set<String>,
    since first: CalendarDate,
    _ body: (KnownRecord) throws -> Bool,
  ) throws {
    for record in try records(ofForm: "movement") {
      guard try body(record) else { return }
    }
  }
}

/// A book with these records and no others.
public struct ListedRecords: RecordBook, Sendable {
  /// The records.
  public var records: [KnownRecord]
  private let forms: FormSet

  /// A book of `records`, whose subjects `forms` name.
  public init(_ records: [KnownRecord], forms: FormSet) {
    self.records = records.sorted { $0.id < $1.id }
    self.forms = forms
  }

  /// The record with this id.
  public func record(_ id: EntryID) -> KnownRecord? { records.first { $0.id == id } }

  /// The records of a form about `subject`.
  public func records(ofForm form: String, about subject: EntryID) -> [KnownRecord] {
    guard let member = forms.newest(form)?.subject else { return [] }
    return records.filter { record in
      record.form == form
        && record.bodies.contains { $0[member]?.string.map { $0 == subject.text } ?? false }
    }
  }

  /// All records of a form.
  public func records(ofForm form: String) -> [KnownRecord] { records.filter { $0.form == form } }
}
