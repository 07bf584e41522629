extension FormReader {
  /// The members that an object's schema names, in its order.
  func properties(of schema: JSON, at pointer: String) throws(FormFault) -> [Property] {
    var properties: [Property] = []
    for object in resolve(schema) {
      for member in object["properties"]?.members ?? [] {
        properties.append(
          Property(
            name: member.name,
            schemas: resolve(member.value),
            pointer: "\(pointer)/properties/\(member.name)",
          )
        )
      }
    }
    return properties
  }

  /// The schema and the definitions that it refers to, the nearest first.
  private func resolve(_ schema: JSON) -> [JSON] {
    var schemas = [schema]
    while let reference = schemas.last?["$ref"] {
      let place = KeywordPlace("", .reference)
      guard let name = try? place.definitionName(reference),
        let target = document["$defs"]?[name]
      else { break }
      schemas.append(target)
    }
    return schemas
  }

  /// What a command line needs to know of a member of `object`.
  func field(_ property: Property, in object: JSON) throws(FormFault) -> FormField {
    let annotations = try property.schemas.map { (schema) throws(FormFault) in
      try Annotation(of: schema, at: property.pointer)
    }
    func first<Value>(_ read: (Annotation) throws(FormFault) -> Value?) throws(FormFault) -> Value?
    {
      for annotation in annotations {
        if let value = try read(annotation) { return value }
      }
      return nil
    }
    let required = resolve(object).flatMap { $0["required"]?.elements ?? [] }
    let kind = try kind(property.schemas, at: property.pointer)
    let isMultiline = try first { (a) throws(FormFault) in try a.flag("multiline") ? true : nil }
    let isSearchable = try first { (a) throws(FormFault) in try a.flag("search") ? true : nil }
    let field = FormField(
      name: property.name,
      label: try first { (a) throws(FormFault) in try a.text("label") }
        ?? SchemaWalk.label(of: property.name),
      help: try first { (a) throws(FormFault) in try a.text("help") } ?? "",
      unit: try first { (a) throws(FormFault) in try a.text("unit") },
      isRequired: required.contains { $0.string == property.name },
      isMultiline: isMultiline ?? false,
      isSearchable: isSearchable ?? false,
      kind: kind,
      format: format(property.schemas),
      check: try first { (a) throws(FormFault) in try check(a) },
      shape: property.schemas.lazy.compactMap { $0["pattern"]?.string }.first,
    )
    try checkNeighbours(of: field, in: object, annotations[0])
    return field
  }

  private func check(_ annotation: Annotation) throws(FormFault) -> FormField.Check? {
    guard let name = try annotation.text("check") else { return nil }
    guard let check = FormField.Check(rawValue: name) else {
      throw annotation.fault("check", "the check ‘\(name)’ is not known")
    }
    return check
  }

  private func checkNeighbours(
    of field: FormField,
    in object: JSON,
    _ annotation: Annotation,
  ) throws(FormFault) {
    let neighbours = resolve(object).flatMap { $0["properties"]?.members ?? [] }
    func neighbour(_ name: String) -> [JSON]? {
      neighbours.first { $0.name == name }.map { resolve($0.value) }
    }
    if let unit = field.unit {
      guard unit != field.name, let schemas = neighbour(unit) else {
        throw annotation.fault("unit", "there is no member ‘\(unit)’ beside it")
      }
      guard schemas.contains(where: { $0["type"]?.string == "string" }) else {
        throw annotation.fault("unit", "the member ‘\(unit)’ is not text")
      }
    }
    if field.check == .registrationNumber {
      guard let schemas = neighbour("country"), format(schemas) == .country else {
        throw annotation.fault("check", "it needs a member ‘country’ of that format beside it")
      }
    }
    if field.isMultiline {
      switch field.kind {
      case .text, .list(of: .text): break
      default: throw annotation.fault("multiline", "only text has lines")
      }
    }
    if field.isSearchable {
      switch field.kind {
      case .group, .list(of: .group), .boolean:
        throw annotation.fault("search", "only values with a text are searched")
      default: break
      }
    }
  }

  // MARK: Kinds

  private func kind(_ schemas: [JSON], at pointer: String) throws(FormFault) -> FormField.Kind {
    func value(of keyword: String) -> JSON? {
      for schema in schemas {
        if let value = schema[keyword] { return value }
      }
      return nil
    }
    if let choices = value(of: "enum")?.elements ?? value(of: "const").map({ [$0] }) {
      let texts = choices.compactMap(\.string)
      if texts.count == choices.count, !texts.isEmpty { return .choice(texts) }
    }
    switch value(of: "type")?.string {
    case "boolean": return .boolean
    case "integer", "number": return .integer
    case "array":
      guard let items = value(of: "items") else { return .list(of: .text) }
      return .list(of: try kind(resolve(items), at: "\(pointer)/items"))
    case "object":
      var inner: [FormField] = []
      for schema in schemas where schema["properties"] != nil {
        // References were followed; each schema is asked for its own members only.
        let own = JSON.object((schema.members ?? []).filter { $0.name != "$ref" })
        for property in try properties(of: own, at: pointer) {
          inner.append(try field(property, in: own))
        }
      }
      return .group(inner)
    case "string": break
    case nil: throw FormFault(pointer, "type", "a member needs one type")
    default: throw FormFault(pointer, "type", "a member cannot be nothing")
    }
    switch format(schemas) {
    case .date: return .date
    case .decimal: return .decimal
    case .country: return .country
    case .record: return .record
    case .cas: return .substance
    case .attachment: return .attachment
    case .dateTime, .unit, .lei, .vat, .email, nil: return .text
    }
  }

  /// The format of a text, or of each text of a list.
  func format(_ schemas: [JSON]) -> ValueFormat? {
    for schema in schemas {
      if let format = schema["format"]?.string.flatMap(ValueFormat.init(rawValue:)) {
        return format
      }
      if let items = schema["items"] { return format(resolve(items)) }
    }
    return nil
  }
}
