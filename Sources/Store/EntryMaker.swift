import Foundation
import Records

/// Makes the entries of one organisation: checked against their forms, in normal form, and
/// with the members of bodies in canonical order.
struct EntryMaker {
  let settings: StoreSettings
  let forms: FormSet
  /// Who writes; nobody named means the author given when the store was made.
  let author: String?

  /// A record's first entry.
  ///
  /// `audience`: Who may read it; `nil` for the form's default.
  func first(
    form: Form,
    body: JSON,
    audience: [String]?,
    because: String? = nil,
    time: Timestamp = .now(),
  ) throws -> [UInt8] {
    let body = body.normalized
    let entry = Entry(
      form: form.name,
      organisation: settings.organisation,
      time: time,
      author: writer,
      audience: try audience.map { try Self.allowed($0, by: form) } ?? form.defaultAudience,
      because: because?.normalized,
      body: body,
    )
    return try line(entry, form: form)
  }

  /// A revision of a record: its whole state, and which fields were written.
  func revision(
    of record: EntryID,
    form: Form,
    parents: [EntryID],
    writes: [String],
    body: JSON,
    because: String,
    time: Timestamp = .now(),
  ) throws -> [UInt8] {
    let entry = Entry(
      form: form.name,
      organisation: settings.organisation,
      record: record,
      parents: parents.sorted(),
      writes: writes.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
      time: time,
      author: writer,
      audience: nil,
      because: because.normalized,
      isVoid: false,
      salt: Entry.newSalt(),
      body: body.normalized,
    )
    return try line(entry, form: form)
  }

  /// An entry that withdraws a record.
  func void(
    of record: EntryID,
    form: FormName,
    parents: [EntryID],
    because: String,
  ) throws -> [UInt8] {
    let entry = Entry(
      form: form,
      organisation: settings.organisation,
      record: record,
      parents: parents.sorted(),
      writes: nil,
      time: .now(),
      author: writer,
      audience: nil,
      because: because.normalized,
      isVoid: true,
      salt: Entry.newSalt(),
      body: nil,
    )
    return try line(entry, form: nil)
  }

  private var writer: String { (author ?? settings.author).normalized }

  private func line(_ entry: Entry, form: Form?) throws -> [UInt8] {
    let line: [UInt8]
    do { line = try entry.line() } catch { throw StoreError.unwritable(error.description) }
    guard let form, let body = entry.body else { return line }
    // The body is checked as the bytes that others will read.
    let bytes = body.bytes
    var tape = JSONTape()
    try tape.parse(bytes.span.bytes)
    let violations = form.check(bytes.span.bytes, tape: tape, body: JSONTape.root, as: .refused)
    guard violations.isEmpty else {
      throw StoreError.invalidBody(form: form.name.name, problems: violations.map(\.message))
    }
    return line
  }

  /// The audience asked for, if the form allows it: its maximum is a promise to people
  /// who never see this command.
  private static func allowed(_ audience: [String], by form: Form) throws -> [String] {
    let roles = ["association", "authority", "vetted", "public"]
    for reader in audience where !roles.contains(reader) && OrganisationID(reader) == nil {
      throw StoreError.audience(
        "‘\(reader)’ is neither association, authority, vetted or public nor an organisation’s id"
      )
    }
    let allowed = form.permitted(audience)
    let beyond = audience.filter { reader in !allowed.contains(reader) }
    guard beyond.isEmpty else {
      throw StoreError.audience(
        "a \(form.name.name) may not be shown to \(beyond.joined(separator: ", "))"
      )
    }
    return audience
  }
}

extension JSON {
  /// The value with its text in Unicode's normal form C and the members of every object
  /// ordered by the bytes of their names.
  var normalized: JSON {
    switch self {
    case .string(let text): .string(text.normalized)
    case .array(let elements): .array(elements.map(\.normalized))
    case .object(let members):
      .object(
        members.map { Member($0.name.normalized, $0.value.normalized) }
          .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      )
    default: self
    }
  }
}

extension String {
  /// The text in Unicode's normal form C.
  var normalized: String { precomposedStringWithCanonicalMapping }
}
