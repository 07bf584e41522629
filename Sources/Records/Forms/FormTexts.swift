/// The words of one form in another language: what a translator writes.
///
///     {"label": "Kunde", "help": "Eine Firma, …",
///      "groups": {"address": "Anschrift"},
///      "fields": {"name": {"label": "Name", "help": "Der volle Name … Beispiel: …"},
///                 "requester.city": {…}, "packs[].lot": {…}}}
///
/// A field's `problem` takes the place of the one in the form.
public struct FormTexts: Hashable, Sendable {
  /// What people are shown instead of the form's name.
  public let label: String
  /// What such a record is and when to make one.
  public let help: String
  /// The groups' labels, by their names.
  public let groups: [String: String]
  /// The fields' words, by their paths as in ``Form/allFields``.
  public let fields: [String: FieldTexts]

  /// The words of one field.
  public struct FieldTexts: Hashable, Sendable {
    /// What people are shown instead of the field's name.
    public let label: String
    /// What to enter and why.
    public let help: String
    /// What is said of a value that is not of the expected shape, if the form says
    /// something of its own.
    public let problem: String?
  }

  /// The words that `json` holds, or `nil` where it is not of the shape above.
  public init?(_ json: JSON) {
    guard let label = json["label"]?.string, let help = json["help"]?.string else { return nil }
    self.label = label
    self.help = help
    var groups: [String: String] = [:]
    for member in json["groups"]?.members ?? [] {
      guard let text = member.value.string else { return nil }
      groups[member.name] = text
    }
    self.groups = groups
    var fields: [String: FieldTexts] = [:]
    for member in json["fields"]?.members ?? [] {
      guard let label = member.value["label"]?.string, let help = member.value["help"]?.string
      else { return nil }
      let problem = member.value["problem"]?.string
      fields[member.name] = FieldTexts(label: label, help: help, problem: problem)
    }
    self.fields = fields
  }
}

extension Form {
  /// Every field with its path, those inside others too: `requester`, `requester.name`,
  /// `packs[].lot`.
  public var allFields: [(path: String, field: FormField)] { Self.fields(fields, under: "") }

  private static func fields(
    _ fields: [FormField],
    under prefix: String,
  ) -> [(path: String, field: FormField)] {
    fields.flatMap { field in
      let path = prefix + field.name
      let inside: [(path: String, field: FormField)] =
        switch field.kind {
        case .group(let inner): Self.fields(inner, under: path + ".")
        case .list(of: .group(let inner)): Self.fields(inner, under: path + "[].")
        default: []
        }
      return [(path, field)] + inside
    }
  }

  /// What the form says of a field's values that are not of the expected shape, by the
  /// field's path.
  public var problems: [String: String] {
    var problems: [String: String] = [:]
    schema.forEachPlace { path, index in
      guard let problem = schema.problems[index] else { return }
      problems[path.hasSuffix("[]") ? String(path.dropLast(2)) : path] = problem
    }
    return problems
  }

  /// The same form in other words.
  ///
  /// The document, and with it the digest of a ``FormSet``, stays; what `texts` does not
  /// translate too.
  public func worded(by texts: FormTexts) -> Form {
    var form = self
    form.label = texts.label
    form.help = texts.help
    form.fields = fields.map { Self.worded($0, under: "", by: texts) }
    form.groups = groups.map { group in
      FormGroup(
        name: group.name,
        label: texts.groups[group.name] ?? group.label,
        members: group.members,
        mergeRule: group.mergeRule,
        decidingMember: group.decidingMember,
      )
    }
    schema.forEachPlace { path, index in
      if let words = texts.fields[path] { form.schema.labels[index] = words.label }
      // A list of texts is one field; what is said of its elements stands there too.
      let field = path.hasSuffix("[]") ? String(path.dropLast(2)) : path
      guard schema.problems[index] != nil, let problem = texts.fields[field]?.problem else {
        return
      }
      form.schema.problems[index] = problem
    }
    return form
  }

  private static func worded(
    _ field: FormField,
    under prefix: String,
    by texts: FormTexts,
  ) -> FormField {
    let path = prefix + field.name
    let words = texts.fields[path]
    let kind: FormField.Kind =
      switch field.kind {
      case .group(let inner): .group(inner.map { worded($0, under: path + ".", by: texts) })
      case .list(of: .group(let inner)):
        .list(of: .group(inner.map { worded($0, under: path + "[].", by: texts) }))
      default: field.kind
      }
    return FormField(
      name: field.name,
      label: words?.label ?? field.label,
      help: words?.help ?? field.help,
      unit: field.unit,
      isRequired: field.isRequired,
      isMultiline: field.isMultiline,
      isSearchable: field.isSearchable,
      kind: kind,
      format: field.format,
      check: field.check,
      shape: field.shape,
    )
  }
}

extension Schema {
  /// Visits the schemas that stand for the members of a body, with their paths.
  func forEachPlace(_ visit: (_ path: String, _ index: Int32) -> Void) {
    visitPlaces(from: 0, at: "", visit)
  }

  private func visitPlaces(
    from index: Int32,
    at path: String,
    _ visit: (String, Int32) -> Void,
  ) {
    visit(path, index)
    for rule in rules[schemas[Int(index)].range] {
      switch rule {
      case .members(let part, _, _):
        for property in properties[part.range] where property.schema >= 0 {
          let name = string(property.name)
          visitPlaces(from: property.schema, at: path.isEmpty ? name : "\(path).\(name)", visit)
        }
      case .items(let child): visitPlaces(from: child, at: path + "[]", visit)
      case .reference(let target): visitPlaces(from: target, at: path, visit)
      case .all(let part):
        for child in lists[part.range] { visitPlaces(from: child, at: path, visit) }
      default: break
      }
    }
  }
}
