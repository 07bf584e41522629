/// Turns a schema document into tables, or says why not.
struct SchemaCompiler {
  /// How many `$ref` may lead on to one another.
  static let maximumReferenceDepth = Limits.formReferences
  /// How many rules one value may meet when every `$ref` is followed: definitions that
  /// each use the next one twice would otherwise double the work at each step.
  static let maximumCost = 20_000

  private let definitions: JSON?
  private var schema = Schema()
  private var compiled: [Text: Int32] = [:]
  private var underway: [Text] = []
  private var measures: [Measure] = []
  private var annotations: [(pointer: String, value: JSON)] = []
  private var names: [(pointer: String, name: String)] = []

  /// What came of a document.
  struct Result {
    /// The tables.
    let schema: Schema
    /// Every `x-steward` annotation with the place of its schema.
    let annotations: [(pointer: String, value: JSON)]
    /// Every name under `properties` with the place of its schema.
    let names: [(pointer: String, name: String)]
  }

  /// What following a schema's references can cost.
  struct Measure {
    var cost = 1
    var depth = 0
  }

  private init(_ document: JSON) { definitions = document["$defs"] }

  /// Compiles a document.
  static func compile(_ document: JSON) throws(FormFault) -> Result {
    var compiler = Self(document)
    // The whole document has to be schema 0, and is finished last.
    compiler.schema.schemas.append(Schema.Part(start: 0, count: 0))
    compiler.measures.append(Measure())
    let root = try compiler.compile(document, at: "")
    compiler.schema.schemas[0] = compiler.schema.schemas[Int(root)]
    compiler.schema.labels[0] = compiler.schema.labels[root]
    compiler.schema.problems[0] = compiler.schema.problems[root]
    for definition in compiler.definitions?.members ?? [] {
      _ = try compiler.definition(definition.name, at: "/$defs")
    }
    return Result(
      schema: compiler.schema,
      annotations: compiler.annotations,
      names: compiler.names,
    )
  }

  // MARK: Schemas

  private mutating func compile(_ document: JSON, at pointer: String) throws(FormFault) -> Int32 {
    var measure = Measure()
    var rules: [Schema.Rule] = []
    var label: String?
    var problem: String?
    switch document {
    case .bool(let isAnything):
      if !isAnything { rules.append(.never) }
    case .object(let members):
      for member in members {
        guard let keyword = SchemaKeyword(rawValue: member.name) else {
          throw FormFault(pointer, member.name, "this keyword is not supported")
        }
        if keyword == .steward {
          annotations.append((pointer, member.value))
          label = member.value["label"]?.string
          problem = member.value["problem"]?.string
        } else {
          try append(keyword, member.value, of: document, at: pointer, &rules, &measure)
        }
      }
      try appendMembers(of: document, at: pointer, &rules, &measure)
      try appendCondition(of: document, at: pointer, &rules, &measure)
    default:
      throw FormFault(pointer, "a schema is an object or true or false")
    }
    measure.cost += rules.count
    guard measure.cost <= Self.maximumCost else {
      throw FormFault(pointer, "it has more than \(Self.maximumCost) rules, references followed")
    }
    guard measure.depth <= Self.maximumReferenceDepth else {
      let limit = Self.maximumReferenceDepth
      throw FormFault(pointer, "more than \(limit) references lead on to one another")
    }
    let index = Int32(schema.schemas.count)
    schema.schemas.append(
      Schema.Part(start: Int32(schema.rules.count), count: Int32(rules.count))
    )
    schema.rules += rules
    measures.append(measure)
    schema.labels[index] = label
    schema.problems[index] = problem
    return index
  }

  private mutating func child(
    _ document: JSON,
    at pointer: String,
    _ measure: inout Measure,
  ) throws(FormFault) -> Int32 {
    let index = try compile(document, at: pointer)
    measure.cost += measures[Int(index)].cost
    measure.depth = max(measure.depth, measures[Int(index)].depth)
    return index
  }

  // MARK: Keywords

