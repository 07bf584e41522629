extension Form {
  /// What breaks the form in a body; empty for a valid one.
  ///
  /// Nothing is allocated for a valid body that is read. One that is written is also held
  /// against what only writers are held to: unknown members, line feeds in fields of one line,
  /// numbers of national registers.
  ///
  /// `tape` was parsed from `bytes`, and `body` is the body's index in it.
  public func check(
    _ bytes: RawSpan,
    tape: JSONTape,
    body: Int,
    as reader: UnknownMembers,
  ) -> [FormViolation] {
    let violations = schema.violations(
      of: body,
      in: bytes,
      tape: tape,
      keepingUnknown: reader == .kept,
    )
    guard reader == .refused, tape.nodes[body].kind == .object else { return violations }
    return violations + writerViolations(of: tape.value(at: body, in: bytes))
  }

  /// What breaks the form in a body that is to be written.
  public func check(_ body: JSON) -> [FormViolation] { checkText(body.bytes.span.bytes) }

  private func checkText(_ bytes: RawSpan) -> [FormViolation] {
    var tape = JSONTape()
    do throws(JSONFault) {
      try tape.parse(bytes)
    } catch {
      preconditionFailure("A JSON value writes JSON: \(error).")
    }
    return check(bytes, tape: tape, body: JSONTape.root, as: .refused)
  }

  // MARK: Writers

  private func writerViolations(of body: JSON) -> [FormViolation] {
    var violations: [FormViolation] = []
    for field in fields {
      guard let value = body[field.name] else { continue }
      Self.check(field, value, beside: body, at: field.name, of: field.name, &violations)
    }
    return violations
  }

  private static func check(
    _ field: FormField,
    _ value: JSON,
    beside object: JSON,
    at path: String,
    of member: String,
    _ violations: inout [FormViolation],
  ) {
    checkLines(field, value, at: path, of: member, &violations)
    if field.check == .registrationNumber, let number = value.string,
      let country = object["country"]?.string,
      let problem = RegistrationNumber.check(number, country: country)
    {
      let members = path.utf8.elementsEqual(member.utf8) ? [member, "country"].sorted() : [member]
      violations.append(
        FormViolation(
          path: path,
          keyword: "check",
          label: field.label,
          problem: problem.description,
          members: members,
        )
      )
    }
    for (inner, object, place) in inside(field.kind, value, at: path) {
      guard let value = object[inner.name] else { continue }
      check(inner, value, beside: object, at: "\(place).\(inner.name)", of: member, &violations)
    }
  }

  /// The fields inside a value, each with the object it is a member of and that one's path.
  private static func inside(
    _ kind: FormField.Kind,
    _ value: JSON,
    at path: String,
  ) -> [(FormField, JSON, String)] {
    switch kind {
    case .group(let fields): return fields.map { ($0, value, path) }
    case .list(let element):
      let elements = (value.elements ?? []).enumerated()
      return elements.flatMap { inside(element, $1, at: "\(path)[\($0)]") }
    default: return []
    }
  }

  private static func checkLines(
    _ field: FormField,
    _ value: JSON,
    at path: String,
    of member: String,
    _ violations: inout [FormViolation],
  ) {
    guard !field.isMultiline else { return }
    let texts =
      value.string.map { [(path, $0)] }
      ?? (value.elements ?? []).enumerated().compactMap {
        number,
        element in element.string.map { ("\(path)[\(number)]", $0) }
      }
    for (path, text) in texts where text.utf8.contains(0x0A) {
      violations.append(
        FormViolation(
          path: path,
          keyword: "multiline",
          label: field.label,
          problem: "\(Quotation.of(text)) has several lines; write it on one",
          members: [member],
        )
      )
    }
  }
}
