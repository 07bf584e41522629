/// Reads a form document: first as a schema, then what its annotations say.
struct FormReader {
  let bytes: [UInt8]
  let document: JSON
  let compiled: SchemaCompiler.Result
  /// The annotation at the top.
  let top: Annotation
  var fields: [FormField] = []
  var groups: [FormGroup] = []
  var mergeRules: [Text: MergeRule] = [:]

  /// A member of the form, and the schema that stands for it, references followed.
  struct Property {
    let name: String
    let schemas: [JSON]
    let pointer: String
  }

  init(_ source: RawSpan) throws(FormFault) {
    guard source.byteCount <= Limits.formBytes else {
      throw FormFault("", "it has more than \(Limits.formBytes >> 10) KiB")
    }
    var tape = JSONTape()
    do throws(JSONFault) {
      try tape.parse(source, maximumDepth: Self.maximumNesting)
    } catch {
      throw FormFault("", "it is not JSON: \(error)")
    }
    do throws(EntryFault) {
      try tape.checkInterchange(in: source)
    } catch {
      throw FormFault("", "\(error)")
    }
    var document = tape.value(in: source)
    guard case .object(var members) = document else { throw FormFault("", "it is not an object") }
    guard let annotation = document["x-steward"] else {
      throw FormFault("", "it has no ‘x-steward’ annotation")
    }
    guard document["type"]?.string == "object" else {
      throw FormFault("", "type", "the type of a form is ‘object’")
    }
    switch document["additionalProperties"] {
    case nil: members.append(JSON.Member("additionalProperties", false))
    case .bool(false): break
    default:
      throw FormFault(
        "",
        "additionalProperties",
        "a form's own members are all there are: leave it out",
      )
    }
    document = .object(members)
    bytes = source.withUnsafeBytes { Array($0) }
    self.document = document
    top = try Annotation(annotation, at: "")
    compiled = try SchemaCompiler.compile(document)
  }

  /// How deep a document may nest.
  private static let maximumNesting = 64

  mutating func form() throws(FormFault) -> Form {
    try checkNames()
    try checkAnnotations()
    for property in try properties(of: document, at: "") {
      fields.append(try field(property, in: document))
    }
    try checkMentions()
    try readGroups()
    try readMergeRules()
    return Form(
      try head(),
      fields: fields,
      groups: groups,
      mergeRules: mergeRules,
      schema: compiled.schema,
      document: bytes,
    )
  }

  // MARK: Names

  private func checkNames() throws(FormFault) {
    for (pointer, name) in compiled.names where !Self.isName(name) {
      throw FormFault(pointer, "a member's name is lower-case letters, digits and underscores")
    }
    if document["properties"]?["void"] != nil {
      throw FormFault("/properties/void", "‘void’ is a field of every record")
    }
  }

  static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first else {
      return false
    }
    return name.utf8.allSatisfy {
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || Byte.digits ~= $0 || $0 == UInt8(ascii: "_")
    }
  }

  /// Refuses rules over the body that speak of members it cannot have.
  private func checkMentions() throws(FormFault) {
    for name in compiled.schema.names(mentionedBy: 0)
    where !fields.contains(where: { $0.name == name }) {
      throw FormFault("", "a rule speaks of ‘\(name)’, which is no member of the form")
    }
  }

  private func checkAnnotations() throws(FormFault) {
    for (pointer, value) in compiled.annotations where !pointer.isEmpty {
      let annotation = try Annotation(value, at: pointer)
      try annotation.allow([
        "label", "help", "problem", "unit", "multiline", "search", "check", "merge",
      ])
      if annotation["merge"] != nil, !isTopLevel(pointer) {
        throw annotation.fault("merge", "only members of the body are merged")
      }
    }
  }

  private func isTopLevel(_ pointer: String) -> Bool {
    let tokens = pointer.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return tokens.count == 3 && tokens[1].elementsEqual("properties".utf8)
  }
}