  private mutating func append(
    _ keyword: SchemaKeyword,
    _ value: JSON,
    of document: JSON,
    at pointer: String,
    _ rules: inout [Schema.Rule],
    _ measure: inout Measure,
  ) throws(FormFault) {
    let place = KeywordPlace(pointer, keyword)
    switch keyword {
    case .type: rules.append(.type(try place.types(value)))
    case .enum: rules.append(.choice(try constants(place.list(value))))
    case .const: rules.append(.constant(constants([value]).start))
    case .pattern:
      schema.patterns.append(try place.pattern(value))
      rules.append(.pattern(Int32(schema.patterns.count - 1)))
    case .format: rules.append(.format(try place.format(value)))
    case .minLength: rules.append(.minimumLength(try place.count(value)))
    case .maxLength: rules.append(.maximumLength(try place.count(value)))
    case .minItems: rules.append(.minimumItems(try place.count(value)))
    case .maxItems: rules.append(.maximumItems(try place.count(value)))
    case .minimum: rules.append(.minimum(try place.number(value)))
    case .maximum: rules.append(.maximum(try place.number(value)))
    case .uniqueItems:
      if try place.flag(value) { rules.append(.uniqueItems) }
    case .items: rules.append(.items(try child(value, at: place.pointer, &measure)))
    case .allOf: rules.append(.all(try list(value, at: place, &measure)))
    case .anyOf: rules.append(.any(try list(value, at: place, &measure)))
    case .not: rules.append(.not(try child(value, at: place.pointer, &measure)))
    case .dependentRequired: rules.append(.dependentRequired(try dependencies(value, at: place)))
    case .reference: rules.append(.reference(try reference(value, at: place, &measure)))
    case .properties, .required, .additionalProperties, .if, .then, .else, .steward: break
    case .schema:
      guard value.string == "https://json-schema.org/draft/2020-12/schema" else {
        throw place.fault("only the draft 2020-12 is supported")
      }
    case .identifier, .definitions:
      guard pointer.isEmpty else { throw place.fault("it is supported at the top only") }
      _ = keyword == .identifier ? try place.string(value) : ""
      if keyword == .definitions { _ = try place.members(value) }
    case .comment, .title, .description: _ = try place.string(value)
    case .deprecated: _ = try place.flag(value)
    case .examples: _ = try place.list(value)
    case .default: break
    }
  }

  private mutating func list(
    _ value: JSON,
    at place: KeywordPlace,
    _ measure: inout Measure,
  ) throws(FormFault) -> Schema.Part {
    let documents = try place.list(value)
    guard !documents.isEmpty else { throw place.fault("the list is empty") }
    var indexes: [Int32] = []
    for (number, document) in documents.enumerated() {
      indexes.append(try child(document, at: "\(place.pointer)/\(number)", &measure))
    }
    let start = Int32(schema.lists.count)
    schema.lists += indexes
    return Schema.Part(start: start, count: Int32(indexes.count))
  }

  private mutating func appendMembers(
    of document: JSON,
    at pointer: String,
    _ rules: inout [Schema.Rule],
    _ measure: inout Measure,
  ) throws(FormFault) {
    var properties: [Schema.Property] = []
    let place = KeywordPlace(pointer, .properties)
    for member in try document["properties"].map(place.members) ?? [] {
      let pointer = place.pointer(to: member.name)
      names.append((pointer, member.name))
      let index = try child(member.value, at: pointer, &measure)
      properties.append(
        Schema.Property(name: store(member.name.utf8), schema: index, required: 0)
      )
    }
    var mask: UInt64 = 0
    let requiredPlace = KeywordPlace(pointer, .required)
    for name in try document["required"].map(requiredPlace.names) ?? [] {
      guard mask != .max else { throw requiredPlace.fault("at most 64 members can be required") }
      let bit = mask + 1
      mask |= bit
      let place = properties.firstIndex { schema.text[$0.name.range].elementsEqual(name.utf8) }
      if let place {
        properties[place].required = bit
      } else {
        properties.append(
          Schema.Property(name: store(name.utf8), schema: -1, required: bit)
        )
      }
    }
    var others = Schema.Others.free
    switch document["additionalProperties"] {
    case nil, .bool(true): break
    case .bool(false): others = .refused
    case .some(let value):
      let place = KeywordPlace(pointer, .additionalProperties)
      others = .schema(try child(value, at: place.pointer, &measure))
    }
    if case .free = others, properties.isEmpty { return }
    let start = Int32(schema.properties.count)
    schema.properties += properties
    let part = Schema.Part(start: start, count: Int32(properties.count))
    rules.append(.members(part, required: mask, others: others))
  }

