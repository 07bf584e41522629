import Records
import Store

/// One form with all of its fields, as `forms FORM` explains it.
struct FormExplanation: CommandResult {
  let form: Form
  /// Who reads new records in the store at hand; `nil` without one.
  let audience: NarrowedAudience?

  var json: JSON {
    [
      "form": .string(form.name.text),
      "label": .string(form.label),
      "help": .string(form.help),
      "audience": .strings(audience?.readers ?? form.defaultAudience),
      "form_audience": .strings(form.defaultAudience),
      "kept_home": .bool(audience?.isKeptHome ?? false),
      "narrowed_by": .array(
        (audience?.narrowings ?? []).map {
          ["package": .string($0.package), "without": .strings($0.without)]
        }
      ),
      "maximum_audience": form.maximumAudience.map { .strings($0) } ?? .null,
      "identity": .strings(form.identity),
      "fields": .array(form.fields.map(Self.json)),
      "groups": .array(
        form.groups.map { group in
          [
            "name": .string(group.name), "label": .string(group.label),
            "members": .strings(group.members),
          ]
        }
      ),
    ]
  }

  private static func json(_ field: FormField) -> JSON {
    var members: [JSON.Member] = [
      .init("name", .string(field.name)),
      .init("label", .string(field.label)),
      .init("help", .string(field.help)),
      .init("kind", .string(kind(field.kind))),
      .init("required", .bool(field.isRequired)),
      .init("unit", .optional(field.unit)),
      .init("choices", choices(field.kind).map { .strings($0) } ?? .null),
    ]
    if let inner = inner(field.kind) { members.append(.init("fields", .array(inner.map(json)))) }
    return .object(members)
  }

  func text(columns: Int) -> String {
    var parts = [
      "\(form.label) (\(form.name))", Layout.wrapped(form.help, width: columns, indent: "  "),
    ]
    parts.append(Layout.wrapped("Readers: \(readers)", width: columns, indent: "  "))
    if !form.identity.isEmpty {
      let labels = form.identity.map { RecordWording.label(of: $0, in: form) }
      let sentence =
        "A record is found again by: \(labels.joined(separator: ", ")). The first that it has counts."
      parts.append(Layout.wrapped(sentence, width: columns, indent: "  "))
    }
    parts.append("")
    parts.append("Fields (* without it the record means nothing):")
    parts += form.fields.flatMap { lines(for: $0, columns: columns, indent: "  ") }
    if form.reservedCommand == nil {
      let example = form.fields.first { $0.isRequired } ?? form.fields.first
      parts += ["", "Add one: steward add \(form.name.name) --field \(example?.name ?? "name")=…"]
    }
    return parts.joined(separator: "\n")
  }

  private var readers: String {
    let shown = audience?.readers ?? form.defaultAudience
    let usual =
      shown.isEmpty
      ? "nobody but you, unless you say otherwise with --audience."
      : "you, and each \(Layout.list(shown, "or")) that you trust as such, unless you say otherwise with --audience."
    guard let maximum = form.maximumAudience else { return usual + narrower }
    if maximum.isEmpty { return "nobody but you; it never leaves this place." }
    return usual + narrower + " Never anybody else than: \(maximum.joined(separator: ", "))."
  }

  /// Why they are fewer than those of the form.
  private var narrower: String {
    guard let audience else { return "" }
    if audience.isKeptHome {
      let own = Layout.list(form.defaultAudience)
      let without = own.isEmpty ? "" : ", though the form has \(own)"
      return
        " You keep this form at home\(without): ‘steward forms \(form.name.name) --share’ ends that."
    }
    return audience.narrowings.map { narrowing in
      " The rules \(narrowing.package.shown) leave out \(Layout.list(narrowing.without)), whom the form has."
    }.joined()
  }

  private func lines(for field: FormField, columns: Int, indent: String) -> [String] {
    let mark = field.isRequired ? "*" : ""
    var facts = [Self.kind(field.kind)]
    if let unit = field.unit { facts.append("its unit in ‘\(unit)’") }
    let heading = "\(field.label) — \(facts.joined(separator: ", "))"
    var lines = [
      Layout.wrapped(
        heading,
        width: columns,
        indent: indent + "    ",
        first: "\(indent)\(field.name)\(mark)  ",
      )
    ]
    if !field.help.isEmpty {
      lines.append(Layout.wrapped(field.help, width: columns, indent: indent + "    "))
    }
    if let choices = Self.choices(field.kind) {
      let sentence = "One of: \(choices.joined(separator: ", "))"
      lines.append(Layout.wrapped(sentence, width: columns, indent: indent + "    "))
    }
    for part in Self.inner(field.kind) ?? [] {
      lines += self.lines(for: part, columns: columns, indent: indent + "    ")
    }
    return lines
  }

  /// What a field takes, in a word or two.
  static func kind(_ kind: FormField.Kind) -> String {
    switch kind {
    case .text: "text"
    case .decimal: "amount"
    case .date: "date"
    case .country: "country"
    case .boolean: "yes or no"
    case .integer: "whole number"
    case .choice: "choice"
    case .list(.group): "list, each entry with fields of its own"
    case .list(let element): "list of: \(Self.kind(element))"
    case .group: "fields of its own"
    case .record: "another record"
    case .substance: "substance by name or CAS number"
    case .attachment: "file"
    }
  }

  private static func choices(_ kind: FormField.Kind) -> [String]? {
    switch kind {
    case .choice(let choices): choices
    case .list(let element): choices(element)
    default: nil
    }
  }

  private static func inner(_ kind: FormField.Kind) -> [FormField]? {
    switch kind {
    case .group(let fields): fields
    case .list(let element): inner(element)
    default: nil
    }
  }
}
