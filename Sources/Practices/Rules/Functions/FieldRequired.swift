import Records

/// `field-required`: the order, or a record it relies on, says what it has to say.
///
///     {"of": "customer", "fields": ["street", {"field": "kind", "one_of": ["company"]}],
///      "any_of": ["phone", "email"], "when_missing": "warn"}
///
/// `of` is `request` (the default), `customer`, `site`, `declaration`, `assessment`, or a
/// form whose records are about the customer: one of them in force has to say it all. A path
/// such as `collector.id_number` leads into objects and lists. A field that has to have one of
/// several values and has none is unknown, or what `when_missing` says.
struct FieldRequired: RuleTest {
  private let source: String
  private let fields: [Wanted]
  private let anyOf: [String]
  private let whenMissing: Verdict?

  private struct Wanted {
    var path: String
    var allowed: [String]?
  }

  init(_ with: inout MemberReader) throws(PackageFault) {
    source = try with.string("of") ?? "request"
    anyOf = try with.strings("any_of") ?? []
    whenMissing = try with.verdict("when_missing")
    var fields: [Wanted] = []
    for (index, element) in (with.value("fields")?.elements ?? []).enumerated() {
      if let path = element.string {
        fields.append(Wanted(path: path))
      } else {
        var reader = try MemberReader(element, at: with.place.inside("fields[\(index)]"))
        let path = try reader.requiredString("field")
        fields.append(Wanted(path: path, allowed: try reader.strings("one_of")))
        try reader.finish()
      }
    }
    self.fields = fields
    if fields.isEmpty, anyOf.isEmpty { throw with.place.fault("fields", "names no field") }
  }

  func problem(judging subjects: Set<CheckRequest.Subject>) -> (member: String, reason: String)? {
    let names = source == "request" ? subjects.map(\.rawValue).sorted() : [source]
    for name in names {
      guard let form = FormLibrary.forms.newest(name) else {
        return ("of", "is ‘\(name)’, which is no form")
      }
      for path in fields.map(\.path) + anyOf {
        let member = path.prefix { $0 != "." }
        if form.field(String(member)) == nil {
          return ("fields", "has ‘\(path)’, which is no field of ‘\(name)’")
        }
      }
    }
    return nil
  }

  var judgesDeclaration: Bool { source == "declaration" }

  func finding(in state: RuleCase) throws -> Finding {
    switch source {
    case "request": return judge(state.order, "the \(state.noun)")
    case "customer":
      guard let customer = try state.customer() else {
        return .unknown("the \(state.noun) names no customer who is known")
      }
      state.mention(customer.id)
      return judge(state.body(of: customer), "the customer's record")
    case "site":
      guard let site = try state.named("site", form: "site") else {
        return .satisfied("the goods go to the customer's own address")
      }
      state.mention(site.id)
      return judge(state.body(of: site), "the site's record")
    case "declaration":
      guard let declaration = try state.declaration() else {
        return .notApplicable("there is no declaration")
      }
      state.mention(declaration.record.id)
      return judge(declaration.body, declaration.name)
    case "assessment":
      guard let assessment = try state.assessment() else {
        return .notApplicable("the customer was not assessed")
      }
      state.mention(assessment.record.id)
      return judge(assessment.body, "the assessment of \(assessment.date.text)")
    default: return try judgeRecords(in: state)
    }
  }

  /// Whether one of the records of a form says it all and is in force.
  private func judgeRecords(in state: RuleCase) throws -> Finding {
    let noun = source.replacing("_", with: " ")
    guard try state.customer() != nil else {
      return .unknown("the \(state.noun) names no customer who is known")
    }
    var worst: Finding?
    for (record, body) in try state.states(aboutCustomer: source) {
      let lapsed = body.day("valid_until").flatMap { $0 < state.date ? $0 : nil }
      let begins = body.day("valid_from") ?? body.day("signed_on") ?? body.day("date")
      if let begins, state.date < begins { continue }
      let finding =
        if let lapsed {
          Finding.broken("the \(noun) ended on \(lapsed.text)")
        } else {
          judge(body, "the \(noun)")
        }
      state.mention(record.id)
      if finding.outcome == .satisfied { return finding }
      worst = worst ?? finding
    }
    if let worst { return worst }
    return .broken("there is no \(noun) of \(try state.customerName())")
  }

  private func judge(_ body: JSON, _ owner: String) -> Finding {
    for field in fields {
      let values = body.values(at: field.path.split(separator: "."))
      guard let allowed = field.allowed else {
        if values.isEmpty { return .broken("\(owner) does not say ‘\(field.path)’") }
        continue
      }
      if values.isEmpty {
        let because = "\(owner) does not say ‘\(field.path)’"
        return whenMissing.map { .broken(because, as: $0) } ?? .unknown(because)
      }
      if let value = values.first(where: { !allowed.contains($0.plainText) }) {
        return .broken("\(owner) has ‘\(value.plainText)’ as ‘\(field.path)’")
      }
    }
    let isAnyThere = anyOf.contains { !body.values(at: $0.split(separator: ".")).isEmpty }
    if !anyOf.isEmpty, !isAnyThere {
      return .broken("\(owner) says none of ‘\(anyOf.joined(separator: "’, ‘"))’")
    }
    return .satisfied("\(owner) says what it has to")
  }
}