  private mutating func appendCondition(
    of document: JSON,
    at pointer: String,
    _ rules: inout [Schema.Rule],
    _ measure: inout Measure,
  ) throws(FormFault) {
    var indexes: [Int32] = []
    for keyword in [SchemaKeyword.if, .then, .else] {
      let value = document[keyword.rawValue]
      let place = KeywordPlace(pointer, keyword)
      indexes.append(
        try value.map { (value) throws(FormFault) in
          try child(value, at: place.pointer, &measure)
        } ?? -1
      )
    }
    guard indexes[0] >= 0, max(indexes[1], indexes[2]) >= 0 else { return }
    rules.append(.condition(indexes[0], then: indexes[1], otherwise: indexes[2]))
  }

  private mutating func dependencies(
    _ value: JSON,
    at place: KeywordPlace,
  ) throws(FormFault) -> Schema.Part {
    let start = Int32(schema.dependencies.count)
    for member in try place.members(value) {
      let trigger = store(member.name.utf8)
      for name in try place.names(member.value) {
        schema.dependencies.append(
          Schema.Dependency(trigger: trigger, needed: store(name.utf8))
        )
      }
    }
    return Schema.Part(start: start, count: Int32(schema.dependencies.count) - start)
  }

  // MARK: References

  private mutating func reference(
    _ value: JSON,
    at place: KeywordPlace,
    _ measure: inout Measure,
  ) throws(FormFault) -> Int32 {
    let name = try place.definitionName(value)
    let index = try definition(name, at: place.pointer)
    measure.cost += measures[Int(index)].cost
    measure.depth = max(measure.depth, measures[Int(index)].depth + 1)
    return index
  }

  private mutating func definition(
    _ name: String,
    at pointer: String,
  ) throws(FormFault) -> Int32 {
    if let index = compiled[Text(name)] { return index }
    guard let document = definitions?[name] else {
      throw FormFault(pointer, "there is no definition ‘\(name)’ in ‘$defs’")
    }
    guard !underway.contains(Text(name)) else {
      throw FormFault(pointer, "the definition ‘\(name)’ leads back to itself")
    }
    underway.append(Text(name))
    let index = try compile(document, at: KeywordPlace("", .definitions).pointer(to: name))
    underway.removeLast()
    compiled[Text(name)] = index
    return index
  }

  // MARK: Tables

  private mutating func store(_ bytes: some Collection<UInt8>) -> Schema.Part {
    let start = Int32(schema.text.count)
    schema.text += bytes
    return Schema.Part(start: start, count: Int32(schema.text.count) - start)
  }

  private mutating func constants(_ values: [JSON]) -> Schema.Part {
    let start = Int32(schema.constants.count)
    for value in values {
      let bytes = value.string.map { Array($0.utf8) } ?? value.canonicalBytes
      schema.constants.append(Schema.Constant(kind: value.tapeKind, value: store(bytes)))
    }
    return Schema.Part(start: start, count: Int32(values.count))
  }
}

extension JSON {
  /// The kind that the value has on a tape.
  fileprivate var tapeKind: JSONTape.Kind {
    switch self {
    case .null: .null
    case .bool(let value): value ? .true : .false
    case .number(let text): text.utf8.allSatisfy { $0 < 0x3A && $0 != 0x2E } ? .integer : .fraction
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }
}
