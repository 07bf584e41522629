extension FormReader {
  // MARK: Groups

  mutating func readGroups() throws(FormFault) {
    guard let value = top["groups"] else { return }
    guard let members = value.members else { throw top.fault("groups", "it has to be an object") }
    var taken: Set<String> = []
    for member in members {
      let group = try group(member.name, try top.inner(member.value, "groups/\(member.name)"))
      for name in group.members where !taken.insert(name).inserted {
        throw top.fault("groups", "‘\(name)’ is a member of two groups")
      }
      mergeRules[Text(group.name)] = group.mergeRule
      groups.append(group)
    }
  }

  private func group(_ name: String, _ annotation: Annotation) throws(FormFault) -> FormGroup {
    try annotation.allow(["label", "members", "merge"])
    guard Self.isName(name), name != "void", !isField(name) else {
      throw top.fault("groups", "a group cannot be called ‘\(name)’: that is taken or not a name")
    }
    let members = try annotation.texts("members") ?? []
    guard members.count > 1 else {
      throw annotation.fault("members", "a group has at least two members")
    }
    for member in members where !isField(member) {
      throw annotation.fault("members", "there is no member ‘\(member)’")
    }
    let rule = try annotation["merge"].map { (value) throws(FormFault) in
      try mergeRule(value, annotation, allowing: ["cautious", "by"])
    }
    if rule == .union { throw annotation.fault("merge", "a group is no list") }
    return FormGroup(
      name: name,
      label: try annotation.text("label") ?? SchemaWalk.label(of: name),
      members: members,
      mergeRule: rule ?? .manual,
      decidingMember: try decidingMember(of: members, rule, annotation),
    )
  }

  private func decidingMember(
    of members: [String],
    _ rule: MergeRule?,
    _ annotation: Annotation,
  ) throws(FormFault) -> String? {
    guard case .cautious(let order) = rule else { return nil }
    if let name = annotation["merge"]?["by"] {
      guard let name = name.string, members.contains(name) else {
        throw annotation.fault("merge", "‘by’ names no member of the group")
      }
      try checkOrder(order, of: name, annotation)
      return name
    }
    let candidates = members.filter { choices(of: $0)?.isSuperset(of: order) ?? false }
    guard candidates.count == 1 else {
      throw annotation.fault(
        "merge",
        "it is not clear which member has these values; say so in ‘by’",
      )
    }
    return candidates[0]
  }

  // MARK: Rules

  mutating func readMergeRules() throws(FormFault) {
    for property in try properties(of: document, at: "") {
      let annotation = try Annotation(of: property.schemas[0], at: property.pointer)
      guard let value = annotation["merge"] else { continue }
      if let group = groups.first(where: { $0.members.contains(property.name) }) {
        throw annotation.fault("merge", "it is merged with its group ‘\(group.name)’")
      }
      let rule = try mergeRule(value, annotation, allowing: ["cautious"])
      switch rule {
      case .manual: break
      case .union:
        guard case .list? = fields.first(where: { $0.name == property.name })?.kind else {
          throw annotation.fault("merge", "only a list is merged as a union")
        }
      case .cautious(let order): try checkOrder(order, of: property.name, annotation)
      }
      mergeRules[Text(property.name)] = rule
    }
  }

  private func mergeRule(
    _ value: JSON,
    _ annotation: Annotation,
    allowing names: Set<String>,
  ) throws(FormFault) -> MergeRule {
    switch value {
    case "manual": return .manual
    case "union": return .union
    case .object(let members) where members.allSatisfy({ names.contains($0.name) }):
      let order = try value["cautious"].map { (list) throws(FormFault) in
        try annotation.texts(in: list, of: "merge")
      }
      guard let order, !order.isEmpty else {
        throw annotation.fault("merge", "the order is empty")
      }
      return .cautious(order: order)
    default:
      throw annotation.fault("merge", "it is ‘manual’, ‘union’ or {\"cautious\": [VALUE, …]}")
    }
  }

  private func checkOrder(
    _ order: [String],
    of member: String,
    _ annotation: Annotation,
  ) throws(FormFault) {
    guard let choices = choices(of: member) else { return }
    for value in order where !choices.contains(value) {
      throw annotation.fault("merge", "‘\(value)’ is no choice of ‘\(member)’")
    }
  }

  private func choices(of member: String) -> Set<String>? {
    guard case .choice(let choices)? = fields.first(where: { $0.name == member })?.kind else {
      return nil
    }
    return Set(choices)
  }

  func isField(_ name: String) -> Bool { fields.contains { $0.name == name } }

  // MARK: The top

  func head() throws(FormFault) -> Form.Head {
    try top.allow([
      "form", "label", "help", "groups", "identity", "subject", "audience", "confidential",
    ])
    guard let written = try top.text("form"), let name = FormName(written) else {
      throw top.fault("form", "it has to be a name and a version, as customer/1")
    }
    guard let label = try top.text("label") else { throw top.fault("label", "it is missing") }
    var head = Form.Head(name: name, label: label)
    head.help = try top.text("help") ?? ""
    head.identity = try top.texts("identity") ?? []
    for field in head.identity where !isText(field) {
      throw top.fault("identity", "‘\(field)’ is no member that is text")
    }
    head.subject = try top.text("subject")
    if let subject = head.subject {
      guard fields.contains(where: { $0.name == subject && $0.kind == .record }) else {
        throw top.fault("subject", "‘\(subject)’ is no member that names a record")
      }
    }
    head.isConfidential = try top.flag("confidential")
    try readAudience(into: &head)
    return head
  }

  private func isText(_ name: String) -> Bool {
    guard let field = fields.first(where: { $0.name == name }) else { return false }
    switch field.kind {
    case .text, .substance, .date, .choice, .record: return true
    default: return false
    }
  }

  private func readAudience(into head: inout Form.Head) throws(FormFault) {
    guard let value = top["audience"] else { return }
    let annotation = try top.inner(value, "audience")
    try annotation.allow(["default", "maximum"])
    head.defaultAudience = try annotation.texts("default") ?? head.defaultAudience
    head.maximumAudience = try annotation.texts("maximum")
    for reader in head.defaultAudience + (head.maximumAudience ?? []) {
      guard Array(reader.utf8).withUnsafeBytes(Entry.isReader) else {
        throw top.fault(
          "audience",
          "‘\(reader)’ is neither association, authority, vetted nor public, nor an organisation's id",
        )
      }
    }
    guard let maximum = head.maximumAudience else { return }
    for reader in head.defaultAudience where !maximum.contains(reader) {
      throw top.fault("audience", "the default ‘\(reader)’ lies outside the maximum")
    }
  }
}
