import CentralView
import Practices
import Records
import Store

/// Puts records and their values into words, and remembers the names that it looked up.
///
/// Everything it returns is one harmless line, unless it says otherwise.
final class RecordWording {
  private let store: Store
  private let confidential: Confidentiality
  private var titles: [EntryID: String] = [:]
  private var names: [OrganisationID: String] = [:]

  /// Words for what is in a store; a confidential record is called by its name only where
  /// it is asked for.
  init(_ store: Store, confidential: Confidentiality = .leftOut) {
    self.store = store
    self.confidential = confidential
  }

  /// The form of a record, where this program knows it.
  func form(of record: RecordSummary) -> Form? { FormName(record.form).flatMap { store.forms[$0] } }

  /// A form's name without its version.
  static func plainName(_ form: String) -> String { String(form.prefix { $0 != "/" }).shown }

  /// What people call a record: its number and its name, as far as it has them.
  func title(of record: RecordSummary) -> String {
    let members = ["reference", "name", "title"].compactMap { record.body[$0]?.string?.shown }
    if !members.isEmpty { return members.prefix(2).joined(separator: ", ") }
    let compared = record.form.hasPrefix("judgement/") ? record.body["records"]?.elements : nil
    if let compared {
      let titles = compared.compactMap { $0.string.flatMap { EntryID($0) } }.map { title(of: $0) }
      return titles.map { "‘\($0)’" }.joined(separator: " and ")
    }
    guard let form = form(of: record) else { return record.id.short }
    if let subject = form.subject, let value = record.body[subject]?.string,
      let id = EntryID(value)
    {
      // What is about an assessment is about whom that is about.
      let title = title(of: id)
      return title.hasPrefix("of ") ? title : "of \(title)"
    }
    let identity = form.identity.compactMap { record.body[$0]?.string?.shown }
    return identity.first ?? record.id.short
  }

  /// What people call the record with this id; its beginning where it is not here.
  func title(of id: EntryID) -> String {
    if let title = titles[id] { return title }
    // Two records that are about each other end here.
    titles[id] = id.short
    let record = try? store.view.record(id, confidential: confidential)
    let title = record.map { self.title(of: $0) } ?? entryTitle(id) ?? "\(id.short) (not here)"
    titles[id] = title
    return title
  }

  /// What people call an entry that begins no record: its id, and the record that it changed.
  private func entryTitle(_ id: EntryID) -> String? {
    guard let record = try? store.view.record(withEntry: id, confidential: confidential) else {
      return nil
    }
    return "\(id.short), \(Self.plainName(record.form)) \(title(of: record))"
  }

  /// The name of an organisation, and whether it is this one.
  func name(of organisation: OrganisationID) -> String {
    if let name = names[organisation] { return name }
    let isOwn = organisation == store.settings.organisation
    let found = (try? store.name(of: organisation)) ?? String(organisation.text.prefix(8))
    let name = found.shown + (isOwn ? " (you)" : "")
    names[organisation] = name
    return name
  }

  /// The label of a field or group of a form; its name where the form has none for it.
  static func label(of field: String, in form: Form?) -> String {
    if field == "void" { return "Withdrawn" }
    if let group = form?.groups.first(where: { $0.name == field }) { return group.label.shown }
    return form?.fields.first { $0.name == field }?.label.shown ?? field.shown
  }

  /// A member's value; an amount has its unit beside it, and text of several lines keeps
  /// them where `isMultiline` says so.
  func text(of name: String, in body: JSON, form: Form?, isMultiline: Bool = false) -> String {
    guard let value = body[name] else { return "" }
    let field = form?.fields.first { $0.name == name }
    if isMultiline, let field, field.isMultiline, let text = value.string {
      return Text(text).shown(keepingLines: true)
    }
    let text = text(of: value, kind: field?.kind)
    guard let unit = field?.unit.flatMap({ body[$0]?.string }) else { return text }
    return "\(text) \(unit.shown)"
  }

  /// What a write says of a field or group.
  func text(of value: JSON?, field: String, form: Form?) -> String {
    guard let value else { return "(left out)" }
    if field == "void" { return value.bool == true ? "withdrawn" : "in force" }
    guard let group = form?.groups.first(where: { $0.name == field }), value.members != nil else {
      return text(of: value, kind: form?.fields.first { $0.name == field }?.kind)
    }
    return group.members.compactMap { member in
      guard value[member] != nil else { return nil }
      let text = text(of: member, in: value, form: form)
      return "\(Self.label(of: member, in: form)): \(text)"
    }.joined(separator: ", ")
  }

  /// A value as it stands in a list: what is long there is put short.
  func brief(_ name: String, in body: JSON, form: Form) -> String {
    switch form.fields.first(where: { $0.name == name })?.kind {
    case .country: return body[name]?.string?.shown ?? ""
    case .substance:
      let cas = body[name]?.string ?? ""
      return SubstanceRegister.standard.wording(of: cas, isBrief: true).shown
    default: return text(of: name, in: body, form: form)
    }
  }

  /// A value as a person reads it.
  func text(of value: JSON, kind: FormField.Kind?) -> String {
    switch (kind, value) {
    case (.country, .string(let code)):
      return Country(code).map { "\($0.name) (\(code))" } ?? code.shown
    case (.substance, .string(let cas)): return SubstanceRegister.standard.wording(of: cas).shown
    case (.record, .string(let id)): return EntryID(id).map { title(of: $0) } ?? id.shown
    case (.attachment, .string(let digest)): return "file \(digest.prefix(12).description.shown)"
    case (.list(let element), .array(let elements)):
      return elements.map { text(of: $0, kind: element) }.joined(separator: "; ")
    case (.group(let fields), .object(let members)):
      return members.map { member in
        let field = fields.first { $0.name == member.name }
        return "\(field?.label ?? member.name): ".shown + text(of: member.value, kind: field?.kind)
      }.joined(separator: ", ")
    case (_, .bool(let value)): return value ? "yes" : "no"
    case (_, .string(let text)): return text.shown
    case (_, .array(let elements)):
      return elements.map { text(of: $0, kind: nil) }.joined(separator: "; ")
    default: return value.text.shown
    }
  }

  /// Who may read a record besides the organisation that keeps it, which is this one where
  /// none is given.
  func readers(_ audience: [String], of owner: OrganisationID? = nil) -> String {
    let isOwn = owner == nil || owner == store.settings.organisation
    let trusting = isOwn ? "you trust" : "it trusts"
    if audience.isEmpty { return "nobody else: it stays at home" }
    return Layout.list(
      audience.map { reader in
        switch reader {
        case "association": "associations that \(trusting)"
        case "authority": "authorities that \(trusting)"
        case "vetted": "those that \(trusting) as vetted"
        case "public": "everybody"
        default: OrganisationID(reader).map { name(of: $0) } ?? reader.shown
        }
      }
    )
  }
}

extension Timestamp {
  /// For people: `2026-03-01 08:30 UTC`.
  var shown: String { "\(date.text) \(text.dropFirst(11).prefix(5)) UTC" }
}
