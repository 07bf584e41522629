import CentralView
import Records

/// Decides line by line what the readers of a bundle may read.
///
/// The audience of a record stands in its first entry and holds for all of them.
struct AudienceFilter {
  private let store: Store
  private let readers: Readers
  private let organisation: OrganisationID
  private var reader = EntryReader()
  private var decided: [EntryID: Bool] = [:]
  private let formsWithAttachments: [String: Form]

  /// The digests of the attachments that readable entries name.
  private(set) var attachments: Set<String> = []

  init(store: Store, readers: Readers, organisation: OrganisationID) {
    self.store = store
    self.readers = readers
    self.organisation = organisation
    let forms = store.forms.all.filter { form in form.fields.contains { $0.kind.holdsAttachments } }
    formsWithAttachments = Dictionary(uniqueKeysWithValues: forms.map { ($0.name.text, $0) })
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
    let isWithheld = try !mayRead(line)
    let form = reader.tape.range(of: reader.header.form)
    line.withUnsafeBytes { counts.count(ArraySlice($0[form]), isWithheld: isWithheld) }
    if !isWithheld { noteAttachments(line) }
    return isWithheld
  }

  private mutating func mayRead(_ line: RawSpan) throws -> Bool {
    if readers.readEverything { return true }
    guard let record = reader.header.record else {
      let audience = reader.texts(of: reader.header.audience, in: line) ?? []
      let answer = readers.mayRead(audience)
      decided[EntryID(line: line)] = answer
      return answer
    }
    if let answer = decided[record] { return answer }
    let audience = try store.view.audience(of: record, organisation: organisation)
    let answer = audience.map(readers.mayRead) ?? false
    decided[record] = answer
    return answer
  }

  private mutating func noteAttachments(_ line: RawSpan) {
    guard reader.header.body != 0, !formsWithAttachments.isEmpty else { return }
    let name = reader.tape.string(of: reader.header.form, in: line)
    guard let form = formsWithAttachments[name] else { return }
    let body = reader.tape.value(at: reader.header.body, in: line)
    for field in form.fields {
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
