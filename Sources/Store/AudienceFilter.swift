import CentralView
import Records

/// Decides line by line what the readers of a bundle may read.
///
/// The audience of a record stands in its first entry and holds for all of them, as far as
/// the form's maximum allows it; `disclosure/1` records widen it.
struct AudienceFilter {
  private let store: Store
  private let readers: Readers
  private let organisation: OrganisationID
  private let disclosures: [EntryID: [String]]
  private var reader = EntryReader()
  private var decided: [EntryID: Bool] = [:]
  private var forms: [MetForm] = []

  /// The digests of the attachments that readable entries name.
  private(set) var attachments: Set<String> = []

  /// A form that a line named, looked for by the bytes of its name.
  private struct MetForm {
    let name: [UInt8]
    /// The form whose rules about readers hold; `nil` where none is known.
    let form: Form?
    /// Whether the readers are among those that any such record may be shown to.
    let mayEverBeRead: Bool
    let holdsAttachments: Bool
  }

  /// Filters the journals of `organisation`; `disclosures` are what it showed to others later.
  init(
    store: Store,
    readers: Readers,
    organisation: OrganisationID,
    disclosures: [EntryID: [String]],
  ) {
    self.store = store
    self.readers = readers
    self.organisation = organisation
    self.disclosures = disclosures
  }

  /// Whether a stub has to take the line's place.
  ///
  /// What cannot be read as an entry is shown to nobody but oneself: nobody knows whom it
  /// was meant for.
  mutating func isWithheld(_ line: RawSpan, _ counts: inout PackCounts) throws -> Bool {
    guard case .entry? = try? reader.read(line) else {
      if Stub(line: line) != nil { return false }
      return !readers.readEverything
    }
    let form = form(of: line)
    let isWithheld = try !mayRead(line, form)
    counts.count(form.name[...], isWithheld: isWithheld)
    if !isWithheld, form.holdsAttachments { noteAttachments(line, form) }
    return isWithheld
  }

  /// Whether what was disclosed later is why the readers may read this record.
  func isDisclosed(_ record: EntryID) throws -> Bool {
    guard let added = disclosures[record], !readers.readEverything else { return false }
    let before = try store.view.audience(of: record, organisation: organisation) ?? []
    guard !readers.mayRead(before) else { return false }
    let after = try store.view.audience(of: record, organisation: organisation, adding: added)
    return readers.mayRead(after ?? [])
  }

  private mutating func mayRead(_ line: RawSpan, _ form: MetForm) throws -> Bool {
    if readers.readEverything { return true }
    guard form.mayEverBeRead else { return false }
    guard let record = reader.header.record else {
      let id = EntryID(line: line)
      var audience = reader.texts(of: reader.header.audience, in: line) ?? []
      if let added = disclosures[id], form.form?.isConfidential != true { audience += added }
      let answer = readers.mayRead(form.form?.permitted(audience) ?? audience)
      decided[id] = answer
      return answer
    }
    if let answer = decided[record] { return answer }
    let audience = try store.view.audience(
      of: record,
      organisation: organisation,
      adding: disclosures[record] ?? [],
    )
    let answer = audience.map(readers.mayRead) ?? false
    decided[record] = answer
    return answer
  }

  private mutating func form(of line: RawSpan) -> MetForm {
    let node = reader.header.form
    for met in forms where reader.tape.isText(node, equalTo: met.name, in: line) { return met }
    let name = reader.tape.string(of: node, in: line)
    let form = store.forms.ruling(name)
    let met = MetForm(
      name: Array(name.utf8),
      form: form,
      mayEverBeRead: form?.maximumAudience.map(readers.mayRead) ?? true,
      holdsAttachments: form?.fields.contains { $0.kind.holdsAttachments } ?? false,
    )
    forms.append(met)
    return met
  }

  private mutating func noteAttachments(_ line: RawSpan, _ form: MetForm) {
    guard reader.header.body != 0 else { return }
    let body = reader.tape.value(at: reader.header.body, in: line)
    for field in form.form?.fields ?? [] {
      if let value = body[field.name] {
        field.kind.collectAttachments(in: value, to: &attachments)
      }
    }
  }
}

extension FormField.Kind {
  /// Whether a value of this kind can name a file.
  fileprivate var holdsAttachments: Bool {
    switch self {
    case .attachment: true
    case .list(let element): element.holdsAttachments
    case .group(let fields): fields.contains { $0.kind.holdsAttachments }
    default: false
    }
  }

  fileprivate func collectAttachments(in value: JSON, to digests: inout Set<String>) {
    switch self {
    case .attachment:
      if let digest = value.string { digests.insert(digest) }
    case .list(let element):
      for item in value.elements ?? [] { element.collectAttachments(in: item, to: &digests) }
    case .group(let fields):
      for field in fields {
        if let inner = value[field.name] { field.kind.collectAttachments(in: inner, to: &digests) }
      }
    default: break
    }
  }
}
